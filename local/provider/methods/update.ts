import protocol, { type UpdateRequest, type UpdateResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import { CloudError } from "../../cloud/errors.ts";
import { updateObject } from "../../cloud/make-object.ts";
import { plannedOutputs } from "../../cloud/outputs.ts";
import { check } from "../../cloud/settle.ts";
import type { CloudObject, Values } from "../../cloud/state.ts";
import { bare } from "../../cloud/unknown.ts";
import { marshal, unmarshal } from "../../engine/marshal.ts";
import { answerOf } from "../answer.ts";
import { HalfMadeError } from "../half-made-error.ts";
import { waitAsGoogle } from "../latency.ts";
import { secretNames } from "../secret-names.ts";
import type { Session } from "../session.ts";
import { type Subject, subjectOf } from "../subject.ts";

/**
 * Changes a resource in place, or says in a preview what it would become.
 *
 * @throws {LatchkeyError} as Google would refuse; `not_found` when it is gone.
 * @throws {HalfMadeError} when it was changed and failed afterwards.
 */
export async function update(session: Session, request: UpdateRequest): Promise<UpdateResponse> {
  const subject = subjectOf(request.getUrn());
  const { token, name, type } = subject;
  const given = unmarshal(request.getNews(), name);
  const inputs = bare(given);
  const secrets = secretNames(given);
  if (request.getPreview()) {
    const before = bare(unmarshal(request.getOlds(), name));
    const outputs = await session.cloud.look((inventory) =>
      plannedOutputs(type, inputs, session.around(subject, inventory, before)),
    );
    return new protocol.UpdateResponse().setProperties(marshal(answerOf(type, request.getId(), outputs, secrets)));
  }
  const moment = { operation: "update", type: token, name } as const;
  await session.faults.strike({ ...moment, when: "before" });
  const object = await change(session, subject, request.getId(), inputs);
  const properties = answerOf(type, object.id, object.outputs, secrets);
  try {
    await session.faults.strike({ ...moment, when: "after" });
  } catch (error) {
    if (type.keptOnFailure !== true) throw error;
    throw new HalfMadeError(error as Error, { id: object.id, inputs: given, properties });
  }
  return new protocol.UpdateResponse().setProperties(marshal(properties));
}

async function change(session: Session, subject: Subject, id: string, inputs: Values): Promise<CloudObject> {
  const { urn, token, name, type, resource } = subject;
  await waitAsGoogle(token, "update", session.options.latency);
  return session.cloud.change((inventory) => {
    const current = inventory.called(urn, token, id);
    if (current === undefined) throw new CloudError("not_found", { resource, what: "resource", id });
    const around = session.around(subject, inventory, current.outputs);
    check(inputs, type, around);
    // It may have been known by another URN.
    inventory.adopt(current);
    inventory.setAside(urn);
    return updateObject(urn, type, { ...current, name, inputs }, current, around);
  });
}

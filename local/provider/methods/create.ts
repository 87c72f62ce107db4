import protocol, { type CreateRequest, type CreateResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import { API_CONFIG } from "../../cloud/apigateway.ts";
import { CloudError } from "../../cloud/errors.ts";
import { createObject } from "../../cloud/make-object.ts";
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
 * Makes a resource, or says in a preview what it would be.
 *
 * @throws {LatchkeyError} as Google would refuse.
 * @throws {HalfMadeError} when it was made and failed afterwards.
 */
export async function create(session: Session, request: CreateRequest): Promise<CreateResponse> {
  const subject = subjectOf(request.getUrn());
  const { token, name, type } = subject;
  const given = unmarshal(request.getProperties(), name);
  const inputs = bare(given);
  const secrets = secretNames(given);
  if (request.getPreview()) {
    const outputs = await session.cloud.look((inventory) =>
      plannedOutputs(type, inputs, session.around(subject, inventory)),
    );
    return new protocol.CreateResponse().setProperties(marshal(answerOf(type, "", outputs, secrets)));
  }
  const moment = { operation: "create", type: token, name } as const;
  await session.faults.strike({ ...moment, when: "before" });
  const object = await alone(session, subject, inputs, () => make(session, subject, inputs));
  const properties = answerOf(type, object.id, object.outputs, secrets);
  try {
    await session.faults.strike({ ...moment, when: "after" });
  } catch (error) {
    if (type.keptOnFailure !== true) throw error;
    throw new HalfMadeError(error as Error, { id: object.id, inputs: given, properties });
  }
  return new protocol.CreateResponse().setId(object.id).setProperties(marshal(properties));
}

async function make(session: Session, subject: Subject, inputs: Values): Promise<CloudObject> {
  const { urn, token, name, type } = subject;
  await session.cloud.look((inventory) => check(inputs, type, session.around(subject, inventory)));
  await waitAsGoogle(token, "create", session.options.latency);
  return session.cloud.change((inventory) => {
    const around = session.around(subject, inventory);
    // While one object takes another's place, both carry the URN.
    inventory.setAside(urn);
    const draft = { type: token, name, inputs, protect: false, retainOnDelete: false, createdAt: around.now };
    return createObject(urn, type, { ...draft, sequence: inventory.entries().length }, around);
  });
}

/** Google makes one config of an API at a time. */
async function alone<Result>(
  { busyApis }: Session,
  { token, resource }: Subject,
  inputs: Values,
  task: () => Promise<Result>,
): Promise<Result> {
  if (token !== API_CONFIG) return task();
  const api = String(inputs.api);
  if (busyApis.has(api)) throw new CloudError("operation_in_progress", { resource, api });
  busyApis.add(api);
  try {
    return await task();
  } finally {
    busyApis.delete(api);
  }
}

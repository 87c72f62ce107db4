import protocol, { type UpdateRequest, type UpdateResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import { CloudError } from "../../cloud/errors.ts";
import { updateObject } from "../../cloud/make-object.ts";
import { check } from "../../cloud/settle.ts";
import type { CloudObject, Values } from "../../cloud/state.ts";
import { bare } from "../../cloud/unknown.ts";
import { marshal, unmarshal } from "../../engine/marshal.ts";
import { waitAsGoogle } from "../latency.ts";
import { madeProperties, plannedProperties } from "../properties.ts";
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
  const { token, name } = subject;
  const given = unmarshal(request.getNews(), name);
  const id = request.getId();
  if (request.getPreview()) {
    const before = bare(unmarshal(request.getOlds(), name));
    const planned = await plannedProperties(session, subject, given, { id, before });
    return new protocol.UpdateResponse().setProperties(marshal(planned));
  }
  const operation = "update";
  await session.faults.strike({ operation, when: "before", type: token, name });
  const object = await change(session, subject, id, bare(given));
  const properties = await madeProperties(session, subject, given, { operation, object });
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

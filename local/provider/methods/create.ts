import protocol, { type CreateRequest, type CreateResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import { API_CONFIG } from "../../cloud/apigateway.ts";
import { CloudError } from "../../cloud/errors.ts";
import { createObject } from "../../cloud/make-object.ts";
import { check } from "../../cloud/settle.ts";
import type { CloudObject, Values } from "../../cloud/state.ts";
import { bare } from "../../cloud/unknown.ts";
import { marshal, unmarshal } from "../../engine/marshal.ts";
import { waitAsGoogle } from "../latency.ts";
import { madeProperties, plannedProperties } from "../properties.ts";
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
  const { token, name } = subject;
  const given = unmarshal(request.getProperties(), name);
  if (request.getPreview()) {
    const planned = await plannedProperties(session, subject, given, { id: "" });
    return new protocol.CreateResponse().setProperties(marshal(planned));
  }
  const operation = "create";
  await session.faults.strike({ operation, when: "before", type: token, name });
  const inputs = bare(given);
  const object = await alone(session, subject, inputs, () => make(session, subject, inputs));
  const properties = await madeProperties(session, subject, given, { operation, object });
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

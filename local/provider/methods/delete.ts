import type { DeleteRequest } from "@pulumi/pulumi/proto/provider_pb.js";
import empty, { type Empty } from "google-protobuf/google/protobuf/empty_pb.js";
import { deleteObject, guardDeletion } from "../../cloud/deletion.ts";
import { waitAsGoogle } from "../latency.ts";
import type { Session } from "../session.ts";
import { subjectOf } from "../subject.ts";

/**
 * Deletes a resource; one that is gone already counts as deleted.
 *
 * @throws {LatchkeyError} as Google would refuse.
 */
export async function remove(session: Session, request: DeleteRequest): Promise<Empty> {
  const subject = subjectOf(request.getUrn());
  const { urn, token, name } = subject;
  const moment = { operation: "delete", type: token, name } as const;
  await session.faults.strike({ ...moment, when: "before" });
  await waitAsGoogle(token, "delete", session.options.latency);
  await session.cloud.change((inventory) => {
    const object = inventory.called(urn, token, request.getId());
    if (object === undefined) return;
    const around = session.around(subject, inventory, object.outputs);
    guardDeletion(object, around);
    deleteObject(object, around);
  });
  await session.faults.strike({ ...moment, when: "after" });
  return new empty.Empty();
}

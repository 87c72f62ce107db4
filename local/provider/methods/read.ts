import protocol, { type ReadRequest, type ReadResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import { readObject } from "../../cloud/read-object.ts";
import { marshal, unmarshal } from "../../engine/marshal.ts";
import { answerOf } from "../answer.ts";
import { secretNames, withSecrets } from "../secret-names.ts";
import type { Session } from "../session.ts";
import { subjectOf } from "../subject.ts";

/** What a resource is today, for `refresh`, `import` and look-ups. An empty answer: it is gone. */
export async function read(session: Session, request: ReadRequest): Promise<ReadResponse> {
  const subject = subjectOf(request.getUrn());
  const { urn, token, name, type } = subject;
  const secrets = secretNames(unmarshal(request.getInputs(), name));
  return session.cloud.look((inventory) => {
    const object = inventory.called(urn, token, request.getId());
    if (object === undefined) return new protocol.ReadResponse();
    const outputs = readObject(type, object, session.around(subject, inventory));
    return new protocol.ReadResponse()
      .setId(object.id)
      .setInputs(marshal(withSecrets(object.inputs, [...secrets, ...(type.secrets ?? [])])))
      .setProperties(marshal(answerOf(type, object.id, outputs, secrets)));
  });
}

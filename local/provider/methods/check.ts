import protocol, { type CheckRequest, type CheckResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import { CloudError } from "../../cloud/errors.ts";
import { settle } from "../../cloud/settle.ts";
import { bare } from "../../cloud/unknown.ts";
import { marshal, unmarshal } from "../../engine/marshal.ts";
import { secretNames, withSecrets } from "../secret-names.ts";
import type { Session } from "../session.ts";
import { subjectOf } from "../subject.ts";

/** Completes a resource's inputs: defaults, project and region, and the automatic name, which an old one keeps. */
export async function check(session: Session, request: CheckRequest): Promise<CheckResponse> {
  const subject = subjectOf(request.getUrn());
  const { urn, token, name, type } = subject;
  const inputs = unmarshal(request.getNews(), name);
  const olds = bare(unmarshal(request.getOlds(), name));
  const old = Object.keys(olds).length === 0 ? undefined : { inputs: olds };
  const seed = request.getRandomseed_asB64() || undefined;
  const response = new protocol.CheckResponse();
  try {
    const settled = await session.cloud.look((inventory) =>
      settle({ urn, type: token, name, inputs, seed }, type, old, session.around(subject, inventory)),
    );
    return response.setInputs(marshal(withSecrets(settled, secretNames(inputs))));
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    const failure = new protocol.CheckFailure();
    failure.setProperty(String(error.details.input ?? ""));
    failure.setReason(`${error.message} ${error.fix}`);
    return response.setFailuresList([failure]);
  }
}

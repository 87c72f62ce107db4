import protocol, { type ResourceInvokeRequest, type ResourceInvokeResponse } from "@pulumi/pulumi/proto/resource_pb.js";
import { clearAll } from "./clear.ts";
import type { Evaluation } from "./evaluation.ts";
import { EvaluationError } from "./evaluation-error.ts";
import { type MarkedValues, marshal, unmarshal } from "./marshal.ts";

/** Function by which the SDK looks up a resource of this very stack. */
const getResource = "pulumi:pulumi:getResource";

/**
 * Answers `Invoke`: has the cloud run a provider function.
 *
 * @throws {LatchkeyError} as the cloud refuses; {@link EvaluationError} `invoke_failed` for anything else it throws.
 */
export async function invoke(evaluation: Evaluation, request: ResourceInvokeRequest): Promise<ResourceInvokeResponse> {
  const token = request.getTok();
  const args = clearAll(unmarshal(request.getArgs(), `the arguments of ${token}`));
  const response = new protocol.ResourceInvokeResponse();
  response.setReturn(
    marshal(token === getResource ? registered(evaluation, args) : await run(evaluation, request, args)),
  );
  return response;
}

async function run(evaluation: Evaluation, request: ResourceInvokeRequest, args: MarkedValues): Promise<MarkedValues> {
  const token = request.getTok();
  evaluation.requireProvider(token, request.getProvider(), token);
  try {
    return await evaluation.cloud.invoke(token, args, evaluation.job.preview);
  } catch (error) {
    throw evaluation.failure.explain(error, "invoke_failed", { token });
  }
}

function registered(evaluation: Evaluation, { urn }: MarkedValues): MarkedValues {
  const resource = evaluation.recording.find(String(urn));
  if (resource === undefined) {
    throw new EvaluationError("invoke_failed", { token: getResource, reason: `nothing is registered as ${urn}` });
  }
  return { urn: resource.urn, id: resource.id, state: resource.outputs };
}

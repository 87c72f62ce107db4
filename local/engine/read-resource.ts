import protocol, { type ReadResourceRequest, type ReadResourceResponse } from "@pulumi/pulumi/proto/resource_pb.js";
import { unknownValue } from "@pulumi/pulumi/runtime/rpc.js";
import { clearAll } from "./clear.ts";
import type { Evaluation } from "./evaluation.ts";
import { EvaluationError } from "./evaluation-error.ts";
import { type MarkedValues, marshal, unmarshal } from "./marshal.ts";
import { settleOutputs } from "./settle-outputs.ts";
import { makeUrn } from "./urn.ts";

/**
 * Answers `ReadResource` (`.get`): records a resource that somebody else manages, with what the cloud knows about it.
 *
 * @throws {LatchkeyError} when the cloud has no such resource; {@link EvaluationError} for a URN that is taken, an unknown
 * parent, a stack reference, or a provider that is missing where default ones are disabled.
 */
export async function readResource(
  evaluation: Evaluation,
  request: ReadResourceRequest,
): Promise<ReadResourceResponse> {
  const { job, recording } = evaluation;
  const type = request.getType();
  const name = request.getName();
  if (type.startsWith("pulumi:pulumi:")) throw new EvaluationError("unsupported_feature", { feature: type });
  evaluation.requireProvider(type, request.getProvider(), name);
  const parent = recording.find(request.getParent());
  if (parent === undefined && request.getParent() !== "") {
    throw new EvaluationError("unknown_parent", { name, type, parent: request.getParent() });
  }
  const urn = makeUrn({ stack: job.stack, project: job.project, type, name, parent: parent?.urn });
  const inputs = unmarshal(request.getProperties(), `the state of ${name}`);
  const known = request.getId() !== unknownValue;
  const secrets = request.getAdditionalsecretoutputsList();
  const resource = {
    urn,
    type,
    name,
    custom: true,
    external: true,
    id: known ? request.getId() : "",
    parent: parent?.urn,
    inputs,
    outputs: inputs,
    dependencies: request.getDependenciesList(),
    propertyDependencies: {},
    provider: request.getProvider() || undefined,
    protect: false,
    retainOnDelete: true,
    deleteBeforeReplace: false,
    ignoreChanges: [],
    additionalSecretOutputs: secrets,
    aliases: [],
    formerUrns: [],
    transforms: [],
  };
  if (!recording.add(resource)) throw new EvaluationError("duplicate_urn", { urn });
  const found = known ? await lookUp(evaluation, resource) : {};
  resource.outputs = settleOutputs(inputs, found, secrets, job.preview);

  const response = new protocol.ReadResourceResponse();
  response.setUrn(urn);
  response.setProperties(marshal(resource.outputs));
  return response;
}

async function lookUp(
  { cloud, failure, job }: Evaluation,
  resource: { urn: string; type: string; name: string; id: string; inputs: MarkedValues; provider?: string },
): Promise<MarkedValues> {
  const { urn, type, name, id, provider } = resource;
  try {
    return (await cloud.read?.({ urn, type, name, id, state: clearAll(resource.inputs), provider }, job.preview)) ?? {};
  } catch (error) {
    throw failure.explain(error, "lookup_failed", { urn });
  }
}

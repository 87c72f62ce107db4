import { relative } from "node:path";
import protocol, {
  type RegisterResourceRequest,
  type RegisterResourceResponse,
} from "@pulumi/pulumi/proto/resource_pb.js";
import { clearAll } from "./clear.ts";
import { type Draft, readAlias, readDraft } from "./draft.ts";
import type { Evaluation } from "./evaluation.ts";
import { EvaluationError } from "./evaluation-error.ts";
import { formerUrns } from "./former-urns.ts";
import { marshal } from "./marshal.ts";
import type { RecordedResource } from "./recording.ts";
import { settleOutputs } from "./settle-outputs.ts";
import { transform } from "./transform.ts";
import { makeUrn } from "./urn.ts";

/**
 * Answers `RegisterResource`: records the resource and, unless it is a component, has the cloud make it.
 *
 * @throws {LatchkeyError} as the cloud refuses; {@link EvaluationError} for a URN that is taken, an unknown parent, or a
 * provider that is missing where default ones are disabled.
 */
export async function registerResource(
  evaluation: Evaluation,
  request: RegisterResourceRequest,
): Promise<RegisterResourceResponse> {
  if (request.getRemote())
    throw new EvaluationError("unsupported_feature", { feature: "a component of another language" });
  const transforms = transformsOf(evaluation, request);
  const draft = await transform(readDraft(request), [...transforms, ...evaluation.stackTransforms]);
  const resource = record(evaluation, draft, transforms);
  if (draft.custom) await make(evaluation, draft, resource);

  const response = new protocol.RegisterResourceResponse();
  response.setUrn(resource.urn);
  response.setId(resource.id);
  if (draft.custom) response.setObject(marshal(resource.outputs));
  return response;
}

/** A resource's own transforms come first, then its ancestors', nearest first. */
function transformsOf(evaluation: Evaluation, request: RegisterResourceRequest): string[] {
  const own = request.getTransformsList().map((callback) => callback.getToken());
  const inherited = evaluation.recording.find(request.getParent())?.transforms ?? [];
  return [...own, ...inherited];
}

function record(evaluation: Evaluation, draft: Draft, transforms: readonly string[]): RecordedResource {
  const { job, recording } = evaluation;
  const { options, type, name } = draft;
  const parent = recording.find(draft.parent);
  if (parent === undefined && draft.parent !== "") {
    throw new EvaluationError("unknown_parent", { name, type, parent: draft.parent });
  }
  if (draft.custom) evaluation.requireProvider(type, options.provider, name);
  const source = { stack: job.stack, project: job.project, type, name, parent: parent?.urn };
  const urn = makeUrn(source);
  const aliases = options.aliases.map(readAlias);
  const resource: RecordedResource = {
    urn,
    type,
    name,
    custom: draft.custom,
    id: "",
    parent: parent?.urn,
    inputs: draft.inputs,
    outputs: {},
    dependencies: options.dependencies,
    propertyDependencies: draft.propertyDependencies,
    provider: options.provider || undefined,
    protect: options.protect ?? parent?.protect ?? false,
    retainOnDelete: options.retainOnDelete ?? parent?.retainOnDelete ?? false,
    deleteBeforeReplace: options.deleteBeforeReplace,
    ignoreChanges: options.ignoreChanges,
    additionalSecretOutputs: options.additionalSecretOutputs,
    aliases,
    importId: options.importId || undefined,
    sourcePosition: draft.sourcePosition && relative(job.rootDirectory ?? process.cwd(), draft.sourcePosition),
    formerUrns: formerUrns(source, aliases, parent),
    transforms,
  };
  if (!recording.add(resource)) throw new EvaluationError("duplicate_urn", { urn });
  return resource;
}

async function make(evaluation: Evaluation, draft: Draft, resource: RecordedResource): Promise<void> {
  const { cloud, failure, job } = evaluation;
  const { urn, type, name, protect, retainOnDelete, ignoreChanges, provider, formerUrns } = resource;
  const inputs = clearAll(draft.inputs);
  try {
    const made = await cloud.register(
      { urn, type, name, inputs, formerUrns, protect, retainOnDelete, ignoreChanges, provider },
      job.preview,
    );
    resource.id = made.id;
    resource.outputs = settleOutputs(draft.inputs, made.outputs, draft.options.additionalSecretOutputs, job.preview);
  } catch (error) {
    throw failure.explain(error, "registration_failed", { urn });
  }
}

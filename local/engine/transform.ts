import protocol, { type TransformResourceOptions, type TransformResponse } from "@pulumi/pulumi/proto/resource_pb.js";
import type { Draft, DraftOptions } from "./draft.ts";
import { EvaluationError } from "./evaluation-error.ts";
import { marshalOutputs, unmarshal } from "./marshal.ts";
import { currentStore } from "./sdk.ts";

/**
 * Lets the program's transforms change a registration, one after the other.
 *
 * The SDK keeps them behind a server for the engine to call; they are in this very process, so they are called directly.
 *
 * @param tokens - of the transforms, first to run first.
 * @throws {EvaluationError} `unsupported_feature` for a transform that is not the SDK's own; whatever a transform throws.
 */
export async function transform(draft: Draft, tokens: readonly string[]): Promise<Draft> {
  let transformed = draft;
  for (const token of tokens) transformed = await transformOnce(transformed, token);
  return transformed;
}

async function transformOnce(draft: Draft, token: string): Promise<Draft> {
  const callback = currentStore()?.callbacks?._callbacks.get(token);
  if (callback === undefined)
    throw new EvaluationError("unsupported_feature", { feature: "a transform of another process" });
  const request = new protocol.TransformRequest();
  request.setType(draft.type);
  request.setName(draft.name);
  request.setCustom(draft.custom);
  request.setParent(draft.parent);
  request.setProperties(marshalOutputs(draft.inputs));
  request.setOptions(writeOptions(draft.options));
  const response = (await callback(request.serializeBinary())) as TransformResponse;
  const options = response.getOptions();
  return {
    ...draft,
    inputs: unmarshal(response.getProperties(), `the inputs of ${draft.name}`),
    options: options === undefined ? draft.options : readOptions(options, draft),
  };
}

function writeOptions(options: DraftOptions): TransformResourceOptions {
  const message = new protocol.TransformResourceOptions();
  if (options.protect !== undefined) message.setProtect(options.protect);
  if (options.retainOnDelete !== undefined) message.setRetainOnDelete(options.retainOnDelete);
  message.setDependsOnList([...options.dependencies]);
  message.setIgnoreChangesList([...options.ignoreChanges]);
  message.setAdditionalSecretOutputsList([...options.additionalSecretOutputs]);
  message.setDeleteBeforeReplace(options.deleteBeforeReplace);
  message.setAliasesList([...options.aliases]);
  message.setProvider(options.provider);
  message.setImport(options.importId);
  return message;
}

function readOptions(message: TransformResourceOptions, draft: Draft): DraftOptions {
  return {
    protect: message.hasProtect() ? message.getProtect() : undefined,
    retainOnDelete: message.hasRetainOnDelete() ? message.getRetainOnDelete() : undefined,
    dependencies: [...new Set([...message.getDependsOnList(), ...Object.values(draft.propertyDependencies).flat()])],
    ignoreChanges: message.getIgnoreChangesList(),
    additionalSecretOutputs: message.getAdditionalSecretOutputsList(),
    deleteBeforeReplace: message.getDeleteBeforeReplace() ?? false,
    aliases: message.getAliasesList(),
    provider: message.getProvider(),
    importId: message.getImport(),
  };
}

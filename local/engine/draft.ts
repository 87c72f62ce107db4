import { fileURLToPath } from "node:url";
import type { Alias as AliasMessage } from "@pulumi/pulumi/proto/alias_pb.js";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb.js";
import type { Alias } from "./former-urns.ts";
import { type MarkedValues, unmarshal } from "./marshal.ts";

/** A registration as the program asks for it, before anything is inherited. Transforms change it. */
export interface Draft {
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  /** URN; empty for the stack itself. */
  readonly parent: string;
  readonly inputs: MarkedValues;
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  /** Absolute path and line. */
  readonly sourcePosition?: string;
  readonly options: DraftOptions;
}

/** The options a transform may change. */
export interface DraftOptions {
  /** Absent: as the parent says. */
  readonly protect?: boolean;
  /** Absent: as the parent says. */
  readonly retainOnDelete?: boolean;
  readonly dependencies: readonly string[];
  readonly ignoreChanges: readonly string[];
  readonly additionalSecretOutputs: readonly string[];
  readonly deleteBeforeReplace: boolean;
  readonly aliases: readonly AliasMessage[];
  /** URN and id; empty: none was given. */
  readonly provider: string;
  readonly importId: string;
}

/** Reads a registration off the wire. */
export function readDraft(request: RegisterResourceRequest): Draft {
  const name = request.getName();
  return {
    type: request.getType(),
    name,
    custom: request.getCustom(),
    parent: request.getParent(),
    inputs: unmarshal(request.getObject(), `the inputs of ${name}`),
    propertyDependencies: readPropertyDependencies(request),
    sourcePosition: readPosition(request),
    options: {
      protect: request.hasProtect() ? request.getProtect() : undefined,
      retainOnDelete: request.hasRetainondelete() ? request.getRetainondelete() : undefined,
      dependencies: request.getDependenciesList(),
      ignoreChanges: request.getIgnorechangesList(),
      additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
      deleteBeforeReplace: request.getDeletebeforereplace(),
      aliases: request.getAliasesList(),
      provider: request.getProvider(),
      importId: request.getImportid(),
    },
  };
}

/** Reads an alias off the wire; empty parts mean "as it is now". */
export function readAlias(message: AliasMessage): Alias {
  const spec = message.getSpec();
  if (spec === undefined) return message.getUrn();
  return {
    name: spec.getName() || undefined,
    type: spec.getType() || undefined,
    stack: spec.getStack() || undefined,
    project: spec.getProject() || undefined,
    parentUrn: spec.getParenturn() || undefined,
    noParent: spec.getNoparent() || undefined,
  };
}

function readPropertyDependencies(request: RegisterResourceRequest): Record<string, string[]> {
  const dependencies: Record<string, string[]> = {};
  request.getPropertydependenciesMap().forEach((message, property) => {
    const urns = message.getUrnsList();
    if (urns.length > 0) dependencies[property] = urns;
  });
  return dependencies;
}

function readPosition(request: RegisterResourceRequest): string | undefined {
  const position = request.getSourceposition();
  if (position === undefined) return undefined;
  // For a file given as a URL the SDK answers with that URL as a relative path under the working directory.
  const uri = position.getUri().replace(/^.+(?=file:\/)/, "");
  return `${uri.startsWith("file:") ? fileURLToPath(uri) : uri}:${position.getLine()}`;
}

/** One registered resource. Values are plain JSON: secrets and unknowns stand where {@link Marked} says. */
export interface GraphResource {
  readonly urn: string;
  /** e.g. `gcp:apigateway/gateway:Gateway`, or `latchkey:index:Door` for a component. */
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  readonly custom: boolean;
  /** Physical id; empty for components, and in a preview before it is known. */
  readonly id: string;
  readonly parent?: string;
  readonly inputs: Readonly<Record<string, Marked>>;
  /** What the cloud answered. */
  readonly outputs: Readonly<Record<string, Marked>>;
  /** URNs this resource waits for. */
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  /** URN and id of its provider. */
  readonly provider?: string;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly deleteBeforeReplace: boolean;
  readonly ignoreChanges: readonly string[];
  readonly additionalSecretOutputs: readonly string[];
  /** URNs or partial specifications under which the resource was known before. */
  readonly aliases: readonly unknown[];
  readonly importId?: string;
  /** True when it was looked up (`.get`), not made: somebody else manages it. */
  readonly external?: boolean;
  /** File and line of the registration, when the SDK says. */
  readonly sourcePosition?: string;
}

/** JSON, with `{ [SECRET]: value }` around a secret and `{ [UNKNOWN]: true }` for a value a preview cannot know. */
export type Marked = null | boolean | number | string | readonly Marked[] | { readonly [key: string]: Marked };

/** Key of the envelope around a secret value. */
export const SECRET = "$secret";
/** Key of the envelope that stands for a value not known in a preview. */
export const UNKNOWN = "$unknown";
/** Key of the envelope around an asset: `{ [ASSET]: { text } }`, or `path` or `uri` in its place. */
export const ASSET = "$asset";
/** Key of the envelope around an archive: `{ [ARCHIVE]: { path } }`, or `uri` or `assets` in its place. */
export const ARCHIVE = "$archive";

/** Everything one evaluation of the program registered, in order. */
export interface Graph {
  readonly project: string;
  readonly stack: string;
  /** True when evaluated as a preview: ids and computed outputs are unknown. */
  readonly preview: boolean;
  readonly resources: readonly GraphResource[];
  /** Stack outputs. */
  readonly outputs: Readonly<Record<string, Marked>>;
  /** What the program logged through `pulumi.log`. */
  readonly logs: readonly {
    readonly severity: "debug" | "info" | "warning" | "error";
    readonly message: string;
    readonly urn?: string;
  }[];
}

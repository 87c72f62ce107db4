import type { Inventory } from "./inventory.ts";
import type { CloudObject, Values } from "./state.ts";

/** Where a resource is made: what the provider was configured with. */
export interface Site {
  /** Empty when nobody said. */
  readonly project: string;
  readonly projectNumber: string;
  readonly region?: string;
  /** Labels every labelled resource gets. */
  readonly defaultLabels: Readonly<Record<string, string>>;
  /** What happens to resources that do not say: `DELETE`, `ABANDON` or `PREVENT`. */
  readonly deletionPolicy: string;
}

/** What a rule of a type may look at. */
export interface Surroundings {
  /** Type and logical name, for messages. */
  readonly resource: string;
  readonly site: Site;
  readonly inventory: Inventory;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** How long new accounts and APIs take to be seen everywhere, as a factor of Google's own times. Default: 0. */
  readonly lag?: number;
  /** Outputs of the object as it stands; absent while it is being made. */
  readonly before?: Values;
}

/** What Google adds to what was asked for. */
export interface Answer {
  readonly id: string;
  /** Values of every name in {@link ResourceType.computed}. */
  readonly computed: Values;
  /** Makes what Google keeps to itself, e.g. a key pair; becomes {@link CloudObject.hidden}. */
  readonly hidden?: () => Promise<Readonly<Record<string, string>>>;
}

/** How the provider names a resource that was given no name. */
export interface AutoName {
  readonly input: string;
  /** Longest name, in characters. */
  readonly maxLength: number;
  /** Capitals of the logical name become small. */
  readonly lowerCase?: boolean;
}

/** One resource type: data where data will do, functions for the rest. @see pulumi-facts §4 */
export interface ResourceType {
  /** Google API that must be enabled first; absent for those every project has. */
  readonly api?: string;
  readonly required: readonly string[];
  /** Inputs whose change replaces the object; dots lead into objects. */
  readonly forceNew: readonly string[];
  readonly autoName?: AutoName;
  readonly defaults?: Values;
  /** Which of `project` and `region` come from the provider when not given. */
  readonly fromSite?: readonly ("project" | "region")[];
  /** Takes labels, and answers with `effectiveLabels` and `pulumiLabels`. */
  readonly labelled?: boolean;
  /** Outputs that are always secret, besides the pair of label outputs. */
  readonly secrets?: readonly string[];
  /** Outputs only Google knows: unknown in the preview that makes the object. */
  readonly computed: readonly string[];
  /** Outputs a preview can already tell, although they are not inputs. */
  planned?(inputs: Values, around: Surroundings): Values;
  /**
   * Looks for what Google would refuse. Inputs may hold unknowns.
   *
   * @throws {CloudError}
   */
  check?(inputs: Values, around: Surroundings): void;
  /** What a new or changed object is. Inputs are all known; nothing happens yet. */
  answer(inputs: Values, around: Surroundings): Answer;
  /**
   * Looks for what forbids deleting or replacing the object whatever else happens.
   *
   * @throws {CloudError}
   */
  guard?(object: CloudObject, around: Surroundings): void;
  /**
   * Deletes the object.
   *
   * @returns what stays behind, no longer managed; nothing when it is gone.
   * @throws {CloudError} when something still uses it.
   */
  remove?(object: CloudObject, around: Surroundings): CloudObject | undefined;
  /** An object of the same id that nobody manages is taken over instead of refused with 409. */
  adopts?(inputs: Values): boolean;
  /** Several resources may describe the same thing, as grants do. */
  readonly shared?: boolean;
  /** An object whose creation failed half way is kept in the stack's state, to be mended by the next update. */
  readonly keptOnFailure?: boolean;
  /** Seconds an id stays taken after deletion. */
  readonly idTakenSeconds?: number;
}

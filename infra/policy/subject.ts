/**
 * Stands for a value that a preview cannot know yet.
 *
 * A rule leaves it alone: an update asks again with the value, before the resource is made.
 */
export const notYetKnown: unique symbol = Symbol("not yet known");

/** A resource as a rule sees it. */
export interface Subject {
  readonly urn: string;
  /** e.g. `gcp:apigateway/gateway:Gateway`. */
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  /** Plain JSON in clear, with {@link notYetKnown} in places. In a stack rule under the CLI: the outputs. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly protect: boolean;
  /** Absent where nobody says: the CLI tells a policy pack nothing of it. */
  readonly retainOnDelete?: boolean;
}

/** Stack a URN belongs to, e.g. `dev`. */
export function stackOf(urn: string): string {
  return urn.split("::")[0]?.replace("urn:pulumi:", "") ?? "";
}

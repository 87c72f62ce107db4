import { stripVTControlCharacters } from "node:util";

/** A resource that a run of the engine complained about. */
export interface Failure {
  /** As the CLI prints it, e.g. `gcp:apigateway:Api`. */
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  /** All it said, lines and all. */
  readonly message: string;
}

/** Lines that only the CLI prints. */
const MARKS =
  /^(Diagnostics:|Resources:|(Previewing|Updating|Refreshing|Destroying|Importing) |@ )|\bpulumi:pulumi:Stack\b/m;
const HEAD = /^\s*(gcp:[\w/]+:\w+) \((.+)\):$/;
/** What stands at the margin, or the next heading, ends a complaint. */
const END = /^(\S|\s*[\w-]+:[\w/]+:\w+ \(.+\):$)/;
/** Build systems put the time before each line. */
const TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z ?/;

/**
 * Reads what the CLI printed under `Diagnostics:`.
 *
 * @returns nothing when it is no output of the CLI at all.
 */
export function readFailures(output: string): Failure[] | undefined {
  const lines = stripVTControlCharacters(output)
    .split(/\r?\n/)
    .map((line) => line.replace(TIME, ""));
  if (!MARKS.test(lines.join("\n"))) return undefined;
  return lines.flatMap((line, index) => {
    const [, type, name] = HEAD.exec(line) ?? [];
    if (type === undefined || name === undefined) return [];
    const rest = lines.slice(index + 1);
    const end = rest.findIndex((later) => END.test(later));
    const message = rest.slice(0, end === -1 ? rest.length : end).join("\n");
    return [{ type, name, message: message.trim() }];
  });
}

/**
 * What an error 409 of Google's says of the object in the way.
 *
 * @returns `ours`: it exists, as after a creation of which nobody heard back; `theirs`: somebody else has the name.
 * @see https://github.com/pulumi/pulumi-gcp/issues/2693
 * @see https://github.com/gitpod-io/gitpod/issues/15578
 */
export function conflictOf({ message }: Failure): "ours" | "theirs" | undefined {
  if (!/\b409\b/.test(message)) return undefined;
  // Bucket names are global. https://github.com/GoogleCloudPlatform/gsutil/pull/1166
  if (/bucket name is not available|namespace is shared by all users/i.test(message)) return "theirs";
  return /already exists|alreadyExists|already own/i.test(message) ? "ours" : undefined;
}

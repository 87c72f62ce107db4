import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { LatchkeyError } from "../errors/latchkey-error.ts";
import { type Problem, tellProblem } from "../errors/problem.ts";
import { projectRoot } from "../infra/project-root.ts";
import { locateIn } from "./locate.ts";

/** Which configuration an error is about. */
export interface Configured {
  readonly stack: string;
  /** Folder of Pulumi.yaml; absent: this project. */
  readonly cwd?: string;
}

/**
 * Says of each problem with a stack's configuration in which line it stands.
 *
 * @returns the error with places in its message; any other error as it is.
 */
export async function withPlaces(error: unknown, { stack, cwd }: Configured): Promise<unknown> {
  if (!(error instanceof LatchkeyError) || error.code !== "settings_invalid" || !hasProblems(error)) return error;
  const { problems, code, fix } = error;
  const file = `Pulumi.${stack}.yaml`;
  const text = await readFile(join(resolve(cwd ?? projectRoot), file), "utf8").catch(() => "");
  const locate = locateIn(text);
  const placed = problems.map((problem) => ({ problem, place: locate(problem.key) }));
  // What is missing has no place, and is said first.
  placed.sort((a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0));
  const list = placed.map(
    ({ problem, place }) => `  ${place ? `${file}:${place.line}:${place.column}` : file} ${tellProblem(problem)}`,
  );
  const [head = ""] = error.message.split("\n");
  const located = new LatchkeyError(code, { message: [head, ...list].join("\n"), fix }, {}, { cause: error.cause });
  return Object.assign(located, { name: error.name, problems, stack: error.stack });
}

function hasProblems(error: LatchkeyError): error is LatchkeyError & { readonly problems: readonly Problem[] } {
  return "problems" in error && Array.isArray(error.problems);
}

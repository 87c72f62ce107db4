import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import { LatchkeyError } from "../../errors/latchkey-error.ts";
import { EvaluationError } from "./evaluation-error.ts";
import type { EvaluationJob, Program } from "./job.ts";

/**
 * Finds the function to evaluate.
 *
 * @throws {EvaluationError} `program_unusable` when the module cannot be loaded or exports no such function.
 */
export async function loadProgram(program: EvaluationJob["program"]): Promise<Program> {
  if (typeof program === "function") return program;
  const place = String(program);
  let loaded: { default?: unknown };
  try {
    loaded = await import(isAbsolute(place) ? pathToFileURL(place).href : place);
  } catch (error) {
    if (error instanceof LatchkeyError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new EvaluationError("program_unusable", { program: place, reason }, { cause: error });
  }
  // A CommonJS module with a default export of its own arrives wrapped in another one.
  const exported = (loaded.default as { default?: unknown } | undefined)?.default ?? loaded.default;
  if (typeof exported !== "function") {
    throw new EvaluationError("program_unusable", { program: place, reason: "its default export is not a function" });
  }
  return exported as Program;
}

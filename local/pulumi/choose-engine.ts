import { oldestCli } from "../../infra/oldest-cli.ts";
import type { EngineChoice } from "./engine-choice.ts";
import { EngineError } from "./engine-error.ts";
import { type FoundEngine, findEngine, type MissingEngine } from "./find-engine.ts";

/** The real engine, or why it is not used. */
export type ChosenEngine = FoundEngine | { readonly kind: "in-process"; readonly why: string };

/**
 * Chooses what evaluates and deploys.
 *
 * @throws {EngineError} when only the real engine will do and it is not there.
 */
export async function chooseEngine(choice: EngineChoice, path = process.env.PATH ?? ""): Promise<ChosenEngine> {
  if (choice === "in-process") return { kind: "in-process", why: "as --engine says" };
  const engine = await findEngine(path);
  if (engine.kind === "found") return engine;
  const error = errorOf(engine);
  if (choice === "pulumi") throw error;
  return { kind: "in-process", why: error.message };
}

function errorOf(missing: MissingEngine): EngineError {
  switch (missing.kind) {
    case "no_pulumi_cli":
      return new EngineError("no_pulumi_cli");
    case "pulumi_cli_too_old":
      return new EngineError("pulumi_cli_too_old", { version: missing.version, least: oldestCli });
    case "no_language_host":
      return new EngineError("no_language_host", { cli: missing.cli });
  }
}

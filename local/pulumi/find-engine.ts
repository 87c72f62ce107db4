import { execFile } from "node:child_process";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { oldestCli } from "../../infra/oldest-cli.ts";
import { isAtLeast } from "./cli-version.ts";
import { findProgram } from "./find-program.ts";

/** A Pulumi CLI with its Node language host. */
export interface FoundEngine {
  readonly kind: "found";
  /** Full path of `pulumi`. */
  readonly cli: string;
  /** Folders of both. */
  readonly bins: readonly string[];
  /** e.g. `3.259.0`. */
  readonly version: string;
}

/** Why the real engine cannot be used, by code of {@link engineErrors}. */
export type MissingEngine =
  | { readonly kind: "no_pulumi_cli" }
  | { readonly kind: "pulumi_cli_too_old"; readonly version: string }
  | { readonly kind: "no_language_host"; readonly cli: string };

/** Looks for the Pulumi CLI and its Node language host. */
export async function findEngine(path = process.env.PATH ?? ""): Promise<FoundEngine | MissingEngine> {
  const cli = await findProgram("pulumi", path);
  if (cli === undefined) return { kind: "no_pulumi_cli" };
  const version = await versionOf(cli);
  if (!isAtLeast(version, oldestCli)) return { kind: "pulumi_cli_too_old", version };
  const language = await findProgram("pulumi-language-nodejs", path);
  if (language === undefined) return { kind: "no_language_host", cli };
  return { kind: "found", cli, bins: [...new Set([dirname(cli), dirname(language)])], version };
}

async function versionOf(cli: string): Promise<string> {
  const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const { stdout } = await promisify(execFile)(cli, ["version"], { env }).catch(() => ({ stdout: "" }));
  return stdout.trim().replace(/^v/, "") || "unknown";
}

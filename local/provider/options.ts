import { ProviderError } from "./errors.ts";

/** How the provider's cloud behaves; everything comes from the environment, because the engine starts the provider. */
export interface ProviderOptions {
  /** File that holds the cloud. */
  readonly stateFile: string;
  /** Factor of Google's own latencies; 0 answers at once. */
  readonly latency: number;
  /** Factor of the time new accounts and APIs take to be seen everywhere. */
  readonly lag: number;
  /** File that lists what is to go wrong. */
  readonly faultsFile?: string;
  /** Number of the project, when the cloud is new. */
  readonly projectNumber?: string;
}

/**
 * Reads `LATCHKEY_CLOUD_STATE`, `_LATENCY`, `_LAG`, `_FAULTS` and `_PROJECT_NUMBER`.
 *
 * @throws {ProviderError} `state_file_missing` or `not_a_factor`.
 */
export function readOptions(env: Readonly<Record<string, string | undefined>>): ProviderOptions {
  const stateFile = env.LATCHKEY_CLOUD_STATE;
  if (!stateFile) throw new ProviderError("state_file_missing");
  const latency = factor(env, "LATCHKEY_CLOUD_LATENCY", 0);
  return {
    stateFile,
    latency,
    lag: factor(env, "LATCHKEY_CLOUD_LAG", 0),
    faultsFile: env.LATCHKEY_CLOUD_FAULTS || undefined,
    projectNumber: env.LATCHKEY_CLOUD_PROJECT_NUMBER || undefined,
  };
}

function factor(env: Readonly<Record<string, string | undefined>>, name: string, otherwise: number): number {
  const text = env[name];
  if (text === undefined || text === "") return otherwise;
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0) throw new ProviderError("not_a_factor", { name, value: text });
  return value;
}

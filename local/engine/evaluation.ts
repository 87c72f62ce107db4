import type { Cloud } from "./cloud.ts";
import { EvaluationError } from "./evaluation-error.ts";
import { Failure } from "./failure.ts";
import { hideSecrets } from "./hide-secrets.ts";
import type { EvaluationJob } from "./job.ts";
import { Recording } from "./recording.ts";
import { parseUrn } from "./urn.ts";

/** One evaluation that is going on: what it was asked, what it has recorded, and whether it has failed. */
export class Evaluation {
  readonly job: EvaluationJob;
  readonly cloud: Cloud;
  readonly recording: Recording;
  readonly failure: Failure;
  /** Tokens of the transforms that apply to every resource. */
  readonly stackTransforms: string[] = [];
  readonly #disabledProviders: ReadonlySet<string>;

  constructor(job: EvaluationJob, cloud: Cloud) {
    this.job = job;
    this.cloud = cloud;
    const hide = hideSecrets(job.config, job.secretKeys);
    this.recording = new Recording(hide);
    this.failure = new Failure(hide);
    this.#disabledProviders = new Set(namesIn(job.config["pulumi:disable-default-providers"]));
  }

  /**
   * Insists that a resource or function names a provider of its package where default ones are disabled.
   *
   * @param token - type or function token, e.g. `gcp:kms/keyRing:KeyRing`.
   * @param provider - URN and id; empty: none was given.
   * @param name - for the message.
   * @throws {EvaluationError} `default_provider_disabled`
   */
  requireProvider(token: string, provider: string, name: string): void {
    const owner = token.split(":")[0] ?? "";
    if (owner === "pulumi" || parseUrn(provider).type === `pulumi:providers:${owner}`) return;
    if (this.#disabledProviders.has(owner) || this.#disabledProviders.has("*")) {
      throw new EvaluationError("default_provider_disabled", { package: owner, name });
    }
  }
}

function namesIn(json: string | undefined): string[] {
  if (json === undefined) return [];
  try {
    const names: unknown = JSON.parse(json);
    return Array.isArray(names) ? names.map(String) : [String(names)];
  } catch {
    return json.split(",").map((name) => name.trim());
  }
}

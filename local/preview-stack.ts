import { resolve } from "node:path";
import { checkGraph, type Violation } from "../infra/policy/check-graph.ts";
import { projectRoot } from "../infra/project-root.ts";
import type { MaskedResource } from "./engine/mask-secrets.ts";
import { maskSecrets } from "./engine/mask-secrets.ts";
import { evaluatePreview } from "./evaluate-stack.ts";
import { evaluateRevision } from "./foresee/evaluate-revision.ts";
import { explainRefusal, type ForeseenRefusal } from "./foresee/explain-refusal.ts";
import { gatewayDocuments } from "./gateway-documents.ts";

/** What a first deployment of a stack would make. Secrets and unknowns are masked. */
export interface Preview {
  readonly resources: readonly MaskedResource[];
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Door → gateway document. */
  readonly documents: Readonly<Record<string, string>>;
  /** Warnings of the program. */
  readonly warnings: readonly string[];
  /** Rules of the policy pack that the stack breaks. */
  readonly violations: readonly Violation[];
  /** What deploying it over an earlier revision would be refused; empty when there is none to compare with. */
  readonly refused: readonly ForeseenRefusal[];
}

/** Which stack to preview. */
export interface PreviewOptions {
  readonly stack: string;
  /** Folder of Pulumi.yaml; absent: this project. */
  readonly root?: string;
  /** The revision that is deployed now, e.g. `origin/main`; absent: nothing is. */
  readonly from?: string;
  readonly verbose: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Evaluates a stack as a preview, from its configuration alone.
 *
 * @throws {LatchkeyError} when the configuration or the API description cannot be deployed.
 */
export async function previewStack(options: PreviewOptions): Promise<Preview> {
  const root = resolve(options.root ?? projectRoot);
  const { from } = options;
  const deployed = from === undefined ? undefined : await evaluateRevision(root, from, options);
  const { graph, refusals } = await evaluatePreview(root, options.stack, { ...options, state: deployed?.state });
  const masked = maskSecrets(graph);
  return {
    resources: masked.resources,
    outputs: masked.outputs,
    documents: gatewayDocuments(graph),
    warnings: graph.logs.filter((log) => log.severity === "warning").map((log) => log.message),
    violations: await checkGraph(graph),
    refused: deployed ? refusals.map((refusal) => explainRefusal(refusal, deployed.outputs)) : [],
  };
}

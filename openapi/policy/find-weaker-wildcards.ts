import type { DescribedOperation } from "../description/description.ts";
import type { FindingLog } from "../finding-log.ts";
import { type PathTemplate, parsePathTemplate } from "../google/path-template.ts";
import { accepts, smallestAccepted } from "./accepts.ts";

interface Candidate {
  readonly operation: DescribedOperation;
  readonly template: PathTemplate;
  /** Matches what a service might take for one of the template's paths: wildcards swallow escaped slashes. */
  readonly loose: RegExp;
}

/**
 * Finds operations that a weaker wildcard of the same method also reaches when their path is spelt differently.
 *
 * The gateway compares paths byte for byte, many services do not: they decode `%2F` or ignore letter case.
 * @see google-facts §9.7
 */
export function findWeakerWildcards(operations: readonly DescribedOperation[], log: FindingLog): void {
  const wild = Map.groupBy(operations.flatMap(asCandidate), ({ operation, template }) =>
    bucket(operation.method, literalsOf(template)),
  );
  for (const operation of operations) {
    const template = parsePathTemplate(operation.pathTemplate);
    const path = `/${template.segments.map((segment) => (segment.startsWith("*") ? "w0" : segment)).join("/")}`;
    const literals = literalsOf(template);
    // A wildcard reaches only what begins with all that stands in front of it.
    const starts = [...literals.map((_, index) => literals.slice(0, literals.length - index)), []];
    const near = starts.flatMap((start) => wild.get(bucket(operation.method, start)) ?? []);
    const weaker = near.find(
      (candidate) =>
        candidate.operation !== operation &&
        candidate.loose.test(path) &&
        smallestAccepted(candidate.operation.policy).some((held) => !accepts(operation.policy, held)),
    );
    if (!weaker) continue;
    const { method } = operation;
    log.add("weaker_wildcard", operation.securityPlace, { method, path: operation.path, other: weaker.operation.path });
  }
}

function asCandidate(operation: DescribedOperation): Candidate[] {
  const template = parsePathTemplate(operation.pathTemplate);
  if (!template.segments.some((segment) => segment.startsWith("*"))) return [];
  const parts = template.segments.map((segment) => (segment.startsWith("*") ? ".+" : quote(segment)));
  return [{ operation, template, loose: new RegExp(`^/${parts.join("/")}$`, "is") }];
}

function bucket(method: string, literals: readonly string[]): string {
  return `${method} ${literals.join("/").toLowerCase()}`;
}

/** The segments in front of the first wildcard. */
function literalsOf({ segments }: PathTemplate): string[] {
  const wild = segments.findIndex((segment) => segment.startsWith("*"));
  return wild === -1 ? [...segments] : segments.slice(0, wild);
}

function quote(literal: string): string {
  return literal.replace(/[\\.+*?()|[\]{}^$]/g, "\\$&");
}

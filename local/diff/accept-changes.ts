import type { StackPlan } from "../../infra/plan-stack.ts";
import { nameOf, shapeOf } from "../../openapi/compare/pair-routes.ts";
import type { Comparison } from "./access-changes.ts";
import { type Change, isGrave } from "./change.ts";

/** Name of a change, as `latchkey:acceptedChanges` lists it, e.g. `access_lost GET /orders`. */
export function idOf({ code, subject }: Pick<Change, "code" | "subject">): string {
  return `${code} ${subject}`;
}

/** What became of the entries of `latchkey:acceptedChanges`. */
export interface Acceptance {
  readonly changes: readonly Change[];
  /** Entries that let nothing pass, and why. */
  readonly idle: readonly { readonly entry: string; readonly why: string }[];
}

/**
 * Marks the grave changes that the change itself says are meant.
 *
 * An entry counts only in the change that writes it or its reason anew: what lies around from an earlier one must not let a
 * later one pass. An operation that becomes open needs no entry, since the description must say `x-latchkey-public` for it.
 */
export function acceptChanges(changes: readonly Change[], { before, after }: Comparison): Acceptance {
  const [old, now] = [before.settings.acceptedChanges, after.settings.acceptedChanges];
  const fresh = Object.entries(now).filter(([entry, reason]) => old[entry] !== reason);
  const used = new Set<string>();
  const accepted = changes.map((found): Change => {
    if (!isGrave(found) || found.accepted) return found;
    if (becomesPublic(found, before, after)) {
      return { ...found, accepted: { by: "x-latchkey-public", reason: "the operation is marked as public" } };
    }
    const entry = fresh.find(([name]) => covers(name, found));
    if (!entry) return found;
    used.add(entry[0]);
    return { ...found, accepted: { by: "latchkey:acceptedChanges", reason: entry[1] } };
  });
  const idle = Object.keys(now).flatMap((entry) => {
    if (used.has(entry)) return [];
    const stale = old[entry] === now[entry];
    return [{ entry, why: stale ? "was written by an earlier change and counts no longer" : "names no grave change" }];
  });
  return { changes: accepted, idle };
}

/** `code SUBJECT`, `code * /path` for every method of a path, `code *` for all, unless something gets weaker. */
function covers(entry: string, found: Change): boolean {
  if (entry === idOf(found)) return true;
  const [, code, pattern = ""] = /^(\S+) (.*)$/.exec(entry) ?? [];
  if (code !== found.code) return false;
  if (pattern === "*") return found.effect !== "weaker";
  return /^\* \//.test(pattern) && found.subject.replace(/^[A-Z]+ /, "* ") === pattern;
}

function becomesPublic({ code, subject }: Change, before: StackPlan, after: StackPlan): boolean {
  if (code !== "policy_weaker") return false;
  const routes = ({ compilation }: StackPlan) =>
    compilation.operations.map(({ method: httpMethod, ...operation }) => ({ httpMethod, ...operation }));
  const now = routes(after).find((operation) => nameOf(operation) === subject);
  const was = now && routes(before).find((operation) => shapeOf(operation) === shapeOf(now));
  return Boolean(now?.policy.open && !was?.policy.open);
}

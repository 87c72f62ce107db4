import { compileDoors } from "../../../infra/compile-doors.ts";
import type { StackPlan } from "../../../infra/plan-stack.ts";
import { loadSettings } from "../../../infra/settings/load.ts";
import type { Acceptance } from "../../../local/diff/accept-changes.ts";
import { compareStacks } from "../../../local/diff/compare-stacks.ts";
import { devConfig } from "../../fixtures/project.ts";
import { described } from "../../openapi/settings.ts";

/** The day every comparison is made on. */
export const today = "2027-01-31";

export const key = { key: [] };
export const own = { own: [] };
export const partner = { partner: [] };

/** `METHOD /path` → alternatives of its `security`; none: public. */
export type Routes = Readonly<Record<string, readonly object[] | object>>;

/** One side of a change: what differs from a sound stack. */
export interface Side {
  readonly routes?: Routes;
  readonly config?: Readonly<Record<string, unknown>>;
  /** Root of the description, besides its paths. */
  readonly extras?: object;
}

/** One operation that takes a key, one that takes an own token, one that takes either. */
export const usual: Routes = { "GET /keys": [key], "GET /tokens": [own], "GET /either": [key, own] };

/** Plans a stack from settings and routes. */
export function plan({ routes = usual, config = {}, extras = {} }: Side = {}): StackPlan {
  const paths: Record<string, Record<string, object>> = {};
  for (const [route, operation] of Object.entries(routes)) {
    const [method = "", path = ""] = route.split(" ");
    paths[path] ??= {};
    paths[path][method.toLowerCase()] = Array.isArray(operation) ? secured(operation) : operation;
  }
  const values = Object.entries({ ...devConfig, ...config }).filter(([, value]) => value !== undefined);
  const settings = loadSettings({
    stack: "dev",
    config: Object.fromEntries(
      values.map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]),
    ),
  });
  return { settings, compilation: compileDoors(settings, Buffer.from(described(paths, extras))) };
}

/** An operation with this `security`. */
export function secured(security: readonly object[]): object {
  return { security, ...(security.length === 0 && { "x-latchkey-public": true }), responses: {} };
}

/** Compares two sides. */
export function compare(before: Side, after: Side): Acceptance {
  return compareStacks({ before: plan(before), after: plan(after), today });
}

/** Names of the changes; an accepted one is in parentheses. */
export function names(before: Side, after: Side): string[] {
  return compare(before, after).changes.map(({ code, subject, accepted }) =>
    accepted ? `(${code} ${subject})` : `${code} ${subject}`,
  );
}

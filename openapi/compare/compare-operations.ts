import type { Backend, JwtProvider, Method, QuotaLimit } from "../google/service-config.ts";
import { shapeOf } from "./pair-routes.ts";

/** An operation on both sides of a change. */
export interface KeptOperation {
  readonly before: Method;
  readonly after: Method;
}

/** Which operations came, went and stayed. */
export interface OperationsDifference {
  readonly added: readonly Method[];
  readonly removed: readonly Method[];
  readonly kept: readonly KeptOperation[];
}

/** Matches operations by the requests they take, whatever they or their variables are called. */
export function compareOperations(before: readonly Method[], after: readonly Method[]): OperationsDifference {
  const old = new Map(before.map((method) => [shapeOf(method), method]));
  const now = new Set(after.map(shapeOf));
  return {
    added: after.filter((method) => !old.has(shapeOf(method))),
    removed: before.filter((method) => !now.has(shapeOf(method))),
    kept: after.flatMap((method) => {
      const was = old.get(shapeOf(method));
      return was ? [{ before: was, after: method }] : [];
    }),
  };
}

const backendFields = {
  address: "address",
  jwtAudience: "audience of its ID token",
  pathTranslation: "path translation",
  deadlineSeconds: "deadline in seconds",
  protocol: "protocol",
} as const satisfies Partial<Record<keyof Backend, string>>;

/** Says what became different about where requests go. */
export function tellBackendChanges({ before, after }: KeptOperation): string[] {
  const fields = (Object.keys(backendFields) as (keyof typeof backendFields)[]).flatMap((field) =>
    tellChange(backendFields[field], before.backend?.[field], after.backend?.[field]),
  );
  // A constant address gets the path's variables as query parameters, by name.
  const named = after.backend?.pathTranslation === "CONSTANT_ADDRESS" && fields.length === 0;
  return named ? tellChange("path, whose variables become a query,", before.pathTemplate, after.pathTemplate) : fields;
}

/** Says what became different about what a request costs. */
export function tellCostChanges({ before, after }: KeptOperation): string[] {
  const metrics = new Set([...Object.keys(before.metricCosts), ...Object.keys(after.metricCosts)]);
  return [...metrics].flatMap((metric) =>
    tellChange(`cost in ${metric}`, before.metricCosts[metric], after.metricCosts[metric]),
  );
}

/** Says which quota limits became different, by the limit's name. */
export function compareLimits(before: readonly QuotaLimit[], after: readonly QuotaLimit[]): Map<string, string> {
  const perMinute = (limits: readonly QuotaLimit[], name: string) =>
    limits.find((limit) => limit.name === name)?.perMinute;
  const names = new Set([...before, ...after].map(({ name }) => name));
  return new Map(
    [...names].flatMap((name) =>
      tellChange("units a minute", perMinute(before, name), perMinute(after, name)).map(
        (told) => [name, told] as const,
      ),
    ),
  );
}

/** Token providers of one side, and which issuer is the stack's own. */
export interface Issuers {
  readonly providers: readonly JwtProvider[];
  readonly own: string;
}

/** Issuers whose key set is looked for elsewhere: whoever writes there can sign from then on. The own one may be renamed. */
export function movedKeySets(
  before: Issuers,
  after: Issuers,
): { readonly issuer: string; readonly before: string; readonly after: string }[] {
  return after.providers.flatMap(({ issuer, jwksUri = "discovery" }) => {
    const former = issuer === after.own ? before.own : issuer;
    const was = before.providers.find((provider) => provider.issuer === former);
    const from = was?.jwksUri ?? "discovery";
    return was && from !== jwksUri ? [{ issuer, before: from, after: jwksUri }] : [];
  });
}

function tellChange(what: string, was: string | number | undefined, is: string | number | undefined): string[] {
  return was === is ? [] : [`${what} was ${was ?? "not set"} and becomes ${is ?? "not set"}`];
}

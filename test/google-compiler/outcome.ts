import type { ServiceConfig } from "../../openapi/google/service-config.ts";
import type { GoogleConfig, HttpRule } from "./google-config.ts";

/** Everything both compilers say about requests, in one shape. */
export interface Outcome {
  readonly providers: Readonly<Record<string, { issuer: string; jwksUri: string; audiences: readonly string[] }>>;
  /** By selector. */
  readonly methods: Readonly<Record<string, MethodOutcome>>;
  /** By name. */
  readonly quotaLimits: Readonly<Record<string, { metric: string; perMinute: number }>>;
  readonly allowCors: boolean;
}

export interface MethodOutcome {
  /** Method and template, e.g. `GET /v1/orders/{order_id}`. */
  readonly http: string;
  readonly allowUnregisteredCalls: boolean;
  /** Any one of these, in Google's order. */
  readonly requirements: readonly { readonly provider: string; readonly audiences: readonly string[] }[];
  readonly metricCosts: Readonly<Record<string, number>>;
}

/** Reads what our emulation says. */
export function outcomeOfOurs(config: ServiceConfig): Outcome {
  const audiencesOf = new Map(config.providers.map(({ id, audiences }) => [id, audiences]));
  return {
    providers: Object.fromEntries(
      config.providers.map(({ id, issuer, jwksUri = "", audiences }) => [id, { issuer, jwksUri, audiences }]),
    ),
    methods: Object.fromEntries(
      config.methods.map((method) => [
        method.selector,
        {
          http: `${method.httpMethod} ${method.pathTemplate}`,
          allowUnregisteredCalls: !method.apiKeyRequired,
          requirements: method.providerIds.map((provider) => ({
            provider,
            audiences: method.audiencesHere?.[provider] ?? audiencesOf.get(provider) ?? [],
          })),
          metricCosts: method.metricCosts,
        },
      ]),
    ),
    quotaLimits: Object.fromEntries(
      config.quotaLimits.map(({ name, metric, perMinute }) => [name, { metric, perMinute }]),
    ),
    allowCors: config.allowCors,
  };
}

/** Reads a service configuration as the gateway does: of several rules for a method the last one counts. */
export function outcomeOfGoogle({ http, authentication, usage, quota, endpoints }: GoogleConfig): Outcome {
  const lastRule = <Rule extends { readonly selector: string }>(rules: readonly Rule[] | undefined, method: string) =>
    rules?.findLast(({ selector }) => selector === method || selector === "*");
  return {
    providers: Object.fromEntries(
      (authentication?.providers ?? []).map(({ id = "", issuer = "", jwksUri = "", audiences }) => [
        id,
        { issuer, jwksUri, audiences: split(audiences) },
      ]),
    ),
    methods: Object.fromEntries(
      (http?.rules ?? []).map((rule) => [
        rule.selector,
        {
          http: told(rule),
          allowUnregisteredCalls: lastRule(usage?.rules, rule.selector)?.allowUnregisteredCalls ?? false,
          requirements: (lastRule(authentication?.rules, rule.selector)?.requirements ?? []).map(
            ({ providerId, audiences }) => ({ provider: providerId, audiences: split(audiences) }),
          ),
          metricCosts: numbers(lastRule(quota?.metricRules, rule.selector)?.metricCosts),
        },
      ]),
    ),
    quotaLimits: Object.fromEntries(
      (quota?.limits ?? []).map(({ name, metric, values }) => [
        name,
        { metric, perMinute: numbers(values).STANDARD ?? 0 },
      ]),
    ),
    allowCors: endpoints?.some(({ allowCors }) => allowCors === true) ?? false,
  };
}

function told({ selector: _, custom, ...standard }: HttpRule): string {
  if (custom) return `${custom.kind} ${custom.path}`;
  const [[method, path] = ["", ""]] = Object.entries(standard);
  return `${method.toUpperCase()} ${path}`;
}

/** As the gateway splits them. @see gateway-semantics §3.4 */
function split(audiences = ""): string[] {
  return audiences
    .split(",")
    .map((audience) => audience.trim())
    .filter((audience) => audience !== "");
}

/** Protobuf's JSON writes 64-bit numbers as texts. */
function numbers(record: Readonly<Record<string, string>> = {}): Record<string, number> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, Number(value)]));
}

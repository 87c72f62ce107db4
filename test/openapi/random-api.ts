import fc from "fast-check";
import type { CompileSettings } from "../../openapi/compilation.ts";
import { operationsOf, type RandomOperation } from "./random-description.ts";

/** A description of either OpenAPI generation and settings it compiles under. */
export interface RandomApi {
  readonly text: string;
  readonly settings: Partial<CompileSettings>;
}

/** How a stack takes keys; each forbids some descriptions. */
type Mode = "two doors" | "one door" | "signed";

type Fields = Record<string, unknown>;

const SCHEMES: readonly string[] = ["key", "own", "partner", "staff"];

/** Everything about an API that its operations do not say. */
const frame = fc.record({
  version: fc.constantFrom("2.0", "3.0.4", "3.1.0"),
  mode: fc.constantFrom<Mode>("two doors", "one door", "signed"),
  mainDoor: fc.constantFrom("key" as const, "token" as const),
  title: fc.constantFrom("Orders", "Ordres à «façade»", '"', "a\\b\n", "<b>", "{}", "注文 \u{1f600}"),
  basePath: fc.constantFrom("", "/", "/v1", "/orders/V2", "/v1.2", "/a/", "/~x/-"),
  catchAll: fc.constantFrom(true, false, false, false, false),
  /** What the schemes are called, in the order of {@link SCHEMES}. */
  names: fc.constantFrom(
    ["key", "own", "partner", "staff"],
    ["zKey", "a", "b", "c"],
    ["x-api-key", "own.tokens", "partner-tokens", "staff_tokens"],
    ["Der Schlüssel", "own (2)", "toString", "*"],
    ["1", "0", "3", "2"],
  ),
  partner: fc.record({ issuer: issuer("partner"), audiences: audiences(), locations: locations() }),
  staff: fc.record({ issuer: issuer("staff"), audiences: audiences(), locations: locations() }),
  metrics: fc.uniqueArray(fc.constantFrom("reads", "write-requests", "Reads", "example.com/calls", "a_b"), {
    minLength: 1,
    maxLength: 3,
  }),
  limits: fc.uniqueArray(fc.constantFrom("per-minute", "L", "0", "-", "a".repeat(64)), { maxLength: 3 }),
  perMinute: fc.constantFrom(0, 1, 600, Number.MAX_SAFE_INTEGER),
  rootSecurity: fc.boolean(),
  rootBackend: fc.constantFrom<Fields | undefined>(undefined, { deadline: 30 }, { protocol: "h2", deadline: 0.5 }),
  revokedKids: fc.constantFrom<string[]>([], ["gone"], ["a", "b"]),
});

/** What an operation says besides its path and its security. */
const manner = fc.record({
  operationId: fc.constantFrom(
    undefined,
    "getIt",
    "get-it",
    "GET_IT",
    "2fa",
    "a.b",
    "été",
    "x__y",
    "getURLOf",
    "_",
    "$",
  ),
  backend: fc.constantFrom<Fields | undefined>(
    undefined,
    undefined,
    { deadline: 600 },
    { address: "https://other.example", path_translation: "APPEND_PATH_TO_ADDRESS" },
    { address: "https://other.example:8443/a/b", jwt_audience: "odd audience".replace(" ", ":"), deadline: 1 },
    { address: "https://other.example/x", path_translation: "CONSTANT_ADDRESS", protocol: "h2" },
  ),
  cost: fc.constantFrom(undefined, undefined, 1, 2, 1_000_000_000_000),
  describesParameters: fc.boolean(),
});

const wide = operationsOf({
  literals: ["a", "b", "c", "a-b", "A_B", "v1.2", "~x", "%C3%A9", "a!$&'()+,;@b"],
  methods: ["GET", "POST", "DELETE", "PUT", "PATCH", "HEAD", "OPTIONS"],
  parameters: ["x", "orderId", "order-id", "Order_ID", "ORDER", "user.name", "$filter", "_y"],
  rests: ["", "", "", "/{rest=**}", "/{filePath=**}", "/**", "/*", "/{parentName=a/*}", ":cancel", ":batchGet"],
});

/** Descriptions of every shape that the compiler takes without an error. */
export const randomApi: fc.Arbitrary<RandomApi> = fc
  .tuple(frame, wide, fc.array(manner, { minLength: 8, maxLength: 8 }))
  .map(([about, operations, manners]) => ({
    text: JSON.stringify(write(about, operations, manners)),
    settings: {
      doors: about.mode === "two doors" ? ["main", "second"] : ["main"],
      mainDoor: about.mainDoor,
      apiKeys: about.mode === "signed" ? "signed" : "google",
      revokedKids: about.revokedKids,
    },
  }));

type Frame = typeof frame extends fc.Arbitrary<infer Value> ? Value : never;
type Manner = typeof manner extends fc.Arbitrary<infer Value> ? Value : never;

function write(about: Frame, operations: readonly RandomOperation[], manners: readonly Manner[]): Fields {
  const is2 = about.version === "2.0";
  const rootSecurity = [["key"]];
  const paths: Record<string, Fields> = {};
  for (const [index, operation] of operations.entries()) {
    const item = paths[operation.path] ?? {};
    paths[operation.path] = item;
    item[operation.method.toLowerCase()] = writeOperation(about, operation, manners[index], index);
  }
  return {
    ...(is2 ? { swagger: "2.0", basePath: about.basePath } : { openapi: about.version }),
    info: { title: about.title, version: "1.0.0" },
    ...(!is2 && about.basePath && { servers: [{ url: `https://api.example.com${about.basePath}` }] }),
    ...(is2
      ? { securityDefinitions: schemes(about, oauth2) }
      : { components: { securitySchemes: schemes(about, openApi3) } }),
    ...((about.rootSecurity || about.catchAll) && { security: writeSecurity(about, rootSecurity) }),
    ...(about.catchAll && { "x-latchkey-catch-all": true }),
    ...(about.rootBackend && { "x-google-backend": about.rootBackend }),
    [is2 ? "x-google-management" : "x-google-api-management"]: quota(about, is2),
    paths,
  };
}

function writeOperation(about: Frame, operation: RandomOperation, how: Manner | undefined, index: number): Fields {
  const security = servable(operation.security, about.mode);
  const hasQuota = how?.cost !== undefined && about.mode !== "signed";
  return {
    ...(how?.operationId !== undefined && { operationId: `${how.operationId}${index}` }),
    ...(how?.describesParameters && {
      parameters: [...operation.path.matchAll(/\{([^{}=]+)/g)].map(([, name]) => ({
        name,
        in: "path",
        required: true,
        ...(about.version === "2.0" ? { type: "string" } : { schema: { type: "string" } }),
      })),
    }),
    security: writeSecurity(about, security),
    ...(security.length === 0 && { "x-latchkey-public": true }),
    ...(how?.backend && { "x-google-backend": how.backend }),
    ...(hasQuota && { "x-google-quota": { metricCosts: { [about.metrics[0] ?? ""]: how.cost } } }),
    responses: { "200": { description: "OK" } },
  };
}

/** Leaves out what a mode cannot serve: key OR token at one door; key AND token, or telling a key from an own token, with signed keys. */
function servable(security: RandomOperation["security"], mode: Mode): RandomOperation["security"] {
  const hasKey = (names: readonly string[]) => names.includes("key");
  if (mode === "one door") return security.filter((names) => hasKey(names) === hasKey(security[0] ?? []));
  if (mode === "two doors") return security;
  const single = security.map(([name = ""]) => (name === "own" ? "key" : name));
  return [...new Set(single)].map((name) => [name]);
}

function writeSecurity({ names }: Frame, security: RandomOperation["security"]): Record<string, never[]>[] {
  const called = (scheme: string) => names[SCHEMES.indexOf(scheme)] ?? scheme;
  return security.map((alternative) => Object.fromEntries(alternative.map((scheme) => [called(scheme), []])));
}

function schemes({ names, partner, staff }: Frame, external: (about: Frame["partner"]) => Fields): Fields {
  const own =
    external === oauth2
      ? { type: "oauth2", flow: "implicit", authorizationUrl: "", "x-latchkey-issuer": "own" }
      : { type: "http", scheme: "bearer" };
  const key = { type: "apiKey", in: "header", name: "x-api-key" };
  return Object.fromEntries([key, own, external(partner), external(staff)].map((scheme, at) => [names[at], scheme]));
}

function oauth2(about: Frame["partner"]): Fields {
  return {
    type: "oauth2",
    flow: "implicit",
    authorizationUrl: "https://issuer.example/authorize",
    "x-google-issuer": about.issuer,
    "x-google-jwks_uri": "https://issuer.example/jwks?a=1&b=%20",
    "x-google-audiences": about.audiences.join(", "),
    ...(about.locations && { "x-google-jwt-locations": about.locations }),
  };
}

function openApi3(about: Frame["partner"]): Fields {
  return {
    type: "oauth2",
    flows: { implicit: { authorizationUrl: "", scopes: {} } },
    "x-google-auth": {
      issuer: about.issuer,
      jwksUri: "https://issuer.example/jwks",
      audiences: about.audiences,
      ...(about.locations && { jwtLocations: about.locations }),
    },
  };
}

function quota({ metrics, limits, perMinute }: Frame, is2: boolean): Fields {
  const metric = metrics[0];
  if (is2) {
    return {
      metrics: metrics.map((name) => ({ name, displayName: `"${name}"`, valueType: "INT64", metricKind: "DELTA" })),
      quota: {
        limits: limits.map((name) => ({ name, metric, unit: "1/min/{project}", values: { STANDARD: perMinute } })),
      },
    };
  }
  return {
    metrics: Object.fromEntries(metrics.map((name) => [name, { displayName: name }])),
    quota: { limits: Object.fromEntries(limits.map((name) => [name, { metric, values: perMinute }])) },
  };
}

function issuer(name: string): fc.Arbitrary<string> {
  return fc.constantFrom(
    `https://${name}.example/`,
    `https://${name}.example/realms/a b?x=1&y=é`,
    `${name}@project.iam.gserviceaccount.com`,
    `urn:${name}:"quoted"\\`,
    name,
  );
}

function audiences(): fc.Arbitrary<string[]> {
  const odd = [
    "orders-api",
    "https://a.example/?x=1&y=2",
    "a:b/c#d",
    '"quoted"',
    "\\",
    "é\u{1f600}",
    "0",
    "x".repeat(300),
  ];
  return fc.uniqueArray(fc.constantFrom(...odd), { minLength: 1, maxLength: 3 });
}

function locations(): fc.Arbitrary<Fields[] | undefined> {
  return fc.constantFrom(
    undefined,
    [{ header: "Authorization", value_prefix: "Bearer " }],
    [{ header: "X-Token" }, { query: "access_token" }],
  );
}

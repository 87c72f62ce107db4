import { describe, expect, it } from "vitest";
import type { CompileSettings } from "../../openapi/compilation.ts";
import { compile } from "../../openapi/compile.ts";
import { FindingLog } from "../../openapi/finding-log.ts";
import { realise } from "../../openapi/policy/realise.ts";
import { prove } from "../../openapi/proof.ts";
import { described, describedBy, settings } from "./settings.ts";

type Fields = Record<string, unknown>;
interface Document extends Fields {
  paths: Record<string, Record<string, Fields>>;
  securityDefinitions: Record<string, Fields>;
}

const text = described(
  {
    "/orders": { get: { operationId: "list", security: [{ key: [] }, { own: [] }] } },
    "/orders/{id}": {
      get: { operationId: "read", security: [{ key: [] }], "x-google-quota": { metricCosts: { reads: 2 } } },
      delete: { operationId: "remove", security: [{ key: [], own: [] }] },
    },
    "/orders/export": { get: { operationId: "export", security: [{ own: [] }, { partner: [] }] } },
    "/firmware": {
      get: {
        operationId: "firmware",
        security: [{ own: [] }, { partner: [] }],
        "x-google-backend": {
          address: "https://firmware.example/latest",
          path_translation: "CONSTANT_ADDRESS",
          deadline: 120,
          protocol: "h2",
        },
      },
    },
    "/health": { get: { operationId: "health", security: [], "x-latchkey-public": true } },
  },
  {
    "x-google-backend": { deadline: 30 },
    "x-google-api-management": {
      metrics: { reads: {} },
      quota: { limits: { perMinute: { metric: "reads", values: 600 } } },
    },
  },
);

/** Proves the documents of the description after `change` has been at the one of `main`. */
function proveChanged(tamper: (main: Document) => void, changes: Partial<CompileSettings> = {}) {
  const stack = settings({ revokedKids: ["gone"], ...changes });
  const source = new TextEncoder().encode(text);
  const { documents } = compile({ source, file: "api.yaml", settings: stack });
  const main = JSON.parse(documents.main ?? "");
  tamper(main);
  const log = new FindingLog();
  const { description, place } = describedBy(text, stack);
  const input = { description, realisation: realise(description, stack), settings: stack, place };
  const proved = prove({ ...input, documents: { ...documents, main: JSON.stringify(main) } }, log);
  const codes = new Set(
    log
      .inOrder()
      .filter(({ severity }) => severity === "error")
      .map(({ code }) => code),
  );
  return { proved, codes: [...codes].sort(), messages: log.inOrder().map(({ message }) => message) };
}

const change = (main: Document, path: string, method: string, fields: Fields) => {
  main.paths[path] = { ...main.paths[path], [method]: { ...main.paths[path]?.[method], ...fields } };
};
const rescheme = (main: Document, name: string, fields: Fields) => {
  main.securityDefinitions[name] = { ...main.securityDefinitions[name], ...fields };
};
const backendOf = (main: Document, path: string) => main.paths[path]?.get?.["x-google-backend"] as Fields;
const added = (security: object[], parameter?: string) => ({
  operationId: "x",
  ...(parameter && { parameters: [{ name: parameter, in: "path", required: true, type: "string" }] }),
  security,
  responses: { "200": { description: "OK" } },
});

describe("proof", () => {
  it("finds nothing in documents as they were emitted", () => {
    expect(proveChanged(() => undefined)).toMatchObject({ proved: true, codes: [] });
  });

  it.each<[string, string[], (main: Document) => void]>([
    ["an operation opened", ["proof_wider"], (main) => change(main, "/orders", "get", { security: [] })],
    [
      "an undefined scheme, which Google opens",
      ["proof_wider"],
      (main) => change(main, "/orders/{id}", "get", { security: [{ kye: [] }] }),
    ],
    [
      "the key taken out of key AND token",
      ["proof_wider"],
      (main) => change(main, "/orders/{id}", "delete", { security: [{ own: [] }] }),
    ],
    [
      "key OR token written at one door, which Google makes token only",
      ["proof_lost"],
      (main) => change(main, "/orders", "get", { security: [{ key: [] }, { own: [] }] }),
    ],
    [
      "one token of two missing at one door of two",
      [],
      (main) => change(main, "/orders/export", "get", { security: [{ own: [] }] }),
    ],
    [
      "a public operation closed at one door of two",
      [],
      (main) => change(main, "/health", "get", { security: [{ key: [] }] }),
    ],
    [
      "an operation removed, so that its requests fall through to a weaker one",
      ["proof_lost"],
      (main) => {
        delete main.paths["/orders/export"];
      },
    ],
    ["a method added", ["proof_wider"], (main) => change(main, "/orders", "put", added([]))],
    [
      "a double wildcard added below everything",
      ["proof_wider"],
      (main) => change(main, "/{rest=**}", "get", added([{ key: [] }], "rest")),
    ],
    ["a path spelt in another letter case", ["proof_wider"], (main) => change(main, "/HEALTH", "get", added([]))],
    [
      "x-google-allow: all",
      ["proof_wider"],
      (main) => {
        main["x-google-allow"] = "all";
      },
    ],
    [
      "allowCors",
      ["proof_wider"],
      (main) => {
        main.host = "a";
        main["x-google-endpoints"] = [{ name: "a", allowCors: true }];
      },
    ],
    [
      "another issuer behind a scheme",
      ["proof_wider"],
      (main) => {
        main.securityDefinitions.own = { ...main.securityDefinitions.own, "x-google-issuer": "https://evil.example" };
      },
    ],
    [
      "locations left to Google's default",
      ["proof_wider"],
      (main) => {
        main.securityDefinitions.own = { ...main.securityDefinitions.own, "x-google-jwt-locations": undefined };
      },
    ],
    [
      "a backend without ID token",
      ["proof_wider"],
      (main) => change(main, "/orders", "get", { "x-google-backend": { address: "https://a", disable_auth: true } }),
    ],
    [
      "another backend",
      ["proof_wider"],
      (main) => change(main, "/orders", "get", { "x-google-backend": { address: "https://evil.example" } }),
    ],
    [
      "the security definitions gone",
      ["proof_wider"],
      (main) => {
        main.securityDefinitions = {};
      },
    ],
    [
      "another place of the key set",
      ["proof_wider"],
      (main) => rescheme(main, "own", { "x-google-jwks_uri": "https://evil.example/jwks.json" }),
    ],
    [
      "one more audience",
      ["proof_wider"],
      (main) => rescheme(main, "partner", { "x-google-audiences": "orders-api,other" }),
    ],
    ["no audience", ["proof_wider"], (main) => rescheme(main, "partner", { "x-google-audiences": "" })],
    [
      "one more location",
      ["proof_wider"],
      (main) => rescheme(main, "own", { "x-google-jwt-locations": [{ query: "t" }] }),
    ],
    [
      "the key set found by discovery",
      ["proof_wider"],
      (main) => rescheme(main, "own", { "x-google-jwks_uri": undefined }),
    ],
    [
      "two schemes that changed names",
      ["proof_wider"],
      (main) => {
        const { own, partner } = main.securityDefinitions;
        main.securityDefinitions = { ...main.securityDefinitions, own: partner ?? {}, partner: own ?? {} };
      },
    ],
    [
      "a provider gone, so that its operations are open",
      ["proof_wider"],
      (main) => {
        delete main.securityDefinitions.partner;
        delete main.securityDefinitions.own;
      },
    ],
    ["a key scheme Google does not know", ["proof_wider"], (main) => rescheme(main, "key", { name: "X-Other" })],
    [
      "audiences on one operation",
      ["proof_wider"],
      (main) => change(main, "/orders/export", "get", { "x-security": [{ own: { audiences: [] } }] }),
    ],
    [
      "the backends of two operations swapped by their names",
      ["proof_wider"],
      (main) => {
        change(main, "/orders/export", "get", { operationId: "firmware" });
        change(main, "/firmware", "get", { operationId: "export" });
        const [a, b] = [main.paths["/orders/export"]?.get, main.paths["/firmware"]?.get];
        change(main, "/orders/export", "get", { "x-google-backend": b?.["x-google-backend"] });
        change(main, "/firmware", "get", { "x-google-backend": a?.["x-google-backend"] });
      },
    ],
    ...(["address", "jwt_audience", "deadline", "protocol"] as const).map(
      (field): [string, string[], (main: Document) => void] => [
        `a backend without its ${field}`,
        ["proof_wider"],
        (main) =>
          change(main, "/firmware", "get", {
            "x-google-backend": { ...backendOf(main, "/firmware"), [field]: undefined },
          }),
      ],
    ),
    [
      "a backend at one address for every path",
      ["proof_wider"],
      (main) =>
        change(main, "/orders", "get", {
          "x-google-backend": { ...backendOf(main, "/orders"), path_translation: undefined },
        }),
    ],
    [
      "an ID token for somebody else",
      ["proof_wider"],
      (main) =>
        change(main, "/orders", "get", {
          "x-google-backend": { ...backendOf(main, "/orders"), jwt_audience: "https://evil.example" },
        }),
    ],
    [
      "an operation's cost lowered",
      ["proof_wider"],
      (main) => change(main, "/orders/{id}", "get", { "x-google-quota": { metricCosts: { reads: 1 } } }),
    ],
    [
      "an operation's cost dropped",
      ["proof_wider"],
      (main) => change(main, "/orders/{id}", "get", { "x-google-quota": undefined }),
    ],
    [
      "a quota's limit raised",
      ["proof_wider"],
      (main) => {
        const text = JSON.stringify(main["x-google-management"]).replace("600", "6000");
        main["x-google-management"] = JSON.parse(text);
      },
    ],
    [
      "the digest of revoked kids gone",
      ["proof_wider"],
      (main) => {
        main.info = { title: "Orders", version: "1.0.0" };
      },
    ],
    [
      "plain http",
      ["proof_wider"],
      (main) => {
        main.schemes = ["http", "https"];
      },
    ],
    [
      "a base path",
      ["proof_wider"],
      (main) => {
        main.basePath = "/v1";
      },
    ],
    [
      "an extension nobody modelled, at the root",
      ["proof_wider"],
      (main) => {
        main["x-google-unheard-of"] = true;
      },
    ],
    [
      "an extension nobody modelled, on an operation",
      ["proof_wider"],
      (main) => change(main, "/orders", "get", { "x-google-open": true }),
    ],
    [
      "an extension nobody modelled, on a scheme",
      ["proof_wider"],
      (main) => rescheme(main, "own", { "x-google-skip": true }),
    ],
    [
      "two tokens demanded together",
      ["proof_refused"],
      (main) => change(main, "/orders", "get", { security: [{ own: [], partner: [] }] }),
    ],
    [
      "two templates of one shape",
      ["proof_refused"],
      (main) => change(main, "/orders/{key}", "get", added([{ key: [] }], "key")),
    ],
    [
      "no Swagger at all",
      ["proof_refused"],
      (main) => {
        main.swagger = "3.0";
      },
    ],
  ])("judges %s", (_, expected, tamper) => {
    const { proved, codes } = proveChanged(tamper);
    expect(codes).toEqual(expected);
    expect(proved).toBe(expected.length === 0);
  });

  it("finds a request lost when the only door closes", () => {
    const stack = { ...settings(), doors: ["main"] as const };
    const source = new TextEncoder().encode(text.replace('[{"key":[]},{"own":[]}]', '[{"key":[]}]'));
    const { documents } = compile({ source, file: "api.yaml", settings: stack });
    const main = JSON.parse(documents.main ?? "");
    change(main, "/health", "get", { security: [{ key: [] }] });
    const log = new FindingLog();
    const { description, place } = describedBy(new TextDecoder().decode(source), stack);
    const realisation = realise(description, stack);
    const input = { description, realisation, settings: stack, place };
    expect(prove({ ...input, documents: { main: JSON.stringify(main) } }, log)).toBe(false);
    expect(log.inOrder().map(({ code }) => code)).toContain("proof_lost");
  });

  it("finds a door without a document", () => {
    const stack = settings();
    const log = new FindingLog();
    const { description, place } = describedBy(text, stack);
    const { documents } = compile({ source: new TextEncoder().encode(text), file: "api.yaml", settings: stack });
    const input = { description, realisation: realise(description, stack), settings: stack, place };
    expect(prove({ ...input, documents: { main: documents.main ?? "" } }, log)).toBe(false);
    expect(log.inOrder().map(({ code }) => code)).toContain("proof_refused");
  });

  it("tells the request, the door and the place in the description", () => {
    const { messages } = proveChanged((main) => change(main, "/orders", "get", { security: [] }));
    expect(messages).toContain(
      "door main would accept GET /orders with nothing, which the description refuses: its security refuses that",
    );
  });
});

import { describe, expect, it } from "vitest";
import type { Compilation } from "../../openapi/compilation.ts";
import { compileDocument } from "../../openapi/google/compile-document.ts";
import { codes, compileText, described, settings } from "./settings.ts";

const either = [{ key: [] }, { own: [] }];

/** What a door demands, by operationId: `key`, token schemes, both, or nothing. */
function demands({ documents }: Compilation, door: "main" | "second"): Record<string, string> {
  const { methods } = compileDocument(documents[door] ?? "");
  return Object.fromEntries(
    methods.map(({ operationId, apiKeyRequired, providerIds }) => [
      operationId,
      [...(apiKeyRequired ? ["key"] : []), ...(providerIds.length > 0 ? [providerIds.join("|")] : [])].join("+"),
    ]),
  );
}

describe("doors", () => {
  const paths = {
    "/a": { get: { operationId: "either", security: either } },
    "/b": { get: { operationId: "key", security: [{ key: [] }] } },
    "/c": { get: { operationId: "both", security: [{ key: [], own: [] }] } },
    "/d": { get: { operationId: "tokens", security: [{ staff: [] }, { own: [] }] } },
    "/e": { get: { operationId: "mixed", security: [{ key: [], partner: [] }, { own: [] }] } },
    "/f": { get: { operationId: "open", security: [], "x-latchkey-public": true } },
  };
  const same = { key: "key", both: "key+own", tokens: "own|staff", open: "" };

  it("carry every operation and differ only where the description says key OR token", () => {
    const compilation = compileText(described(paths));
    expect(demands(compilation, "main")).toEqual({ ...same, either: "key", mixed: "key+partner" });
    expect(demands(compilation, "second")).toEqual({ ...same, either: "own", mixed: "own" });
    expect(compilation).toMatchObject({ keyDoor: "main", tokenDoor: "second", doorsWithKeys: ["main", "second"] });
  });

  it("swap the alternatives where the token stands at main", () => {
    const compilation = compileText(described(paths), { mainDoor: "token" });
    expect(demands(compilation, "main")).toEqual({ ...same, either: "own", mixed: "own" });
    expect(demands(compilation, "second")).toEqual({ ...same, either: "key", mixed: "key+partner" });
    expect(compilation).toMatchObject({ keyDoor: "second", tokenDoor: "main" });
  });

  it("carry the same document where nothing says OR", () => {
    const { documents, keyDoor, tokenDoor } = compileText(described({ "/b": paths["/b"] }));
    expect(documents.second).toBe(documents.main);
    expect([keyDoor, tokenDoor]).toEqual(["main", "main"]);
  });

  it("need no managed service where only tokens are demanded", () => {
    const onlyEither = compileText(described({ "/a": paths["/a"] }));
    expect(onlyEither.doorsWithKeys).toEqual(["main"]);
    expect(compileText(described({ "/d": paths["/d"] })).doorsWithKeys).toEqual([]);
  });

  it("refuse key OR token with one door, once per security list, and say the way out", () => {
    const text = described(
      { "/a": { get: {}, put: {} }, "/b": { get: { security: either } } },
      { security: [{ own: [] }, { key: [] }] },
    );
    const { findings, documents } = compileText(text, { doors: ["main"] });
    const found = findings.filter(({ code }) => code === "needs_second_door");
    expect(found.map(({ place }) => place.pointer).sort()).toEqual(["/paths/~1b/get/security", "/security"]);
    expect(found[0]?.fix).toContain("latchkey:doors: [main, second]");
    expect(documents).toEqual({});
  });

  it("are one where nothing says OR", () => {
    const compilation = compileText(described({ "/c": paths["/c"], "/d": paths["/d"] }), { doors: ["main"] });
    expect(codes(compilation, "warning")).toEqual([]);
    expect(Object.keys(compilation.documents)).toEqual(["main"]);
  });
});

describe("signed keys", () => {
  const signed = { apiKeys: "signed", doors: ["main"] } as const;

  it("make one door and one scheme of key OR token, read in either header", () => {
    const compilation = compileText(described({ "/a": { get: { operationId: "a", security: either } } }), signed);
    expect(codes(compilation, "warning")).toEqual([]);
    const config = compileDocument(compilation.documents.main ?? "");
    expect(config.methods).toMatchObject([{ apiKeyRequired: false, providerIds: ["own"] }]);
    expect(config.providers).toEqual([
      {
        id: "own",
        ...{ issuer: settings().issuer.issuer, jwksUri: settings().issuer.jwksUri, audiences: ["orders-api"] },
        locations: [
          { header: "x-api-key", valuePrefix: "" },
          { header: "Authorization", valuePrefix: "Bearer " },
        ],
      },
    ]);
    expect(compilation).toMatchObject({ doorsWithKeys: [], keyDoor: "main", tokenDoor: "main" });
  });

  it("take the name of the key scheme where no own token is described", () => {
    const compilation = compileText(
      described({ "/a": { get: { operationId: "a", security: [{ key: [] }] } } }),
      signed,
    );
    expect(demands(compilation, "main")).toEqual({ a: "key" });
    expect(compileDocument(compilation.documents.main ?? "").providers.map(({ id }) => id)).toEqual(["key"]);
  });

  it("leave tokens of external issuers where they were", () => {
    const security = [{ key: [] }, { partner: [] }];
    const compilation = compileText(described({ "/a": { get: { operationId: "a", security } } }), signed);
    expect(demands(compilation, "main")).toEqual({ a: "key|partner" });
    const [, partner] = compileDocument(compilation.documents.main ?? "").providers;
    expect(partner?.locations).toEqual([{ header: "Authorization", valuePrefix: "Bearer " }]);
  });

  it.each([
    ["key-only beside own-token-only", [{ key: [] }], [{ own: [] }], 2],
    ["key-only beside own token or another", [{ key: [] }], [{ own: [] }, { staff: [] }], 2],
    ["key-only beside key or own token", [{ key: [] }], either, 0],
    ["key-only beside an external token", [{ key: [] }], [{ staff: [] }], 0],
  ])("%s", (_, first, second, mixed) => {
    const paths = { "/a": { get: { security: first }, put: { security: second } } };
    expect(codes(compileText(described(paths), signed)).filter((code) => code === "signed_mix")).toHaveLength(mixed);
  });

  it("are nothing where no operation takes a key", () => {
    const text = described({ "/a": { get: { operationId: "a", security: [{ own: [] }] } } });
    expect(compileText(text, signed).documents).toEqual(compileText(text, { doors: ["main"] }).documents);
  });
});

describe("the catch-all", () => {
  const root = { "x-latchkey-catch-all": true, security: either };

  it("serves every method on every path under the root's security", () => {
    const { operations, documents } = compileText(described({}, root));
    expect(operations.map(({ method }) => method)).toEqual([
      "GET",
      "HEAD",
      "POST",
      "PUT",
      "PATCH",
      "DELETE",
      "OPTIONS",
    ]);
    expect(new Set(operations.map(({ pathTemplate }) => pathTemplate))).toEqual(new Set(["/{path=**}"]));
    expect(Object.keys(JSON.parse(documents.main ?? "").paths)).toEqual(["/{path=**}"]);
  });

  it("takes the bare base path along", () => {
    const { operations } = compileText(described({}, { ...root, servers: [{ url: "https://a.example/v1/" }] }));
    expect(new Set(operations.map(({ pathTemplate }) => pathTemplate))).toEqual(new Set(["/v1", "/v1/{path=**}"]));
  });

  it("leaves what is described alone, method by method", () => {
    const paths = { "/{rest=**}": { get: { operationId: "mine", security: [{ key: [] }] } } };
    const compilation = compileText(described(paths, root));
    const { operations } = compilation;
    expect(codes(compilation, "warning")).toEqual([]);
    expect(operations.filter(({ method }) => method === "GET").map(({ operationId }) => operationId)).toEqual(["mine"]);
    expect(operations).toHaveLength(7);
  });

  it("does not exist unless asked for", () => {
    expect(codes(compileText(described({}, { security: either })))).toEqual(["no_operations"]);
    expect(codes(compileText(described({}, { security: either, "x-latchkey-catch-all": "yes" })))).toContain(
      "wrong_type",
    );
  });
});

describe("backends", () => {
  const one = (backend: unknown, extras = {}) => {
    const text = described(
      { "/a/{orderId}": { get: { operationId: "a", security: [{ key: [] }], "x-google-backend": backend } } },
      extras,
    );
    const compilation = compileText(text);
    return {
      codes: codes(compilation, "warning"),
      method: compilation.documents.main && compileDocument(compilation.documents.main).methods[0],
    };
  };
  const stack = settings().backend;

  it("come from the stack, with what the description adds", () => {
    expect(one({ deadline: 60, protocol: "h2" }).method).toMatchObject({
      pathTemplate: "/a/{order_id}",
      backend: {
        address: stack.address,
        jwtAudience: stack.audience,
        pathTranslation: "APPEND_PATH_TO_ADDRESS",
        deadlineSeconds: 60,
        protocol: "h2",
        disableAuth: false,
      },
    });
  });

  it("of an operation replace address and audience", () => {
    const { method, codes: found } = one({ address: "https://b.example/api/", path_translation: "CONSTANT_ADDRESS" });
    expect(found).toEqual(["constant_address_injection"]);
    expect(method).toMatchObject({ backend: { address: "https://b.example/api", jwtAudience: "https://b.example" } });
  });

  it("are found by name in OpenAPI 3's list", () => {
    const management = {
      backends: {
        other: { address: "https://b.example", jwtAudience: "b", pathTranslation: "APPEND_PATH_TO_ADDRESS" },
      },
    };
    const { method } = one("other", { "x-google-api-management": management });
    expect(method).toMatchObject({ backend: { address: "https://b.example", jwtAudience: "b" } });
  });

  it("inherit deadline and protocol from the root", () => {
    const { method, codes: found } = one({ deadline: 5 }, { "x-google-backend": { deadline: 90, protocol: "h2" } });
    expect(found).toEqual([]);
    expect(method).toMatchObject({ backend: { deadlineSeconds: 5, protocol: "h2" } });
  });
});

describe("the version in a gateway document", () => {
  const version = (revokedKids: string[]) =>
    JSON.parse(
      compileText(described({ "/a": { get: { security: [{ own: [] }] } } }), { revokedKids }).documents.main ?? "",
    ).info.version;

  it("changes with the set of revoked kids and not with its order", () => {
    expect(version([])).toBe("1.0.0");
    expect(version(["b", "a", "a"])).toBe(version(["a", "b"]));
    expect(new Set([version([]), version(["a"]), version(["b"]), version(["a", "b"])]).size).toBe(4);
  });
});

describe("a gateway document", () => {
  it("holds no host, schema, example or description of the API", () => {
    const operation = {
      operationId: "a",
      summary: "secret-looking text",
      security: [{ key: [] }],
      requestBody: { content: { "application/json": { schema: { type: "object" }, example: { a: 1 } } } },
      responses: { "200": { description: "Fine." } },
    };
    const text = compileText(described({ "/a": { post: operation } })).documents.main ?? "";
    expect(text.endsWith("}\n")).toBe(true);
    expect(Object.keys(JSON.parse(text))).toEqual(["swagger", "info", "schemes", "securityDefinitions", "paths"]);
    expect(Object.keys(JSON.parse(text).paths["/a"].post)).toEqual([
      "operationId",
      "security",
      "x-google-backend",
      "responses",
    ]);
    expect(text).not.toMatch(/secret-looking|schema"|example"|Fine/);
  });

  it("defines only the schemes its door demands", () => {
    const { documents } = compileText(described({ "/a": { get: { security: either } } }));
    expect(Object.keys(JSON.parse(documents.main ?? "").securityDefinitions)).toEqual(["key"]);
    expect(Object.keys(JSON.parse(documents.second ?? "").securityDefinitions)).toEqual(["own"]);
  });

  it("keeps quotas with their metrics and limits", () => {
    const management = {
      metrics: { reads: {}, unused: {} },
      quota: { limits: { l: { metric: "reads", values: 10 } } },
    };
    const operation = { operationId: "a", security: [{ key: [] }], "x-google-quota": { metricCosts: { reads: 2 } } };
    const compilation = compileText(
      described({ "/a": { get: operation } }, { "x-google-api-management": management }),
      { doors: ["main"] },
    );
    const { documents } = compilation;
    expect(codes(compilation, "warning")).toEqual([]);
    expect(compileDocument(documents.main ?? "")).toMatchObject({
      quotaLimits: [{ name: "l", metric: "reads", perMinute: 10 }],
      methods: [{ metricCosts: { reads: 2 } }],
    });
    expect(documents.main).not.toContain("unused");
  });
});

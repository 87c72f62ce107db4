import { describe, expect, it } from "vitest";
import type { CompileSettings } from "../../openapi/compilation.ts";
import { type FindingCode, findings } from "../../openapi/findings.ts";
import { compileText } from "./settings.ts";

const head = `openapi: 3.0.4
info: {title: Orders, version: 1.0.0}
security: [{key: []}]
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: x-api-key}
    own: {type: http, scheme: bearer}
`;
const ok = "{responses: {'200': {description: OK}}}";
const schemes = (scheme: string) => `openapi: 3.0.4
info: {title: Orders, version: 1.0.0}
components:
  securitySchemes:
    other: {type: oauth2, x-google-auth: {issuer: 'https://b.example/', jwksUri: 'https://b.example/j', audiences: [a]}}
    scheme:
${scheme}
paths:
  /orders:
    get: {security: [{scheme: []}, {other: []}]}
`;

/** Rows: code, description with `#!` on the line the finding must name, settings. */
const rows: [FindingCode, string, Partial<CompileSettings>?][] = [
  ["empty_description", " #!\n# nothing but a comment\n"],
  [
    "bad_syntax",
    `${head}x-open: &s []\npaths:\n  /a:\n    get:\n      &s operationId: a #!\n      security: *s\n      x-latchkey-public: true\n`,
  ],
  ["bad_syntax", "openapi: 3.0.4\ninfo: {title: Orders\npaths: {} #!\n"],
  ["tab_indentation", "openapi: 3.0.4\ninfo:\n\ttitle: Orders #!\n"],
  ["duplicate_key", `${head}paths:\n  /orders:\n    get:\n      security: [{key: []}]\n      security: [] #!\n`],
  ["merge_key", `${head}x-base: &base {a: 1}\npaths:\n  /orders:\n    get:\n      <<: *base #!\n`],
  ["cyclic_alias", `${head}x-base: &base\n  again: *base #!\npaths: {/orders: {get: ${ok}}}\n`],
  ["several_documents", `${head}paths: {/orders: {get: ${ok}}}\n--- #!\nopenapi: 3.0.4\n`],
  ["unknown_version", "openapi: 4.0.0 #!\ninfo: {title: Orders, version: 1.0.0}\npaths: {}\n"],
  ["unknown_version", "title: no description #!\n"],
  ["unknown_version", "- a list #!\n"],
  ["wrong_type", `${head}paths: [] #!\n`],
  ["wrong_type", `${head}paths:\n  /orders: nothing #!\n`],
  ["wrong_type", `${head}paths:\n  /orders:\n    get: nothing #!\n`],
  ["wrong_type", `${head}paths:\n  /orders:\n    get:\n      security: {key: []} #!\n`],
  ["wrong_type", `${head}paths:\n  /orders:\n    get:\n      security:\n        - key #!\n`],
  ["wrong_type", `${head}paths:\n  /orders:\n    get:\n      security:\n        - key: yes #!\n`],
  ["wrong_type", `${head}paths:\n  /orders:\n    get:\n      security: []\n      x-latchkey-public: "true" #!\n`],
  [
    "wrong_type",
    `openapi: 3.0.4\ncomponents:\n  securitySchemes:\n    "": {type: http, scheme: bearer} #!\npaths:\n  /orders:\n    get: {security: [{"": []}]}\n`,
  ],
  ["unknown_extension", `${head}paths:\n  /orders:\n    get:\n      x-latchkey-pubic: true #!\n`],
  ["unknown_extension", `${head}x-latchkey-catchall: true #!\npaths: {/orders: {get: ${ok}}}\n`],
  ["remote_ref", `${head}paths:\n  /orders:\n    $ref: https://example.com/orders.yaml #!\n`],
  ["ref_outside", `${head}paths:\n  /orders:\n    $ref: ../../etc/passwd #!\n`],
  ["dangling_ref", `${head}paths:\n  /orders:\n    $ref: '#/x-items/orders' #!\n`],
  ["cyclic_ref", `${head}paths:\n  /a:\n    $ref: '#/paths/~1b'\n  /b:\n    $ref: '#/paths/~1a' #!\n`],
  [
    "ref_misplaced",
    `${head}x-op: ${ok}\npaths:\n  /a:\n    get:\n      $ref: '#/x-op'\n      security: [{own: []}] #!\n`,
  ],
  [
    "ref_misplaced",
    `${head}x-item: {get: ${ok}}\npaths:\n  /a:\n    $ref: '#/x-item'\n    get: {security: [{own: []}]} #!\n`,
  ],
  ["ref_misplaced", `${head}paths:\n  /a:\n    get:\n      x-google-backend:\n        $ref: '#/x-backend' #!\n`],
  [
    "ref_misplaced",
    `${head}x-google-api-management:\n  metrics: {reads: {}}\n  quota:\n    $ref: '#/x-q' #!\npaths: {/a: {get: ${ok}}}\n`,
  ],
  ["no_operations", `${head}paths: {} #!\n`],
  ["bad_path", `${head}paths:\n  orders: #!\n    get: ${ok}\n`],
  ["bad_path", `${head}paths:\n  /orders/x-{id}: #!\n    get: ${ok}\n`],
  ["bad_path", `${head}paths:\n  /a/{rest=**}/b: #!\n    get: ${ok}\n`],
  ["bad_path", `${head}paths:\n  /a/{id}/b/{id}: #!\n    get: ${ok}\n`],
  ...["/a/../b", "/a/%41", "/a b", "/bestellungen/für", "/a/#b", "/a/{}", "/{é}"].map((path): [FindingCode, string] => [
    "bad_path",
    `${head}paths:\n  "${path}": #!\n    get: ${ok}\n`,
  ]),
  ...["/a*b", "/{b*}", "/{a/b}", "/{id=x*}", "/{a,b}"].map((path): [FindingCode, string] => [
    "bad_path",
    `${head}paths:\n  "${path}": #!\n    get: ${ok}\n`,
  ]),
  ["bad_path", `${head}paths:\n  /orders?open=1: #!\n    get: ${ok}\n`],
  ["bad_path", `${head}paths:\n  /a//b: #!\n    get: ${ok}\n`],
  ["bad_path", `${head}servers:\n  - url: https://a.example/{tenant} #!\npaths: {/orders: {get: ${ok}}}\n`],
  ["path_limit", `${head}paths:\n  /${"a".repeat(512)}: #!\n    get: ${ok}\n`],
  ["path_limit", `${head}paths:\n  /{${"a".repeat(101)}}: #!\n    get: ${ok}\n`],
  ["path_limit", `${head}paths:\n  ${Array.from({ length: 61 }, (_, i) => `/{p${i}}`).join("")}: #!\n    get: ${ok}\n`],
  ["trailing_slash", `${head}paths:\n  /orders/: #!\n    get: ${ok}\n`],
  ["duplicate_route", `${head}paths:\n  /orders/{id}:\n    get: ${ok}\n  /orders/{key}:\n    get: ${ok} #!\n`],
  ["duplicate_route", `${head}paths:\n  /orders:\n    get: ${ok}\n  /orders/:\n    get: ${ok} #!\n`],
  ["duplicate_route", `${head}paths:\n  /a:read:\n    get: ${ok}\n  /a/read:\n    get: ${ok} #!\n`],
  [
    "duplicate_operation_id",
    `${head}paths:\n  /b:\n    get:\n      operationId: list #!\n  /a:\n    get:\n      operationId: list\n`,
  ],
  [
    "operation_id_collides",
    `${head}paths:\n  /a:\n    get:\n      operationId: list-all\n  /b:\n    get:\n      operationId: ListAll\n  /c:\n    get:\n      operationId: listAll #!\n`,
  ],
  ["operation_id_made", `${head}paths:\n  /a:\n    get: ${ok} #!\n`],
  ["operation_id_made", `${head}paths:\n  /a:\n    get: #!\n      operationId: "??"\n`],
  ["method_not_served", `${head}paths:\n  /a:\n    trace: ${ok} #!\n`],
  ["method_not_served", `${head}paths:\n  /a:\n    GET: ${ok} #!\n`],
  ["servers_ignored", `${head}servers: #!\n  - url: /v1\n  - url: /v2\npaths: {/orders: {get: ${ok}}}\n`],
  ["servers_ignored", `${head}paths:\n  /a:\n    servers: [{url: /v2}] #!\n    get: ${ok}\n`],
  [
    "default_security",
    `openapi: 3.0.4\ninfo: {title: a, version: b}\npaths: #!\n  /a:\n    get: ${ok}\n`,
    { defaultSecurity: "key" },
  ],
  ["security_missing", `openapi: 3.0.4\ninfo: {title: a, version: b}\npaths:\n  /a:\n    get: ${ok} #!\n`],
  ["security_missing", "openapi: 3.0.4\ninfo: {title: a, version: b}\nx-latchkey-catch-all: true #!\n"],
  ["open_without_public", `${head}paths:\n  /a:\n    get:\n      security: [] #!\n`],
  ["open_at_root", `openapi: 3.0.4\ninfo: {title: a, version: b}\nsecurity: [] #!\npaths:\n  /a:\n    get: ${ok}\n`],
  ["public_but_secured", `${head}paths:\n  /a:\n    get:\n      x-latchkey-public: true #!\n`],
  [
    "public_but_secured",
    `${head}paths:\n  /a:\n    get:\n      security: [{own: []}]\n      x-latchkey-public: true #!\n`,
  ],
  ["empty_requirement", `${head}paths:\n  /a:\n    get:\n      security:\n        - key: []\n        - {} #!\n`],
  [
    "duplicate_requirement",
    `${head}paths:\n  /a:\n    get:\n      security:\n        - key: []\n        - key: [] #!\n`,
  ],
  ["undefined_scheme", `${head}paths:\n  /a:\n    get:\n      security:\n        - kye: [] #!\n`],
  [
    "undefined_scheme",
    `${head}paths:\n  /a:\n    get:\n      security:\n        - key: []\n          __proto__: [] #!\n`,
  ],
  ["unsupported_scheme", schemes("      type: http #!\n      scheme: basic")],
  ["unsupported_scheme", schemes("      type: mutualTLS #!")],
  ["unsupported_key", schemes("      type: apiKey\n      in: header\n      name: X-Token #!")],
  ["unsupported_key", schemes("      type: apiKey\n      in: cookie #!\n      name: x-api-key")],
  ["key_in_query", schemes("      type: apiKey\n      in: query #!\n      name: key")],
  [
    "anded_tokens",
    schemes("      type: http\n      scheme: bearer").replace(
      "get: {security: [{scheme: []}, {other: []}]}",
      "get:\n      security:\n        - scheme: [] #!\n          other: []",
    ),
  ],
  ["legacy_security", `${head}paths:\n  /a:\n    get:\n      x-security: [] #!\n`],
  ["legacy_security", `${head}x-security: [] #!\npaths: {/a: {get: ${ok}}}\n`],
  ["scopes_not_checked", `${head}paths:\n  /a:\n    get:\n      security:\n        - own: [read] #!\n`],
  ["issuer_unknown", schemes("      type: oauth2").replace("scheme:\n", "scheme: #!\n")],
  ["issuer_unknown", schemes("      type: openIdConnect\n      x-google-auth: {issuer: 'https://a.example'} #!")],
  ["issuer_contradiction", schemes("      type: oauth2\n      x-latchkey-issuer: own\n      x-google-issuer: a #!")],
  ["wrong_type", schemes("      type: oauth2\n      x-latchkey-issuer: mine #!")],
  [
    "issuer_is_own",
    schemes(
      "      type: oauth2\n      x-google-auth: {issuer: 'https://issuer.example/own', jwksUri: 'https://a.example/j', audiences: [a]}",
    ).replace("scheme:\n", "scheme: #!\n"),
  ],
  [
    "duplicate_issuer",
    schemes(
      "      type: oauth2\n      x-google-auth: {issuer: 'https://b.example/', jwksUri: 'https://a.example/j', audiences: [a]}",
    ).replace("    other:", "    other: #!\n     "),
  ],
  [
    "jwks_not_https",
    schemes(
      "      type: oauth2\n      x-google-auth:\n        issuer: i\n        jwksUri: http://a.example/j #!\n        audiences: [a]",
    ),
  ],
  [
    "jwks_not_https",
    schemes(
      "      type: oauth2\n      x-google-auth:\n        issuer: i\n        jwksUri: ' https://a.example/j' #!\n        audiences: [a]",
    ),
  ],
  [
    "audience_missing",
    schemes("      type: oauth2\n      x-google-auth: {issuer: i, jwksUri: 'https://a.example/j'} #!"),
  ],
  [
    "bad_audience",
    schemes(
      "      type: oauth2\n      x-google-issuer: i\n      x-google-jwks_uri: https://a.example/j\n      x-google-audiences: a,,b #!",
    ),
  ],
  ...(["header: x-api-key", "header: X_Token", "header: a b", "cookie: session"] as const).map(
    (where): [FindingCode, string] => [
      "bad_location",
      schemes(
        `      type: oauth2\n      x-google-auth:\n        issuer: i\n        jwksUri: https://a.example/j\n        audiences: [a]\n        jwtLocations:\n          - ${where} #!`,
      ),
    ],
  ),
  [
    "token_in_query",
    schemes(
      "      type: oauth2\n      x-google-auth:\n        issuer: i\n        jwksUri: https://a.example/j\n        audiences: [a]\n        jwtLocations:\n          - query: token #!",
    ),
  ],
  ["allow_all", `${head}x-google-allow: all #!\npaths: {/a: {get: ${ok}}}\n`],
  ["wrong_type", `${head}x-google-allow: everything #!\npaths: {/a: {get: ${ok}}}\n`],
  ["allow_cors", `${head}x-google-endpoints:\n  - name: a\n    allowCors: true #!\npaths: {/a: {get: ${ok}}}\n`],
  [
    "allow_cors",
    `${head}servers:\n  - url: /\n    x-google-endpoint:\n      allowCors: true #!\npaths: {/a: {get: ${ok}}}\n`,
  ],
  ["backend_auth_disabled", `${head}paths:\n  /a:\n    get:\n      x-google-backend:\n        disable_auth: true #!\n`],
  [
    "backend_not_https",
    `${head}paths:\n  /a:\n    get:\n      x-google-backend:\n        address: http://a.example #!\n`,
  ],
  [
    "backend_not_https",
    `${head}paths:\n  /a:\n    get:\n      x-google-backend:\n        address: https://u:p@a.example #!\n`,
  ],
  ...["https://a.example\\@b.example", "https://a.example:b@c", "https://a%2eb", " https://a.example"].map(
    (address): [FindingCode, string] => [
      "backend_not_https",
      `${head}paths:\n  /a:\n    get:\n      x-google-backend:\n        address: '${address}' #!\n`,
    ],
  ),
  ...["''", "5", "a b"].map((audience): [FindingCode, string] => [
    "wrong_type",
    `${head}paths:\n  /a:\n    get:\n      x-google-backend:\n        address: https://a.example\n        jwt_audience: ${audience} #!\n`,
  ]),
  ...["https://orders-123456789012.europe-west1.run.app", "HTTPS://Orders-123456789012.europe-west1.run.app/"].map(
    (audience): [FindingCode, string] => [
      "backend_audience_shared",
      `${head}paths:\n  /a:\n    get: #!\n      x-google-backend:\n        address: https://a.example\n        jwt_audience: ${audience}\n`,
    ],
  ),
  ["backend_unknown", `${head}paths:\n  /a:\n    get:\n      x-google-backend: other #!\n`],
  ["wrong_type", `${head}paths:\n  /a:\n    get:\n      x-google-backend: {protocol: grpc} #!\n`],
  ["wrong_type", `${head}paths:\n  /a:\n    get:\n      x-google-backend: [] #!\n`],
  ["root_backend_ignored", `${head}x-google-backend:\n  address: https://a.example #!\npaths: {/a: {get: ${ok}}}\n`],
  [
    "path_translation_defaulted",
    `${head}paths:\n  /a:\n    get:\n      x-google-backend: {address: 'https://a.example'} #!\n`,
  ],
  ["deadline_invalid", `${head}paths:\n  /a:\n    get:\n      x-google-backend:\n        deadline: 601 #!\n`],
  ["deadline_invalid", `${head}paths:\n  /a:\n    get:\n      x-google-backend:\n        deadline: -1 #!\n`],
  [
    "undefined_metric",
    `${head}paths:\n  /a:\n    get:\n      x-google-quota:\n        metricCosts:\n          reads: 1 #!\n`,
  ],
  [
    "quota_without_key",
    `${head}x-google-api-management: {metrics: {reads: {}}}\npaths:\n  /a:\n    get: #!\n      security: [{own: []}]\n      x-google-quota: {metricCosts: {reads: 1}}\n`,
  ],
  [
    "weaker_wildcard",
    `${head}paths:\n  /a/secret:\n    get:\n      security: [{own: []}] #!\n  /{rest=**}:\n    get: ${ok}\n`,
  ],
  [
    "needs_second_door",
    `${head}paths:\n  /a:\n    get:\n      security: [{key: []}, {own: []}] #!\n`,
    { doors: ["main"] },
  ],
  [
    "signed_key_and_token",
    `${head}paths:\n  /a:\n    get:\n      security: [{key: [], own: []}] #!\n`,
    { apiKeys: "signed" },
  ],
  [
    "signed_mix",
    `${head}paths:\n  /a:\n    get:\n      security: [{own: []}] #!\n    put: ${ok}\n`,
    { apiKeys: "signed" },
  ],
  [
    "signed_quota",
    `${head}x-google-api-management: {metrics: {reads: {}}}\npaths:\n  /a:\n    get: #!\n      x-google-quota: {metricCosts: {reads: 1}}\n`,
    { apiKeys: "signed" },
  ],
];

describe("findings", () => {
  it.each(rows)("%s names the line at fault (row %#)", (code, text, changes) => {
    const line = text.split("\n").findIndex((written) => written.includes("#!")) + 1;
    const compilation = compileText(text, changes);
    const found = compilation.findings.filter((finding) => finding.code === code);
    expect(found.map(({ place }) => place.line)).toContain(line);
    expect(found[0]?.severity).toBe(findings[code].severity);
    if (findings[code].severity === "error") expect(compilation.documents).toEqual({});
    for (const finding of found) {
      for (const [place] of findings[code].title.matchAll(/\{\w+\}/g)) {
        if (!text.includes(place)) expect(finding.message).not.toContain(place);
      }
    }
  });

  it("covers every code of the table, here or where bytes and proofs are tested", () => {
    const elsewhere = [
      "not_text",
      "too_large",
      "too_many_values",
      "more_findings",
      "too_many_aliases",
      "too_deep",
      "ref_unreadable",
      "too_many_files",
      "proof_wider",
      "proof_lost",
      "proof_refused",
    ];
    const covered = new Set<string>([...rows.map(([code]) => code), ...elsewhere]);
    const ofOverlays = /^(not_an_overlay|overlay_.*)$/;
    expect(Object.keys(findings).filter((code) => !covered.has(code) && !ofOverlays.test(code))).toEqual([]);
  });

  it("keeps credentials of an address out of the message", () => {
    const text = `${head}paths:\n  /a:\n    get:\n      x-google-backend: {address: 'https://user:hunter2@a.example'}\n`;
    expect(JSON.stringify(compileText(text).findings)).not.toContain("hunter2");
  });

  it("says nothing about schemes no operation names", () => {
    const text = `${head}    basic: {type: http, scheme: basic}\npaths:\n  /a:\n    get: {operationId: a}\n`;
    expect(compileText(text).findings).toEqual([]);
  });

  it("lists findings in order of place, each once", () => {
    const text = `${head}paths:\n  /b:\n    get: {security: []}\n  /a:\n    get: {security: [{kye: []}]}\n    put: {security: [{kye: []}]}\n`;
    const places = compileText(text).findings.map(({ code, place }) => [place.line, code]);
    expect(places).toEqual([
      [10, "open_without_public"],
      [12, "undefined_scheme"],
      [13, "undefined_scheme"],
    ]);
  });
});

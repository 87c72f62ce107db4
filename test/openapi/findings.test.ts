import { describe, expect, it } from "vitest";
import type { CompileSettings } from "../../openapi/compilation.ts";
import { type FindingCode, findings } from "../../openapi/findings.ts";
import { codes, compileText } from "./settings.ts";

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

const auth =
  "      type: oauth2\n      x-google-auth:\n        issuer: https://a.example/\n        jwksUri: https://a.example/j\n        audiences: [a]";

/** Further ways to a finding than its example. Rows: code, description with `#!` on the line it must name, settings. */
const rows: [FindingCode, string, Partial<CompileSettings>?][] = [
  [
    "bad_syntax",
    `${head}x-open: &s []\npaths:\n  /a:\n    get:\n      &s operationId: a #!\n      security: *s\n      x-latchkey-public: true\n`,
  ],
  ["bad_syntax", "openapi: 3.0.4\ninfo: {title: Orders\npaths: {} #!\n"],
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
  ["duplicate_route", `${head}paths:\n  /orders/{id}:\n    get: ${ok}\n  /orders/{key}:\n    get: ${ok} #!\n`],
  ["duplicate_route", `${head}paths:\n  /orders:\n    get: ${ok}\n  /orders/:\n    get: ${ok} #!\n`],
  ["duplicate_route", `${head}paths:\n  /a:read:\n    get: ${ok}\n  /a/read:\n    get: ${ok} #!\n`],
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
  ["public_but_secured", `${head}paths:\n  /a:\n    get:\n      x-latchkey-public: true #!\n`],
  [
    "public_but_secured",
    `${head}paths:\n  /a:\n    get:\n      security: [{own: []}]\n      x-latchkey-public: true #!\n`,
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
  ["legacy_security", `${head}paths:\n  /a:\n    get:\n      x-security: [] #!\n`],
  ["legacy_security", `${head}x-security: [] #!\npaths: {/a: {get: ${ok}}}\n`],
  ["issuer_unknown", schemes("      type: oauth2").replace("scheme:\n", "scheme: #!\n")],
  ["issuer_unknown", schemes("      type: openIdConnect\n      x-google-auth: {issuer: 'https://a.example'} #!")],
  ["wrong_type", schemes("      type: oauth2\n      x-latchkey-issuer: mine #!")],
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
  ...(["header: x-api-key", "header: X_Token", "header: a b", "cookie: session"] as const).map(
    (where): [FindingCode, string] => [
      "bad_location",
      schemes(
        `      type: oauth2\n      x-google-auth:\n        issuer: i\n        jwksUri: https://a.example/j\n        audiences: [a]\n        jwtLocations:\n          - ${where} #!`,
      ),
    ],
  ),
  ["wrong_type", `${head}x-google-allow: everything #!\npaths: {/a: {get: ${ok}}}\n`],
  ["allow_cors", `${head}x-google-endpoints:\n  - name: a\n    allowCors: true #!\npaths: {/a: {get: ${ok}}}\n`],
  [
    "allow_cors",
    `${head}servers:\n  - url: /\n    x-google-endpoint:\n      allowCors: true #!\npaths: {/a: {get: ${ok}}}\n`,
  ],
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
      `${head}paths:\n  /a:\n    get:\n      x-google-backend: #!\n        address: https://a.example\n        jwt_audience: ${audience}\n`,
    ],
  ),
  ["wrong_type", `${head}paths:\n  /a:\n    get:\n      x-google-backend: {protocol: grpc} #!\n`],
  ["wrong_type", `${head}paths:\n  /a:\n    get:\n      x-google-backend: [] #!\n`],
  ["deadline_invalid", `${head}paths:\n  /a:\n    get:\n      x-google-backend:\n        deadline: 601 #!\n`],
  ["deadline_invalid", `${head}paths:\n  /a:\n    get:\n      x-google-backend:\n        deadline: -1 #!\n`],
  [
    "bare_authorization",
    schemes(`${auth}\n        jwtLocations:\n          - {header: authorization, valuePrefix: ''} #!`),
  ],
  [
    "bad_location",
    schemes(
      `${auth}\n        jwtLocations:\n          - {header: X-Token}\n          - {header: x-token, valuePrefix: 'Token '} #!`,
    ),
  ],
  [
    "unknown_google_field",
    schemes(`${auth}\n        jwtLocations:\n          - {header: X-Token, prefix: 'Token '} #!`),
  ],
  [
    "issuer_slash",
    schemes(auth.replace("https://a.example/", "https://b.example")).replace("audiences: [a]}}", "audiences: [a]}} #!"),
  ],
  [
    "issuer_slash",
    schemes(auth.replace("https://a.example/", "https://issuer.example/own/")).replace("scheme:\n", "scheme: #!\n"),
  ],
  ["symmetric_tokens", schemes(`${auth}\n      description: Tokens are signed with HS512. #!`)],
  ["external_keys_unpinned", schemes(auth).replace("scheme:\n", "scheme: #!\n")],
  ["audience_wildcard", schemes(auth.replace("[a]", "['*'] #!"))],
  ["deadline_invalid", `${head}paths:\n  /a:\n    get:\n      x-google-backend:\n        deadline: "-1" #!\n`],
  ["deadline_quoted", `${head}x-google-backend:\n  deadline: "20" #!\npaths: {/a: {get: ${ok}}}\n`],
  ["security_misplaced", `${head}paths:\n  /a:\n    security: [] #!\n    get: ${ok}\n`],
  [
    "superfluous_alternative",
    `${head}paths:\n  /a:\n    get:\n      security:\n        - {key: [], own: []} #!\n        - own: []\n`,
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

  it("keeps credentials of an address out of the message", () => {
    const text = `${head}paths:\n  /a:\n    get:\n      x-google-backend: {address: 'https://user:hunter2@a.example'}\n`;
    expect(JSON.stringify(compileText(text).findings)).not.toContain("hunter2");
  });

  it("says nothing about schemes no operation names", () => {
    const text = `${head}    basic: {type: http, scheme: basic}\npaths:\n  /a:\n    get: {operationId: a}\n`;
    expect(codes(compileText(text), "warning")).toEqual([]);
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

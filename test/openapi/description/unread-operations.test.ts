import { describe, expect, it } from "vitest";
import { codes, compileText } from "../settings.ts";

const head = `openapi: 3.0.3
info: {title: t, version: "1"}
x-latchkey-catch-all: true
security: [{key: []}]
`;
const key = "key: {type: apiKey, in: header, name: x-api-key}";

/** Each would leave GET /admin out, so that the weaker catch-all took its requests. */
const rows: [what: string, text: string, code: string, line: number][] = [
  [
    "a scheme called like a key of data that leads to a URL",
    `${head}components: {securitySchemes: {${key}, default: {$ref: "https://example.com/a"}}}
paths: {/admin: {get: {operationId: admin, security: [{default: [], key: []}]}}}\n`,
    "remote_ref",
    5,
  ],
  [
    "a scheme that an alias takes from an example",
    `${head}components:
  examples: {x: &a {$ref: "https://example.com/a"}}
  securitySchemes: {${key}, token: *a}
paths: {/admin: {get: {operationId: admin, security: [{token: [], key: []}]}}}\n`,
    "remote_ref",
    6,
  ],
  [
    "a path item that leads out of the folder through a default",
    `${head}components: {securitySchemes: {${key}}}
x-a: {default: {$ref: "../b.yaml"}}
paths: {/admin: {$ref: "#/x-a/default"}}\n`,
    "ref_outside",
    6,
  ],
  [
    "an operation that is a list somewhere else",
    `${head}components: {securitySchemes: {${key}}}
x-list: [1]
paths: {/admin: {get: {$ref: "#/x-list"}}}\n`,
    "wrong_type",
    7,
  ],
];

describe("an operation that cannot be read", () => {
  it.each(rows)("because of %s is an error, and nothing is deployed", (_, text, code, line) => {
    const compilation = compileText(text);
    expect(codes(compilation)).toContain(code);
    expect(compilation.findings.find((finding) => finding.code === code)?.place.line).toBe(line);
    expect(compilation.documents).toEqual({});
  });
});

it("locations of a token of this stack are refused, since they would not be used", () => {
  const scheme = "{type: http, scheme: bearer, x-latchkey-issuer: own, x-google-jwt-locations: [{header: X-Tok}]}";
  const text = `openapi: 3.0.3
info: {title: t, version: "1"}
components: {securitySchemes: {own: ${scheme}}}
paths: {/a: {get: {operationId: a, security: [{own: []}]}}}\n`;
  expect(codes(compileText(text))).toEqual(["bad_location"]);
});

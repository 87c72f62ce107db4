import { describe, expect, it } from "vitest";
import { compile } from "../../openapi/compile.ts";
import { isAllowable } from "../../openapi/description/read-allowances.ts";
import type { Finding } from "../../openapi/finding.ts";
import type { FindingText } from "../../openapi/findings/finding-text.ts";
import { findings } from "../../openapi/findings.ts";
import { codes, compileText, described, settings } from "./settings.ts";

const scoped = [{ own: ["read"] }];
const allow = (code: string, reason: unknown = "the service checks it") => ({ "x-latchkey-allow": [{ code, reason }] });
const operation = (extras: object = {}) => ({ operationId: "a", security: scoped, ...extras });

/** Findings of the code, as `severity allowed`. */
function judged(all: readonly Finding[], code: string): string[] {
  return all.filter((finding) => finding.code === code).map(({ severity, allowed }) => `${severity} ${allowed ?? "-"}`);
}

describe("what x-latchkey-allow lets stand", () => {
  const code = "scopes_not_checked";
  const item = { get: operation() };
  const reason = "note the service checks it";

  it.each<[string, object, object, string]>([
    ["nothing, where there is none", { "/a": item }, {}, "warning -"],
    ["a finding of the operation", { "/a": { get: operation(allow(code)) } }, {}, reason],
    ["a finding of any operation of the path item", { "/a": { ...item, ...allow(code) } }, {}, reason],
    ["a finding anywhere, at the root", { "/a": item }, allow(code), reason],
    [
      "not a finding beside it",
      { "/a": item, "/b": { get: operation({ operationId: "b", security: [{ own: [] }], ...allow(code) }) } },
      {},
      "warning -",
    ],
    ["not a finding of another code", { "/a": { get: operation(allow("token_in_query")) } }, {}, "warning -"],
    [
      "not a path that only begins alike",
      { "/a": item, "/": { get: operation({ operationId: "b", security: [{ own: [] }] }), ...allow(code) } },
      {},
      "warning -",
    ],
  ])("%s", (_, paths, extras, expected) => {
    expect(judged(compileText(described(paths, extras)).findings, code)).toEqual([expected]);
  });

  it("is told by the nearest entry", () => {
    const text = described(
      { "/a": { get: operation(allow(code, "here")), ...allow(code, "there") } },
      allow(code, "anywhere"),
    );
    const { findings: all } = compileText(text);
    expect(judged(all, code)).toEqual(["note here"]);
    expect(codes(compileText(text), "warning")).toEqual(["allow_unused", "allow_unused"]);
  });

  it("reaches the files that the root's entry is over, and a file's own entries its own", () => {
    const own = "get: {operationId: a, security: [{own: [read]}]}\n";
    const read = (file: string) =>
      new TextEncoder().encode(
        file === "a.yaml" ? own : `${own.replace("a,", "b,")}x-latchkey-allow: [{code: ${code}, reason: b only}]\n`,
      );
    const run = (extras: object) =>
      compile({
        source: new TextEncoder().encode(described({ "/a": { $ref: "a.yaml" }, "/b": { $ref: "b.yaml" } }, extras)),
        file: "api.yaml",
        read,
        settings: settings(),
      }).findings;
    expect(judged(run({}), code)).toEqual(["warning -", "note b only"]);
    expect(judged(run(allow(code)), code)).toEqual([reason, "note b only"]);
  });

  it("may come from an overlay, for what the description says", () => {
    const overlay = `overlay: 1.0.0\ninfo: {title: a, version: b}\nactions:\n- target: $.paths.*.get\n  update: {x-latchkey-allow: [{code: ${code}, reason: laid over}]}\n`;
    const { findings: all } = compile({
      source: new TextEncoder().encode(described({ "/a": item })),
      file: "api.yaml",
      overlays: [{ source: new TextEncoder().encode(overlay), file: "overlay.yaml" }],
      settings: settings(),
    });
    expect(judged(all, code)).toEqual(["note laid over"]);
  });

  it("includes an error whose row says when, and deploys", () => {
    const backend = {
      address: "https://balancer.example",
      path_translation: "APPEND_PATH_TO_ADDRESS",
      jwt_audience: settings().backend.audience,
    };
    const run = (extras: object) =>
      compileText(
        described({
          "/a": { get: operation({ security: [{ own: [] }], "x-google-backend": { ...backend, ...extras } }) },
        }),
      );
    expect(run({}).documents).toEqual({});
    const allowed = run(allow("backend_audience_shared", "our balancer, in front of the service"));
    expect(judged(allowed.findings, "backend_audience_shared")).toEqual(["note our balancer, in front of the service"]);
    expect(Object.keys(allowed.documents)).toEqual(["main", "second"]);
  });

  it("is told as unused only when nothing kept other checks from looking", () => {
    const unused = { get: operation({ security: [{ own: [] }], ...allow(code) }) };
    expect(codes(compileText(described({ "/a": unused })), "warning")).toEqual(["allow_unused"]);
    const broken = { get: { operationId: "b", security: [{ kye: [] }] } };
    expect(codes(compileText(described({ "/a": unused, "/b": broken })), "warning")).toEqual(["undefined_scheme"]);
  });
});

describe("entries of x-latchkey-allow that mean nothing", () => {
  it.each<[string, unknown, string]>([
    ["no list", { code: "scopes_not_checked", reason: "why" }, "allow_malformed"],
    ["a bare code", ["scopes_not_checked"], "allow_malformed"],
    ["no code", [{ reason: "why" }], "allow_malformed"],
    ["no reason", [{ code: "scopes_not_checked" }], "allow_malformed"],
    ["an empty reason", [{ code: "scopes_not_checked", reason: " " }], "allow_malformed"],
    ["a reason that is no text", [{ code: "scopes_not_checked", reason: 5 }], "allow_malformed"],
    ["another field", [{ code: "scopes_not_checked", reason: "why", until: "2027-01-31" }], "allow_malformed"],
    ["an unknown code", [{ code: "scopes_unchecked", reason: "why" }], "allow_unknown_code"],
    ["a code of every object", [{ code: "__proto__", reason: "why" }], "allow_unknown_code"],
    ["an error that opens operations", [{ code: "open_without_public", reason: "why" }], "allow_refused"],
    ["an error of the proof", [{ code: "proof_wider", reason: "why" }], "allow_refused"],
  ])("%s", (_, entries, expected) => {
    const compilation = compileText(described({ "/a": { get: operation({ "x-latchkey-allow": entries }) } }));
    expect(codes(compilation)).toEqual([expected]);
    expect(compilation.documents).toEqual({});
    expect(judged(compilation.findings, "scopes_not_checked")).toEqual(["warning -"]);
  });
});

it("lets no error stand but the one that sends a token to a host of the author's own", () => {
  const errors = Object.entries<FindingText>(findings).filter(([, text]) => text.severity === "error");
  expect(errors.filter(([, text]) => isAllowable(text)).map(([code]) => code)).toEqual(["backend_audience_shared"]);
  const others = Object.values<FindingText>(findings).filter(({ severity }) => severity !== "error");
  expect(others.every(isAllowable)).toBe(true);
});

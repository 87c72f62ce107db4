import type { FindingCode } from "../../openapi/findings.ts";
import { findPaths, type OperationLines } from "./operation-lines.ts";

/** A mistake somebody could write, as one line of YAML flow style or of JSON. */
export interface Fault {
  readonly code: FindingCode;
  /** Where the line goes: first in an operation, as another method, as another path, at the root. */
  readonly into: "operation" | "path" | "paths" | "root";
  /** Key and JSON value; a list of them where one line alone is no mistake. The last is at fault. */
  readonly lines: readonly (readonly [key: string, value: string])[];
  /** The operation has to be without this key. */
  readonly without?: string;
}

const operation = '{"operationId": "injectedFault", "security": [], "x-latchkey-public": true, "responses": {}}';
const security = (value: string, code: FindingCode): Fault => ({
  code,
  into: "operation",
  lines: [["security", value]],
  without: "security",
});
const inOperation = (code: FindingCode, key: string, value: string): Fault => ({
  code,
  into: "operation",
  lines: [[key, value]],
  without: key,
});
const path = (code: FindingCode, written: string, item = `{"get": ${operation}}`): Fault => ({
  code,
  into: "paths",
  lines: [[written, item]],
});

/** Mistakes that can be put on one line of any description. */
export const faults: readonly Fault[] = [
  security('[{"no-such-scheme": []}]', "undefined_scheme"),
  security("[{}]", "empty_requirement"),
  security("[]", "open_without_public"),
  security('{"key": []}', "wrong_type"),
  {
    code: "duplicate_key",
    into: "operation",
    lines: [
      ["security", '[{"key": []}]'],
      ["security", "[]"],
    ],
    without: "security",
  },
  inOperation("legacy_security", "x-security", '[{"key": {"audiences": ["a"]}}]'),
  inOperation("undefined_metric", "x-google-quota", '{"metricCosts": {"no-such-metric": 1}}'),
  inOperation("backend_auth_disabled", "x-google-backend", '{"disable_auth": true}'),
  inOperation("backend_not_https", "x-google-backend", '{"address": "http://backend.example"}'),
  inOperation("deadline_invalid", "x-google-backend", '{"deadline": 0}'),
  inOperation("unknown_extension", "x-latchkey-pubic", "true"),
  { code: "method_not_served", into: "path", lines: [["fetch", operation]] },
  path("bad_path", "/injected/{a}-{b}"),
  path("bad_path", "/injected/{rest=**}/more"),
  path("dangling_ref", "/injected", '{"$ref": "#/no/such/place"}'),
  path("ref_outside", "/injected", '{"$ref": "../../../../../../etc/passwd"}'),
  path("remote_ref", "/injected", '{"$ref": "https://example.com/paths.yaml"}'),
  path("cyclic_ref", "/injected", '{"$ref": "#/paths/~1injected"}'),
  { code: "allow_all", into: "root", lines: [["x-google-allow", '"all"']] },
];

/** A description with a mistake, and the line it is on, counted from 1. */
export interface Faulty {
  readonly text: string;
  readonly line: number;
}

/** Puts a mistake into a text. @returns undefined where the description has no place for it. */
export function inject(
  fault: Fault,
  lines: readonly string[],
  operations: readonly OperationLines[],
  kind: "json" | "yaml",
): Faulty | undefined {
  // Not the first, so that most of the file stands around it.
  const fitting = operations.filter(({ keys }) => fault.without === undefined || !keys.has(fault.without));
  const at = fitting[Math.floor(fitting.length / 2)];
  if (!at) return undefined;
  const paths = findPaths(lines);
  const places = {
    operation: { after: at.method, indent: at.indents.key },
    path: { after: at.path, indent: at.indents.method },
    paths: { after: paths, indent: at.indents.path },
    root: { after: paths - 1, indent: /^\s*/.exec(lines[paths] ?? "")?.[0] ?? "" },
  } as const;
  const { after, indent } = places[fault.into];
  const written = fault.lines.map(([key, value]) => `${indent}"${key}": ${value}${kind === "json" ? "," : ""}`);
  return {
    text: [...lines.slice(0, after + 1), ...written, ...lines.slice(after + 1)].join("\n"),
    line: after + 1 + written.length,
  };
}

/** Mistakes of the notation itself, which stop everything else. */
export function breakNotation(
  lines: readonly string[],
  at: OperationLines,
  kind: "json" | "yaml",
): [FindingCode, Faulty][] {
  const after = (line: number, added: string, shift = 1): Faulty => ({
    text: [...lines.slice(0, line + 1), added, ...lines.slice(line + 1)].join("\n"),
    line: line + 1 + shift,
  });
  const { key } = at.indents;
  if (kind === "json") return [["bad_syntax", after(at.method, `${key}"x-broken": "comma is missing"`, 2)]];
  return [
    ["tab_indentation", after(at.method, `\t${key}x-broken: 1`)],
    ["bad_syntax", after(at.method, `${key}x-broken: *nothing`)],
    ["merge_key", after(at.method, `${key}<<: {}`)],
    ["bad_syntax", after(at.method, `${key}x-broken: !!int no`)],
  ];
}

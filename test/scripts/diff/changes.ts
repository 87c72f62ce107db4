import { resolve } from "node:path";
import { type Change, change } from "../../../local/diff/change.ts";
import type { StackDiff } from "../../../local/diff/diff-stack.ts";

const configuration = `config:
  latchkey:consumers:
    acme:
      keys:
        - id: k1
`;
const place = { file: "openapi/api.yaml", line: 12, column: 7, pointer: "" };

/** One change of every effect, and one that is accepted. */
export const changes: readonly Change[] = [
  change("policy_weaker", {
    subject: "GET /a",
    what: "now takes an API key at main",
    consumers: ["acme"],
    at: { side: "after", place },
  }),
  change("policy_weaker", {
    subject: "POST /a",
    what: "now takes an API key at main",
    consumers: ["acme"],
    at: { side: "after", place },
  }),
  change("credential_lost", {
    subject: "acme k1",
    what: "its API key k1 stops working",
    consumers: ["acme"],
    at: { side: "before", setting: "latchkey:consumers.acme.keys[0]" },
  }),
  change("door_removed", {
    subject: "second",
    what: "door second goes, and its URL with it",
    at: { side: "after", setting: "latchkey:doors" },
    accepted: { by: "latchkey:retiringDoors", reason: "it was announced there before" },
  }),
  change("operation_added", {
    subject: "GET /b",
    what: "is new, as listB",
    consumers: ["acme"],
    at: { side: "after", place },
  }),
];

/** A diff that holds them. */
export function diffOf(more: Partial<StackDiff> = {}): StackDiff {
  return {
    stack: "dev",
    root: resolve("gateway"),
    from: "1a2b3c4",
    ok: false,
    changes,
    idle: [],
    configuration: { before: configuration, after: "config: {}\n" },
    ...more,
  };
}

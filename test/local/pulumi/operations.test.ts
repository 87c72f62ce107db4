import { expect, it } from "vitest";
import { readEvents } from "../../../local/pulumi/operations.ts";

const urn = "urn:pulumi:dev::latchkey::latchkey:index:Door$gcp:apigateway/gateway:Gateway::main-gateway";
const metadata = (op: string, more = {}) => ({ op, urn, type: "gcp:apigateway/gateway:Gateway", ...more });
const log = (...events: object[]) => events.map((event) => `${JSON.stringify(event)}\n`).join("");

it("lists what the engine did, in its order, and leaves out what stayed the same", () => {
  const { operations, seen } = readEvents(
    log(
      { resourcePreEvent: { metadata: metadata("same") } },
      { resourcePreEvent: { metadata: metadata("update", { diffs: ["apiConfig"] }) } },
      { resOutputsEvent: { metadata: metadata("update") } },
    ),
  );
  expect(operations).toEqual([
    {
      op: "update",
      type: "gcp:apigateway/gateway:Gateway",
      name: "main-gateway",
      urn,
      changed: ["apiConfig"],
      failed: false,
    },
  ]);
  expect(seen).toEqual([urn]);
});

it("marks what failed and collects errors without colours", () => {
  const { operations, errors } = readEvents(
    log(
      { resourcePreEvent: { metadata: metadata("create") } },
      { resOpFailedEvent: { metadata: metadata("create") } },
      { diagnosticEvent: { severity: "error", message: "<{%fg 1%}>409<{%reset%}>\n" } },
      { diagnosticEvent: { severity: "warning", message: "never mind" } },
    ),
  );
  expect(operations.map(({ failed }) => failed)).toEqual([true]);
  expect(errors).toEqual(["409"]);
});

it("tells of a refresh only what was otherwise", () => {
  const { operations } = readEvents(
    log(
      { resourcePreEvent: { metadata: metadata("refresh") } },
      { resOutputsEvent: { metadata: metadata("update", { diffs: ["displayName"] }) } },
    ),
  );
  expect(operations.map(({ op, changed }) => ({ op, changed }))).toEqual([{ op: "update", changed: ["displayName"] }]);
  expect(
    readEvents(
      log({ resourcePreEvent: { metadata: metadata("refresh") } }, { resOutputsEvent: { metadata: metadata("same") } }),
    ).operations,
  ).toEqual([]);
});

it("reads a log that was cut off as far as it goes", () => {
  const whole = JSON.stringify({ diagnosticEvent: { severity: "error", message: "disk full" } });
  expect(readEvents(`${whole}\n${whole.slice(0, 20)}`).errors).toEqual(["disk full"]);
});

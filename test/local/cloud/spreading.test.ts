import { describe, expect, it } from "vitest";
import { hasSpread } from "../../../local/cloud/has-spread.ts";
import { Inventory } from "../../../local/cloud/inventory.ts";
import type { CloudObject } from "../../../local/cloud/state.ts";
import { NOW } from "./registrar.ts";

const ACCOUNT = "gcp:serviceaccount/account:Account";
const empty = { version: 1, projectNumber: "1", objects: {}, replaced: [], left: [], deleted: {} } as const;
const made = (seconds: number, type = ACCOUNT): CloudObject => ({
  ...{ type, name: "a", id: "a", inputs: {}, outputs: {}, protect: false, retainOnDelete: false, sequence: 0 },
  createdAt: NOW - seconds * 1000,
});
const around = (lag?: number) => ({
  resource: "a",
  site: { project: "p", projectNumber: "1", defaultLabels: {}, deletionPolicy: "DELETE" },
  inventory: new Inventory(empty, "1"),
  now: NOW,
  lag,
});

describe("a new object is seen everywhere", () => {
  const cases = [
    { what: "at once where nothing lags", seconds: 0, lag: undefined, type: ACCOUNT, seen: true },
    { what: "not yet after half a minute", seconds: 30, lag: 1, type: ACCOUNT, seen: false },
    { what: "after a minute", seconds: 60, lag: 1, type: ACCOUNT, seen: true },
    { what: "sooner by a smaller factor", seconds: 6, lag: 0.1, type: ACCOUNT, seen: true },
    { what: "an API after two minutes", seconds: 119, lag: 1, type: "gcp:projects/service:Service", seen: false },
    { what: "a bucket at once", seconds: 0, lag: 1, type: "gcp:storage/bucket:Bucket", seen: true },
  ];
  it.each(cases)("$what", ({ seconds, lag, type, seen }) => {
    expect(hasSpread(made(seconds, type), type, around(lag))).toBe(seen);
  });
});

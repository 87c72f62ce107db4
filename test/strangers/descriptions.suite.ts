import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { check, MAX_OVERLAY_LINES, readOverlay, readStranger, strangers } from "./description.ts";
import { breakNotation, faults, inject } from "./faults.ts";
import { findOperations } from "./operation-lines.ts";

/** Generous: the machine may be busy. */
const limit = (bytes: number) => 3_000 + (bytes / 1e6) * 5_000;

describe.each(strangers)("$name", (stranger) => {
  const source = readStranger(stranger);
  const lines = source.toString().split("\n");
  const operations = findOperations(lines);
  const kind = stranger.file.endsWith(".json") ? "json" : "yaml";

  it("is the file that was reviewed", () => {
    expect(createHash("sha256").update(source).digest("hex")).toBe(stranger.sha256);
  });

  it(stranger.operations ? "compiles to doors with a short overlay" : "has the mistakes it has, and no others", () => {
    const overlay = readOverlay(stranger);
    expect(overlay.toString().trimEnd().split("\n").length).toBeLessThanOrEqual(MAX_OVERLAY_LINES);
    const found = check(source, stranger, overlay);
    const errors = found.findings.filter(({ severity }) => severity === "error").map(({ code }) => code);
    const counts = Object.fromEntries(errors.map((code) => [code, errors.filter((other) => other === code).length]));
    expect(counts).toEqual(stranger.findings ?? {});
    expect(Object.keys(found.documents)).toEqual(stranger.operations ? ["main", "second"] : []);
    if (stranger.operations) expect(found.operations).toHaveLength(stranger.operations);
    expect(found.milliseconds).toBeLessThan(limit(source.length));
  });

  it("with a mistake put in, names exactly its line", () => {
    const middle = operations[Math.floor(operations.length / 2)];
    const cases = [
      ...faults.map(({ code, ...fault }) => [code, inject({ code, ...fault }, lines, operations, kind)] as const),
      ...(middle ? breakNotation(lines, middle, kind) : []),
    ].filter(([, faulty]) => faulty !== undefined);
    expect(cases.length).toBeGreaterThanOrEqual(10);
    const missed = cases.filter(([code, faulty]) => {
      if (!faulty) return false;
      const { findings, documents, milliseconds } = check(Buffer.from(faulty.text), stranger);
      expect(documents).toEqual({});
      expect(milliseconds).toBeLessThan(limit(source.length));
      return !findings.some((finding) => finding.code === code && finding.place.line === faulty.line);
    });
    expect(missed.map(([code, faulty]) => `${code} on line ${faulty?.line}`)).toEqual([]);
  });
});

it("are many, of many packages, and mostly compile", () => {
  expect(strangers.length).toBeGreaterThanOrEqual(25);
  expect(new Set(strangers.map((stranger) => stranger.package)).size).toBeGreaterThanOrEqual(15);
  expect(strangers.filter(({ operations }) => operations !== undefined).length).toBeGreaterThanOrEqual(20);
});

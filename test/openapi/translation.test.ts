import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DoorName } from "../../openapi/compilation.ts";
import { normalizePath } from "../../openapi/google/normalize-path.ts";
import { pathsOf, type RandomOperation, randomOperations, randomPath } from "./random-description.ts";
import { codes, compileText, described } from "./settings.ts";

type Held = ReadonlySet<string>;

const tokens = ["own", "partner", "staff"];
const allHeld: Held[] = [
  "",
  "key",
  ...tokens,
  ...tokens.map((token) => `key ${token}`),
  "own partner",
  "key own partner staff",
].map((names) => new Set(names.split(" ").filter(Boolean)));

/** Matches as the documentation of path templates says, without the code under test. */
function matches(template: string, path: string): boolean {
  const [, body = "", verb] = /^(.*?)(?::(\w+))?$/.exec(template) ?? [];
  if (body === "/") return path === "/";
  const ends = verb === undefined ? [""] : [`:${verb}`];
  return ends.some((end) => {
    if (!path.endsWith(end)) return false;
    const bare = path.slice(0, path.length - end.length);
    return fits(body.split("/").slice(1), bare.split("/").slice(1));
  });
}

function fits(wanted: readonly string[], given: readonly string[]): boolean {
  const [first, ...others] = wanted;
  if (first === undefined) return given.length === 0 || (given.length === 1 && given[0] === "");
  if (first.includes("**")) return given.length > 0;
  const [part, ...left] = given;
  if (part === undefined) return false;
  return (first.startsWith("{") ? part !== "" : part === first) && fits(others, left);
}

/** Literal before wildcard before double wildcard, segment by segment. */
function rank(template: string): string {
  const parts = template
    .split("/")
    .slice(1)
    .flatMap((part) => part.split(/:(?=\w+$)/));
  return parts.map((part) => (part.includes("**") ? "~2" : part.startsWith("{") ? "~1" : `0${part}`)).join("/");
}

function winner<Candidate extends { method: string; path: string }>(
  candidates: readonly Candidate[],
  method: string,
  path: string,
): Candidate | undefined {
  return candidates
    .filter((candidate) => candidate.method === method && matches(candidate.path, path))
    .sort((a, b) => (before(a.path, b.path) ? -1 : 1))[0];
}

function before(a: string, b: string): boolean {
  const [left, right] = [rank(a).split("/"), rank(b).split("/")];
  for (let at = 0; ; at += 1) {
    const [x, y] = [left[at], right[at]];
    if (x === undefined) return left[at - 1] !== "~2";
    if (y === undefined) return right[at - 1] === "~2";
    if (x !== y) return x < y;
  }
}

/** What Google makes of `security`, from the table of its documentation: two conditions that know nothing of each other. */
function doorTakes(security: readonly Record<string, unknown>[], held: Held): boolean {
  const keyDemanded = security.length > 0 && security.every((alternative) => "key" in alternative);
  const wanted = security.flatMap((alternative) => Object.keys(alternative).filter((name) => name !== "key"));
  return (!keyDemanded || held.has("key")) && (wanted.length === 0 || wanted.some((name) => held.has(name)));
}

function descriptionTakes({ security }: RandomOperation, held: Held): boolean {
  return security.length === 0 || security.some((names) => names.every((name) => held.has(name)));
}

describe("translation", () => {
  it("accepts no request more and no request less than described, over both doors", () => {
    let requests = 0;
    fc.assert(
      fc.property(
        randomOperations,
        fc.array(randomPath, { minLength: 20, maxLength: 20 }),
        fc.constantFrom("key" as const, "token" as const),
        (operations, paths, mainDoor) => {
          const compilation = compileText(described(pathsOf(operations)), { mainDoor });
          expect(codes(compilation)).toEqual([]);
          const doors = (["main", "second"] as DoorName[]).map((door) => carried(compilation.documents[door]));
          for (const method of ["GET", "POST", "DELETE", "PUT"]) {
            for (const path of paths.flatMap((raw) => normalizePath(raw) ?? [])) {
              const described = winner(operations, method, path);
              const served = doors.map((operationsOfDoor) => winner(operationsOfDoor, method, path));
              for (const held of allHeld) {
                requests += 1;
                const takers = served.filter((operation) => operation && doorTakes(operation.security, held));
                const wanted = described !== undefined && descriptionTakes(described, held);
                const told = `${method} ${path} with ${[...held].join(" and ")}`;
                if (!wanted) expect(takers, told).toEqual([]);
                else expect(takers.length, told).toBeGreaterThan(0);
              }
            }
          }
        },
      ),
      { numRuns: 100 },
    );
    expect(requests).toBeGreaterThan(10_000);
  });

  it("gives the same bytes however the description is ordered", () => {
    fc.assert(
      fc.property(randomOperations, fc.infiniteStream(fc.nat()), (operations, keys) => {
        const text = described(pathsOf(operations));
        const shuffled = JSON.stringify(shuffle(JSON.parse(text), keys));
        expect(compileText(shuffled).documents).toEqual(compileText(text).documents);
      }),
      { numRuns: 60 },
    );
  });

  it("changes nothing at main for other operations when one gains an alternative", () => {
    fc.assert(
      fc.property(randomOperations, fc.nat(), (operations, pick) => {
        const chosen = operations[pick % operations.length];
        const widened = operations.map((operation) =>
          operation === chosen && operation.security.length > 0
            ? { ...operation, security: [...operation.security, ["key"], ["own"]].filter(unique) }
            : operation,
        );
        const before = carried(compileText(described(pathsOf(operations))).documents.main);
        const after = carried(compileText(described(pathsOf(widened))).documents.main);
        const others = (all: typeof before) =>
          all.filter(({ method, path }) => method !== chosen?.method || path !== chosen.path);
        expect(others(after)).toEqual(others(before));
        expect(after.map(({ method, path }) => `${method} ${path}`)).toEqual(
          before.map(({ method, path }) => `${method} ${path}`),
        );
      }),
      { numRuns: 60 },
    );
  });
});

function carried(document: string | undefined) {
  const { paths } = JSON.parse(document ?? "{}") as {
    paths: Record<string, Record<string, { security: Record<string, unknown>[] }>>;
  };
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { security }]) => ({ method: method.toUpperCase(), path, security })),
  );
}

function unique(names: readonly string[], index: number, all: readonly (readonly string[])[]): boolean {
  return all.findIndex((other) => other.join() === names.join()) === index;
}

function shuffle(value: unknown, keys: Iterator<number>): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffle(item, keys));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => ({ order: keys.next().value as number, key, item }));
  entries.sort((a, b) => a.order - b.order);
  return Object.fromEntries(entries.map(({ key, item }) => [key, shuffle(item, keys)]));
}

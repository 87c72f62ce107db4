import fc from "fast-check";
import { expect } from "vitest";
import type { DoorName } from "../../openapi/compilation.ts";
import { normalizePath } from "../../openapi/google/normalize-path.ts";
import { pathsOf, type RandomOperation, randomOperations, randomPath } from "./random-description.ts";
import { codes, compileText, described } from "./settings.ts";

/**
 * Holds the doors of random descriptions with overlapping templates against what is described, request by request, with a
 * matcher and a reading of `security` of its own.
 *
 * @returns how many requests were judged.
 */
export function judgeRequests(descriptions: number): number {
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
            const wantedOne = winner(operations, method, path);
            const served = doors.map((operationsOfDoor) => winner(operationsOfDoor, method, path));
            for (const held of allHeld) {
              requests += 1;
              const takers = served.filter((operation) => operation && doorTakes(operation.security, held));
              const isWanted = wantedOne !== undefined && descriptionTakes(wantedOne, held);
              if (isWanted ? takers.length > 0 : takers.length === 0) continue;
              expect.fail(`${method} ${path} with ${[...held].join(" and ")}: ${isWanted ? "lost" : "accepted wider"}`);
            }
          }
        }
      },
    ),
    { numRuns: descriptions },
  );
  return requests;
}

/** Names of schemes whose credentials a request carries. */
export type Held = ReadonlySet<string>;

const tokens = ["own", "partner", "staff"];
/** Sets of credentials, by scheme. */
export const allHeld: Held[] = [
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

/** The operation that takes a request. */
export function winner<Candidate extends { method: string; path: string }>(
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
export function doorTakes(security: readonly Record<string, unknown>[], held: Held): boolean {
  const keyDemanded = security.length > 0 && security.every((alternative) => "key" in alternative);
  const wanted = security.flatMap((alternative) => Object.keys(alternative).filter((name) => name !== "key"));
  return (!keyDemanded || held.has("key")) && (wanted.length === 0 || wanted.some((name) => held.has(name)));
}

function descriptionTakes({ security }: RandomOperation, held: Held): boolean {
  return security.length === 0 || security.some((names) => names.every((name) => held.has(name)));
}

/** What a door's document says, as it is written. */
export function carried(document: string | undefined) {
  const { paths } = JSON.parse(document ?? "{}") as {
    paths: Record<string, Record<string, { security: Record<string, unknown>[] }>>;
  };
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { security }]) => ({ method: method.toUpperCase(), path, security })),
  );
}

import fc from "fast-check";
import { expect } from "vitest";
import { compareAccess } from "../../../openapi/compare/compare-access.ts";
import { nameOf } from "../../../openapi/compare/pair-routes.ts";
import { witnessPaths } from "../../../openapi/compare/witness-paths.ts";
import type { CompileSettings, DoorName } from "../../../openapi/compilation.ts";
import { normalizePath } from "../../../openapi/google/normalize-path.ts";
import { parsePathTemplate } from "../../../openapi/google/path-template.ts";
import { allHeld, carried, doorTakes, winner } from "../judge-requests.ts";
import { pathsOf, type RandomOperation, randomOperations, randomPath } from "../random-description.ts";
import { codes, compileText, described } from "../settings.ts";
import { servedOf } from "./served.ts";

const doorNames: readonly DoorName[] = ["main", "second"];
type MainDoor = CompileSettings["mainDoor"];
interface Side {
  readonly operations: readonly RandomOperation[];
  readonly mainDoor: MainDoor;
}

/** What two sides come to, judged by trying every set of credentials on every path at every door. */
function byBruteForce(old: Side, next: Side, paths: readonly string[]) {
  const [was, is] = [old, next].map(({ operations, mainDoor }) => {
    const { documents } = compileText(described(pathsOf(operations)), { mainDoor });
    return doorNames.map((door) => carried(documents[door]));
  }) as [ReturnType<typeof carried>[], ReturnType<typeof carried>[]];
  const weaker = new Set<string>();
  const lost = new Set<string>();
  for (const method of ["GET", "POST", "DELETE", "PUT"]) {
    for (const path of paths) {
      const before = was.map((door) => winner(door, method, path));
      const after = is.map((door) => winner(door, method, path));
      for (const held of allHeld) {
        const passed = before.map((operation) => operation !== undefined && doorTakes(operation.security, held));
        const passes = after.map((operation) => operation !== undefined && doorTakes(operation.security, held));
        if (before[0] && passes.some(Boolean) && !passed.some(Boolean)) weaker.add(`${method} ${after[0]?.path}`);
        if (passed.some((yes, door) => yes && !passes[door])) lost.add(`${method} ${before[0]?.path}`);
      }
    }
  }
  return { weaker: [...weaker].sort(), lost: [...lost].sort() };
}

function byComparison(old: Side, next: Side) {
  const [before, after] = [old, next].map(({ operations, mainDoor }) =>
    servedOf(described(pathsOf(operations)), { mainDoor }),
  ) as [ReturnType<typeof servedOf>, ReturnType<typeof servedOf>];
  const differences = compareAccess(before, after);
  const names = (which: "weaker" | "lost", side: "before" | "after") => [
    ...new Set(
      differences.flatMap((difference) => {
        const operation = difference[side];
        return operation && difference[which].length > 0 ? [nameOf(operation)] : [];
      }),
    ),
  ];
  return { weaker: names("weaker", "after").sort(), lost: names("lost", "before").sort() };
}

const mainDoor = fc.constantFrom<MainDoor>("key", "token");
const side = fc.record({ operations: randomOperations, mainDoor });
/** Two sides that have most operations in common, or nothing. */
const anySides: fc.Arbitrary<readonly [Side, Side]> = fc.oneof(
  fc.tuple(side, side),
  fc.tuple(side, side, fc.nat()).map(([one, other, pick]): [Side, Side] => {
    const at = pick % one.operations.length;
    const security = other.operations[0]?.security ?? [];
    const operations = one.operations.map((operation, index) =>
      index === at ? { ...operation, security } : operation,
    );
    return [one, { operations, mainDoor: other.mainDoor }];
  }),
  fc.tuple(side, fc.nat()).map(([one, pick]): [Side, Side] => {
    const at = pick % one.operations.length;
    const rest = one.operations.filter((_, index) => index !== at);
    return pick % 2 === 0 && rest.length > 0
      ? [one, { ...one, operations: rest }]
      : [{ ...one, operations: [one.operations[at]] as RandomOperation[] }, one];
  }),
);

/** Another `security` may make of an operation one that a weaker one shadows, which is never deployed. */
const sides = anySides.filter((both) =>
  both.every(
    ({ operations, mainDoor: at }) => codes(compileText(described(pathsOf(operations)), { mainDoor: at })).length === 0,
  ),
);

function pathsFor(sidesOfIt: readonly Side[], more: readonly string[]): string[] {
  const templates = new Set(sidesOfIt.flatMap(({ operations }) => operations.map(({ path }) => path)));
  const witnesses = witnessPaths([...templates].map(parsePathTemplate));
  return [...new Set([...witnesses, ...more.flatMap((raw) => normalizePath(raw) ?? [])])];
}

/**
 * Holds what the comparison says of random pairs of descriptions against every set of credentials, tried on every path at
 * every door.
 *
 * @returns how many operations became weaker or lost something.
 */
export function judgeComparisons(pairs: number): number {
  let changed = 0;
  fc.assert(
    fc.property(sides, fc.array(randomPath, { minLength: 10, maxLength: 10 }), ([old, next], more) => {
      const found = byComparison(old, next);
      changed += found.weaker.length + found.lost.length;
      expect(found).toEqual(byBruteForce(old, next, pathsFor([old, next], more)));
      expect(byComparison(next, next)).toEqual({ weaker: [], lost: [] });
    }),
    { numRuns: pairs },
  );
  return changed;
}

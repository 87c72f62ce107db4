import { isDeepStrictEqual } from "node:util";
import type { DoorName, Policy } from "../compilation.ts";
import type { Method } from "../google/service-config.ts";
import { accepts, type Credentials, smallestAccepted } from "../policy/accepts.ts";
import { nameOf, pairRoutes, type RoutePair } from "./pair-routes.ts";
import { policyOf } from "./policy-of.ts";
import type { Served } from "./served.ts";

/** Credentials at a door. */
export interface DoorCredentials {
  readonly door: DoorName;
  readonly held: Credentials;
}

/** What changed for the requests that one operation took before and one takes after. */
export interface AccessDifference extends RoutePair {
  /** Smallest sets of credentials that pass at a door and passed at none before; only where an operation took the requests before. */
  readonly weaker: readonly DoorCredentials[];
  /** Smallest sets that passed at a door that is still there and pass there no longer; `elsewhere`: the door that takes them now. */
  readonly lost: readonly (DoorCredentials & { readonly elsewhere?: DoorName })[];
  /** What each door that is on both sides demanded and demands, where that differs. */
  readonly demands: readonly { readonly door: DoorName; readonly before: Policy; readonly after: Policy }[];
}

/**
 * Compares who may call what at which door, request by request and credential by credential.
 *
 * Policies are monotone, so the smallest sets that one side accepts and the other refuses tell everything.
 *
 * @returns one entry for each pair of operations that share requests, also where nothing changed.
 */
export function compareAccess(before: Served, after: Served): AccessDifference[] {
  const [was, is] = [new Judge(before), new Judge(after)];
  return pairRoutes(was.methods, is.methods).map((pair): AccessDifference => {
    const old = was.policies(pair.before);
    const next = is.policies(pair.after);
    const takes = (policies: ReadonlyMap<DoorName, Policy>, held: Credentials) =>
      [...policies].find(([, policy]) => accepts(policy, held))?.[0];
    const weaker = !pair.before
      ? []
      : [...next].flatMap(([door, policy]) =>
          smallestAccepted(policy)
            .filter((held) => takes(old, held) === undefined)
            .map((held) => ({ door, held })),
        );
    const lost = [...old].flatMap(([door, policy]) => {
      if (!after.doors[door]) return [];
      const now = next.get(door);
      return smallestAccepted(policy)
        .filter((held) => !now || !accepts(now, held))
        .map((held) => {
          const elsewhere = takes(next, held);
          return { door, held, ...(elsewhere && { elsewhere }) };
        });
    });
    const demands = [...old].flatMap(([door, policy]) => {
      const now = next.get(door);
      return now && !isDeepStrictEqual(policy, now) ? [{ door, before: policy, after: now }] : [];
    });
    return { ...pair, weaker, lost, demands };
  });
}

/** Knows what every door of one side demands for every route. */
class Judge {
  readonly methods: readonly Method[];
  readonly #byDoor: readonly (readonly [DoorName, ReadonlyMap<string, Policy>])[];

  constructor({ doors, ownIssuer }: Served) {
    this.methods = doors.main?.methods ?? [];
    this.#byDoor = (Object.keys(doors) as DoorName[]).map((door) => [
      door,
      new Map(
        doors[door]?.methods.map((method) => [
          nameOf(method),
          policyOf(method, doors[door] ?? { providers: [] }, ownIssuer),
        ]),
      ),
    ]);
  }

  policies(method: Method | undefined): Map<DoorName, Policy> {
    if (!method) return new Map();
    return new Map(
      this.#byDoor.flatMap(([door, policies]) => {
        const policy = policies.get(nameOf(method));
        return policy ? [[door, policy] as const] : [];
      }),
    );
  }
}

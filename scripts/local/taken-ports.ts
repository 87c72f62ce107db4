import type { LocalStack } from "../../local/local-stack.ts";

/** A listener that is not where it was meant to be. */
export interface TakenPort {
  /** e.g. `main door`. */
  readonly name: string;
  /** Where it is instead. */
  readonly url: string;
  /** The port that something else holds. */
  readonly taken: number;
}

/** Finds the listeners whose port was taken. */
export function takenPorts({ doors, service }: Pick<LocalStack, "doors" | "service">): TakenPort[] {
  const listeners = [...doors.map((door) => ({ ...door, name: `${door.name} door` })), { ...service, name: "service" }];
  return listeners.flatMap(({ name, url, listening: { taken } }) =>
    taken === undefined ? [] : [{ name, url, taken }],
  );
}

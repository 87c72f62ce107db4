import type { DoorName } from "../compilation.ts";
import type { ServiceConfig } from "../google/service-config.ts";

/** What a stack serves, as its gateway documents say. Every door carries the same routes. */
export interface Served {
  readonly doors: Readonly<Partial<Record<DoorName, ServiceConfig>>>;
  /** `iss` of this stack's tokens. */
  readonly ownIssuer: string;
}

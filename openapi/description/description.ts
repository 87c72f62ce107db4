import type { Policy } from "../compilation.ts";
import type { Place } from "../finding.ts";
import type { Backend, JwtLocation } from "../google/service-config.ts";

/** An API description of any version, reduced to what decides about requests. */
export interface Description {
  /** Shown by Google's console where keys are restricted. */
  readonly title: string;
  /** In order of path, then method. */
  readonly operations: readonly DescribedOperation[];
  /** Every scheme some operation names, by name. */
  readonly schemes: ReadonlyMap<string, Scheme>;
  /** Where each of them is defined. */
  readonly schemePlaces: ReadonlyMap<string, Place>;
  readonly quota: DescribedQuota;
}

/** One operation, with everything inherited written out. */
export interface DescribedOperation {
  readonly operationId: string;
  /** Upper case. */
  readonly method: string;
  /** Base path and path as they go into the gateway document. */
  readonly path: string;
  /** The same in Google's spelling of parameters. */
  readonly pathTemplate: string;
  readonly policy: Policy;
  readonly backend: BackendWish;
  readonly backendPlaces: BackendPlaces;
  /** Cost per quota metric. */
  readonly metricCosts: Readonly<Record<string, number>>;
  readonly place: Place;
  /** Where its `security` stands, its own or the root's. */
  readonly securityPlace: Place;
  /** Made by `x-latchkey-catch-all`, not written out. */
  readonly catchAll: boolean;
}

/** What the description says about a backend; the rest comes from the stack. */
export type BackendWish = Partial<Omit<Backend, "disableAuth">>;

/** Where a backend that differs from the stack's is asked for: its address or path translation, and its deadline. */
export interface BackendPlaces {
  readonly address?: Place;
  readonly deadline?: Place;
}

/** A security scheme the gateway can check. */
export type Scheme =
  | { readonly kind: "key" }
  | { readonly kind: "own" }
  | {
      readonly kind: "external";
      readonly issuer: string;
      readonly jwksUri: string;
      readonly audiences: readonly string[];
      readonly locations: readonly JwtLocation[];
    };

export interface DescribedQuota {
  /** Display name by metric. */
  readonly metrics: ReadonlyMap<string, string>;
  readonly limits: readonly { readonly name: string; readonly metric: string; readonly perMinute: number }[];
  /** Where metrics and limits are defined; absent: nowhere. */
  readonly place?: Place;
}

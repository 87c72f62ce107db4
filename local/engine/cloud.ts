import type { Marked } from "./graph.ts";

/** A custom resource the program registers, as the cloud is asked to make it so. */
export interface Registration {
  readonly urn: string;
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  /** Inputs in clear; unknowns (preview only) as `{ [UNKNOWN]: true }`. */
  readonly inputs: Readonly<Record<string, Marked>>;
  /** URNs under which it may be known from before (aliases resolved). */
  readonly formerUrns: readonly string[];
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  /** Paths whose changes are to be left alone. */
  readonly ignoreChanges?: readonly string[];
  /** URN and id of its explicit provider. Providers themselves are registered too, before whoever uses them. */
  readonly provider?: string;
}

/** A resource the program looks up by its id instead of making it (`.get`). */
export interface Lookup {
  readonly urn: string;
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  readonly id: string;
  /** What the program said about it, in clear. */
  readonly state: Readonly<Record<string, Marked>>;
  /** URN and id of its explicit provider. */
  readonly provider?: string;
}

/** What the cloud answers. Outputs the type keeps secret are wrapped in `{ [SECRET]: … }`. */
export interface Made {
  readonly id: string;
  readonly outputs: Readonly<Record<string, Marked>>;
}

/** What stands where Google Cloud does while a program is evaluated. One model, in `local/cloud`; the engine only asks. */
export interface Cloud {
  /**
   * Creates or updates one resource.
   *
   * @param preview - true: nothing is made; what cannot be known yet is `{ [UNKNOWN]: true }` and the id empty unless it already exists.
   * @throws {LatchkeyError} as Google would refuse.
   */
  register(registration: Registration, preview: boolean): Promise<Made>;
  /** A provider function, e.g. `gcp:kms/getKMSCryptoKeyVersion:getKMSCryptoKeyVersion`. */
  invoke(
    token: string,
    args: Readonly<Record<string, Marked>>,
    preview: boolean,
  ): Promise<Readonly<Record<string, Marked>>>;
  /**
   * Looks up a resource that somebody else manages. A cloud without it confirms what the program said, and adds nothing.
   *
   * @throws {LatchkeyError} when there is no such resource.
   */
  read?(lookup: Lookup, preview: boolean): Promise<Readonly<Record<string, Marked>>>;
  /** Called once when an update's program has ended without an error, never in a preview: what was not registered is deleted. */
  finish(): Promise<void>;
}

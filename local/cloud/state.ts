/** Plain JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Named values of one resource, in clear. */
export type Values = Readonly<Record<string, Json>>;

/** One thing that exists in the cloud. */
export interface CloudObject {
  /** e.g. `gcp:apigateway/gateway:Gateway`. */
  readonly type: string;
  /** Logical name in the program. */
  readonly name: string;
  /** Physical id. */
  readonly id: string;
  /** What the program asked for, with Google's defaults and the automatic name filled in. */
  readonly inputs: Values;
  /** What the program was answered. */
  readonly outputs: Values;
  /** What Google never gives out: PEM of a private key, by name. */
  readonly hidden?: Readonly<Record<string, string>>;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  /** Place in the order of registrations; whoever refers to something comes after it. */
  readonly sequence: number;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

/** Everything the loopback cloud holds for one stack. */
export interface CloudState {
  readonly version: 1;
  /** Twelve digits. */
  readonly projectNumber: string;
  /** What the program manages, by URN. */
  readonly objects: Readonly<Record<string, CloudObject>>;
  /** Replaced by a newer object and deleted when the program has ended well. */
  readonly replaced: readonly CloudObject[];
  /** No longer managed but still there: retained, abandoned, or of a kind Google never deletes. */
  readonly left: readonly CloudObject[];
  /** Ids that cannot be used again yet: when each was deleted, in milliseconds since the epoch. */
  readonly deleted: Readonly<Record<string, number>>;
}

/** Every object that exists, managed or not. */
export function everything(state: CloudState): CloudObject[] {
  return [...Object.values(state.objects), ...state.replaced, ...state.left];
}

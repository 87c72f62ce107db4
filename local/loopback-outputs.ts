import type { RunningProcess } from "./running-process.ts";
import type { ServedDoor } from "./served-doors.ts";
import type { StackOutputs } from "./stack-outputs.ts";
import { toLoopback, type UrlMap } from "./url-map.ts";

/** Where the parts of a stack answer on loopback. */
export interface LoopbackAddresses {
  readonly doors: readonly ServedDoor[];
  readonly serviceUrl: string;
  /** Cloud Storage and KMS. */
  readonly googleUrl: string;
  /** What serves them. */
  readonly server: RunningProcess;
}

/** A stack's outputs with loopback addresses in the place of Google's, ready for anybody's tests. */
export function loopbackOutputs(
  outputs: Readonly<Record<string, unknown>>,
  addresses: LoopbackAddresses,
): StackOutputs {
  const map: UrlMap = new Map([
    ...addresses.doors.map((door): [string, string] => [`https://${door.hostname}`, door.url]),
    [String(outputs.serviceUrl), addresses.serviceUrl],
    ["https://storage.googleapis.com", addresses.googleUrl],
  ]);
  const mapped = toLoopback(outputs, map) as StackOutputs;
  return { ...mapped, loopback: { ...addresses.server, kmsEndpoint: addresses.googleUrl } };
}

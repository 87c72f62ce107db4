import { derivedHost } from "./random-text.ts";
import { regionCode } from "./region-code.ts";

/** What a Cloud Run URL is made of. */
export interface RunPlace {
  readonly service: string;
  readonly location: string;
  readonly projectNumber: string;
}

/** The URL that can be known beforehand, e.g. `https://orders-123456789012.europe-west1.run.app`. */
export function serviceUrl({ service, projectNumber, location }: RunPlace): string {
  return `https://${service}-${projectNumber}.${location}.run.app`;
}

/** The older URL, e.g. `https://orders-a1b2c3d4e5-ew.a.run.app`. */
export function legacyUrl({ service, projectNumber, location }: RunPlace): string {
  return `https://${service}-${derivedHost(`${projectNumber} ${location}`, 10)}-${regionCode(location)}.a.run.app`;
}

/**
 * Whether a host name is one of a service's two.
 *
 * The middle of an older URL is Google's own and cannot be foreseen for a service the stack did not make, so any is taken.
 */
export function isHostOf(host: string, place: RunPlace): boolean {
  if (host === new URL(serviceUrl(place)).host) return true;
  const front = `${place.service}-`;
  const back = `-${regionCode(place.location)}.a.run.app`;
  if (!host.startsWith(front) || !host.endsWith(back)) return false;
  return /^[a-z0-9]{10}$/.test(host.slice(front.length, host.length - back.length));
}

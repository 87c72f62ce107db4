import { createHash } from "node:crypto";
import type { DoorName } from "../openapi/compilation.ts";
import type { ServiceSettings } from "./settings/service.ts";

/** First hex digits of the SHA-256 of a text. */
export function digest(text: string, digits: number): string {
  return createHash("sha256").update(text).digest("hex").slice(0, digits);
}

/**
 * Name of the bucket that holds the key set. It never changes: a freed bucket name can be taken over by a stranger.
 *
 * @param project - Google Cloud project id; bucket names are global, and so is this.
 */
export function bucketName(project: string, stack: string): string {
  return `latchkey-${digest(`${project}/${stack}`, 16)}`;
}

/** Id of a door's Api and of its Gateway. `main` carries the plain name. */
export function doorId(name: string, door: DoorName): string {
  return door === "main" ? name : `${name}-${door}`;
}

/**
 * Id prefix of a door's API config: new for every document or account, so that a config is always created before the old
 * one is deleted, and never a fixed id, with which a half-failed deployment could not be rolled back.
 */
export function apiConfigIdPrefix(door: DoorName, document: string, account: string): string {
  return `${door}-${digest(`${document}\n${account}`, 12)}-`;
}

/** Name of the Cloud Run service: the stack's own carries the stack's name. */
export function serviceName(service: ServiceSettings, name: string): string {
  return service.kind === "existing" ? service.name : name;
}

/** Cloud Run's deterministic URL, known before the service exists. */
export function serviceUrl(service: string, projectNumber: string, region: string): string {
  return `https://${service}-${projectNumber}.${region}.run.app`;
}

/** E-mail of a service account of the project. */
export function accountEmail(accountId: string, project: string): string {
  return `${accountId}@${project}.iam.gserviceaccount.com`;
}

/**
 * Logical name of an API key, within 55 characters because the provider appends a suffix to make the physical one.
 *
 * @returns `consumer-generation` as a slug, cut and marked with a hash where that would be too long or not unique.
 */
export function apiKeyName(consumer: string, generation: string): string {
  const slug = `key-${consumer}-${generation}`.toLowerCase().replace(/[^a-z0-9-]+/g, "-");
  const faithful = slug === `key-${consumer}-${generation}` && !consumer.includes("-") && !generation.includes("-");
  if (faithful && slug.length <= 55) return slug;
  return `${slug.slice(0, 46).replace(/-+$/, "")}-${digest(`${consumer}\n${generation}`, 8)}`;
}

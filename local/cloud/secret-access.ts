import { CloudError } from "./errors.ts";
import type { Surroundings } from "./resource-type.ts";
import type { Json, Values } from "./state.ts";

const READERS = new Set(["roles/secretmanager.secretAccessor", "roles/secretmanager.admin", "roles/owner"]);

/**
 * Refuses a Cloud Run service that mounts a secret its account may not read, as Cloud Run does when a revision is made.
 *
 * @param template - the service's `template`, without unknowns.
 * @throws {CloudError} `not_found`
 */
export function checkSecretAccess(template: Values, around: Surroundings): void {
  const account = template.serviceAccount;
  if (typeof account !== "string") return;
  const member = `serviceAccount:${account}`;
  const readable = around.inventory
    .ofType("gcp:secretmanager/secretIamMember:SecretIamMember")
    .filter((grant) => grant.inputs.member === member && READERS.has(String(grant.inputs.role)))
    .map((grant) => shortName(String(grant.inputs.secretId)));
  const everywhere = around.inventory
    .ofType("gcp:projects/iAMMember:IAMMember")
    .some((grant) => grant.inputs.member === member && READERS.has(String(grant.inputs.role)));
  if (everywhere) return;
  for (const secret of secretsIn(template)) {
    if (readable.includes(shortName(secret))) continue;
    const id = `roles/secretmanager.secretAccessor for ${account} on ${shortName(secret)}`;
    throw new CloudError("not_found", { resource: around.resource, what: "the grant", id });
  }
}

/** Every secret an environment variable or a volume refers to. */
function secretsIn(value: Json | undefined): string[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(secretsIn);
  return Object.entries(value).flatMap(([name, inner]: [string, Json]) =>
    name === "secret" && typeof inner === "string" ? [inner] : secretsIn(inner),
  );
}

function shortName(secret: string): string {
  return secret.split("/").at(-1) ?? secret;
}

import { RUN_SERVICE_MEMBER } from "../cloud/run.ts";
import { type CloudState, everything } from "../cloud/state.ts";
import type { RunService } from "./run-services.ts";

/** Roles that hold `run.routes.invoke`. @see https://cloud.google.com/run/docs/reference/iam/roles */
const INVOKERS = new Set(["roles/run.invoker", "roles/run.servicesInvoker", "roles/run.admin", "roles/owner"]);

/**
 * Whether somebody may call a service.
 *
 * @param email - of the verified token; undefined for a request without one.
 */
export function mayInvoke(state: CloudState, service: RunService, email: string | undefined): boolean {
  const members = new Set(["allUsers"]);
  if (email !== undefined) {
    members.add("allAuthenticatedUsers").add(`serviceAccount:${email}`).add(`user:${email}`);
  }
  return everything(state).some(({ type, id, inputs }) => {
    // A condition cannot be judged here, so such a grant counts for nothing.
    if (inputs.condition !== undefined) return false;
    if (!members.has(String(inputs.member)) || !INVOKERS.has(String(inputs.role))) return false;
    if (type === RUN_SERVICE_MEMBER) return id.startsWith(`${service.id}/roles/`);
    return type === "gcp:projects/iAMMember:IAMMember" && service.id.startsWith(`projects/${inputs.project}/`);
  });
}

import { resolve } from "node:path";
import { neededApis } from "../../infra/needed-apis.ts";
import { projectRoot } from "../../infra/project-root.ts";
import { loadSettings } from "../../infra/settings/load.ts";
import { readStackFile } from "../../local/stack-file.ts";
import { type AuthorizedPost, grantedPermissions, postWithOwnCredentials } from "./granted-permissions.ts";
import { missingRoles, type NeededRole, neededRoles } from "./needed-permissions.ts";

/** What stands between the deployer and a deployment. */
export interface Preflight {
  readonly project: string;
  readonly missing: readonly NeededRole[];
}

/**
 * Finds the roles that whoever deploys a stack lacks.
 *
 * @throws {LatchkeyError}
 */
export async function preflight(
  stack: { readonly stack: string; readonly cwd?: string },
  post: AuthorizedPost = postWithOwnCredentials,
): Promise<Preflight> {
  const settings = loadSettings(await readStackFile(resolve(stack.cwd ?? projectRoot), stack.stack));
  // Whether keys are taken follows from the description; asking for one role more than needed does no harm.
  const needed = neededRoles(neededApis(settings, settings.apiKeys === "google"));
  const permissions = needed.flatMap((role) => role.permissions);
  const granted = await grantedPermissions(settings.project, permissions, post);
  return { project: settings.project, missing: missingRoles(needed, granted) };
}

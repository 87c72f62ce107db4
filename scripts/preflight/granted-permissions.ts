import { type ErrorText, LatchkeyError } from "../../errors/latchkey-error.ts";

/** What can go wrong when Google is asked what the deployer may do. */
export const preflightErrors = {
  no_credentials: {
    message: "there are no Google credentials to ask with ({reason})",
    fix: "run `gcloud auth application-default login`, or authenticate the workflow first",
  },
  project_unreadable: {
    message: "Google does not tell what you may do in project {project} ({reason})",
    fix: "check gcp:project, and that cloudresourcemanager.googleapis.com is enabled there",
  },
} as const satisfies Record<string, ErrorText>;

/** What the deployer may do cannot be found out. */
export class PreflightError extends LatchkeyError {
  constructor(code: keyof typeof preflightErrors, details: Record<string, string>, options?: ErrorOptions) {
    super(code, preflightErrors[code], details, options);
  }
}

/** Sends one request with the deployer's credentials. */
export type AuthorizedPost = (url: string, body: unknown) => Promise<{ readonly permissions?: readonly string[] }>;

const api = "https://cloudresourcemanager.googleapis.com";

/**
 * Asks Google which of some permissions the deployer holds on a project.
 *
 * @throws {PreflightError}
 * @see https://cloud.google.com/resource-manager/reference/rest/v1/projects/testIamPermissions
 */
export async function grantedPermissions(
  project: string,
  permissions: readonly string[],
  post: AuthorizedPost,
): Promise<readonly string[]> {
  try {
    const answer = await post(`${api}/v1/projects/${project}:testIamPermissions`, { permissions });
    return answer.permissions ?? [];
  } catch (error) {
    if (error instanceof PreflightError) throw error;
    throw new PreflightError("project_unreadable", { project, reason: (error as Error).message }, { cause: error });
  }
}

/** Posts with application default credentials. The library is loaded only when it is needed. */
export const postWithOwnCredentials: AuthorizedPost = async (url, body) => {
  const { GoogleAuth } = await import("google-auth-library");
  const auth = new GoogleAuth({ scopes: ["https://www.googleapis.com/auth/cloud-platform"] });
  const client = await auth.getClient().catch((error: Error) => {
    throw new PreflightError("no_credentials", { reason: error.message.split("\n")[0] ?? "" }, { cause: error });
  });
  const { data } = await client.request<{ permissions?: string[] }>({ url, method: "POST", data: body });
  return data;
};

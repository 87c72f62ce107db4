import type { GoogleApi } from "../../infra/project-services.ts";

/** A role that whoever deploys needs, and the permissions that show whether they have it. */
export interface NeededRole {
  readonly role: string;
  readonly permissions: readonly string[];
  readonly why: string;
}

/** Roles every stack needs; the ones with an `api` only where the stack uses it. */
const roles: readonly (NeededRole & { readonly api?: GoogleApi })[] = [
  {
    role: "roles/iam.serviceAccountUser",
    permissions: ["iam.serviceAccounts.actAs"],
    why: "the gateways and the service run as service accounts; this cannot come from the deployment itself",
  },
  {
    role: "roles/apigateway.admin",
    permissions: ["apigateway.apis.create", "apigateway.apiconfigs.create", "apigateway.gateways.create"],
    why: "makes the doors",
  },
  {
    role: "roles/servicemanagement.admin",
    permissions: ["servicemanagement.services.create"],
    why: "an API config is a managed service underneath",
  },
  {
    role: "roles/run.admin",
    permissions: ["run.services.create", "run.services.setIamPolicy"],
    why: "deploys the service and lets the gateways in",
  },
  {
    role: "roles/iam.serviceAccountAdmin",
    permissions: ["iam.serviceAccounts.create"],
    why: "makes the service accounts",
  },
  {
    role: "roles/resourcemanager.projectIamAdmin",
    permissions: ["resourcemanager.projects.setIamPolicy"],
    why: "grants API Gateway's own agent its role",
  },
  {
    role: "roles/serviceusage.serviceUsageAdmin",
    permissions: ["serviceusage.services.enable"],
    why: "enables the Google APIs and the doors' managed services",
  },
  {
    role: "roles/serviceusage.apiKeysAdmin",
    permissions: ["apikeys.keys.create", "apikeys.keys.getKeyString"],
    why: "makes the API keys",
    api: "apikeys",
  },
  {
    role: "roles/cloudkms.admin",
    permissions: ["cloudkms.keyRings.create", "cloudkms.cryptoKeys.create", "cloudkms.cryptoKeys.setIamPolicy"],
    why: "makes the signing keys",
    api: "cloudkms",
  },
  {
    role: "roles/cloudkms.publicKeyViewer",
    permissions: ["cloudkms.cryptoKeyVersions.viewPublicKey"],
    why: "reads the public halves into the key set",
    api: "cloudkms",
  },
  {
    role: "roles/storage.admin",
    permissions: ["storage.buckets.create", "storage.buckets.setIamPolicy"],
    why: "makes the bucket of the key set",
    api: "storage",
  },
  {
    role: "roles/logging.configWriter",
    permissions: ["logging.buckets.create", "logging.sinks.create", "logging.exclusions.create"],
    why: "routes the request logs",
    api: "logging",
  },
  {
    role: "roles/secretmanager.admin",
    permissions: ["secretmanager.secrets.setIamPolicy"],
    why: "lets the service read its secrets",
    api: "secretmanager",
  },
];

/** The roles that a stack's deployer needs, given the Google APIs it uses. */
export function neededRoles(apis: readonly GoogleApi[]): NeededRole[] {
  return roles
    .filter(({ api }) => api === undefined || apis.includes(api))
    .map(({ role, permissions, why }) => ({ role, permissions, why }));
}

/** The needed roles that the granted permissions do not cover, with what is missing of each. */
export function missingRoles(needed: readonly NeededRole[], granted: readonly string[]): NeededRole[] {
  return needed
    .map((role) => ({ ...role, permissions: role.permissions.filter((permission) => !granted.includes(permission)) }))
    .filter(({ permissions }) => permissions.length > 0);
}

/** Grants the program makes. Each is on one resource, except the service agent's, which Google offers on projects only. */
export interface Grant {
  readonly type: string;
  readonly role: string;
  /** Who may get it. */
  readonly to: RegExp;
}

const serviceAccount = /^serviceAccount:/;
const anybodyNamed = /^((user|group|serviceAccount|domain):|principal(Set)?:\/\/)/;

/** Every grant a stack needs. A stack of yours that needs another adds its row here, with the narrowest type and role. */
export const neededGrants: readonly Grant[] = [
  // The gateways call the private service.
  { type: "gcp:cloudrunv2/serviceIamMember:ServiceIamMember", role: "roles/run.invoker", to: serviceAccount },
  // API Gateway's own agent acts on the gateways' account.
  {
    type: "gcp:projects/iAMMember:IAMMember",
    role: "roles/apigateway.serviceAgent",
    to: /^serviceAccount:service-\d+@gcp-sa-apigateway\.iam\.gserviceaccount\.com$/,
  },
  // The private service reads the secrets in its environment.
  {
    type: "gcp:secretmanager/secretIamMember:SecretIamMember",
    role: "roles/secretmanager.secretAccessor",
    to: serviceAccount,
  },
  // Minters sign tokens.
  {
    type: "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember",
    role: "roles/cloudkms.signerVerifier",
    to: anybodyNamed,
  },
  // Request logs have readers of their own.
  { type: "gcp:logging/logViewIamMember:LogViewIamMember", role: "roles/logging.viewAccessor", to: anybodyNamed },
  // The world reads the key set by name, without listing the bucket.
  { type: "gcp:storage/bucketIAMMember:BucketIAMMember", role: "roles/storage.legacyObjectReader", to: /^allUsers$/ },
];

/** True for types that add to, or replace, who may do what. */
export function isGrant(type: string): boolean {
  return /:\w*I[Aa][Mm](Member|Binding|Policy)$/.test(type);
}

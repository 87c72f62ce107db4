import type { Rule } from "./rule.ts";
import { audiencesSet } from "./rules/audiences-set.ts";
import { bucketProtected } from "./rules/bucket-protected.ts";
import { deadlinesWithinLimits } from "./rules/deadlines-within-limits.ts";
import { deadlinesWithinTimeout } from "./rules/deadlines-within-timeout.ts";
import { deletionProtection, deletionProtectionAdvised } from "./rules/deletion-protection.ts";
import { doorsProtected, secondDoorProtected } from "./rules/doors-protected.ts";
import { hashedConfigIds } from "./rules/hashed-config-ids.ts";
import { keySetRetained } from "./rules/key-set-retained.ts";
import { leastPrivilege } from "./rules/least-privilege.ts";
import { noDisableAuth } from "./rules/no-disable-auth.ts";
import { noPublicAccess } from "./rules/no-public-access.ts";
import { noPublicInvoker } from "./rules/no-public-invoker.ts";
import { noServiceAccountKeys } from "./rules/no-service-account-keys.ts";
import { openOperationsDeclared } from "./rules/open-operations-declared.ts";
import { ownServiceAccounts } from "./rules/own-service-accounts.ts";
import { readableGatewayDocuments } from "./rules/readable-gateway-documents.ts";
import { restrictedApiKeys } from "./rules/restricted-api-keys.ts";
import { signingKeysProtected } from "./rules/signing-keys-protected.ts";

/** Every rule, in the order they are told. */
export const rules: readonly Rule[] = [
  noPublicInvoker,
  noPublicAccess,
  leastPrivilege,
  ownServiceAccounts,
  noServiceAccountKeys,
  restrictedApiKeys,
  readableGatewayDocuments,
  openOperationsDeclared,
  audiencesSet,
  noDisableAuth,
  deadlinesWithinLimits,
  deadlinesWithinTimeout,
  hashedConfigIds,
  doorsProtected,
  secondDoorProtected,
  signingKeysProtected,
  bucketProtected,
  keySetRetained,
  deletionProtection,
  deletionProtectionAdvised,
];

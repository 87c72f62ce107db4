import { API, API_CONFIG, api, apiConfig, GATEWAY, gateway } from "./apigateway.ts";
import { API_KEY, apiKey } from "./apikeys.ts";
import { ACCOUNT, account, accountIamMember, projectIamMember } from "./iam.ts";
import {
  CRYPTO_KEY,
  CRYPTO_KEY_VERSION,
  cryptoKey,
  cryptoKeyIamMember,
  cryptoKeyVersion,
  KEY_RING,
  keyRing,
} from "./kms.ts";
import {
  LOG_BUCKET,
  LOG_VIEW,
  logBucket,
  logView,
  logViewIamMember,
  projectExclusion,
  projectSink,
} from "./logging.ts";
import { PROVIDER, provider } from "./provider.ts";
import type { ResourceType } from "./resource-type.ts";
import { RUN_SERVICE, RUN_SERVICE_MEMBER, runService, runServiceIamMember } from "./run.ts";
import { secretIamMember } from "./secretmanager.ts";
import { PROJECT_SERVICE, projectService, serviceIdentity } from "./serviceusage.ts";
import { BUCKET, BUCKET_MEMBER, BUCKET_OBJECT, bucket, bucketIamMember, bucketObject } from "./storage.ts";

/** Every resource type the loopback cloud knows, by its Pulumi token. */
export const types: Readonly<Record<string, ResourceType>> = {
  [PROVIDER]: provider,
  [PROJECT_SERVICE]: projectService,
  "gcp:projects/serviceIdentity:ServiceIdentity": serviceIdentity,
  "gcp:projects/iAMMember:IAMMember": projectIamMember,
  [API_KEY]: apiKey,
  [ACCOUNT]: account,
  "gcp:serviceaccount/iAMMember:IAMMember": accountIamMember,
  [RUN_SERVICE]: runService,
  [RUN_SERVICE_MEMBER]: runServiceIamMember,
  "gcp:secretmanager/secretIamMember:SecretIamMember": secretIamMember,
  [API]: api,
  [API_CONFIG]: apiConfig,
  [GATEWAY]: gateway,
  [KEY_RING]: keyRing,
  [CRYPTO_KEY]: cryptoKey,
  [CRYPTO_KEY_VERSION]: cryptoKeyVersion,
  "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember": cryptoKeyIamMember,
  [BUCKET]: bucket,
  [BUCKET_OBJECT]: bucketObject,
  [BUCKET_MEMBER]: bucketIamMember,
  [LOG_BUCKET]: logBucket,
  "gcp:logging/projectSink:ProjectSink": projectSink,
  "gcp:logging/projectExclusion:ProjectExclusion": projectExclusion,
  [LOG_VIEW]: logView,
  "gcp:logging/logViewIamMember:LogViewIamMember": logViewIamMember,
};

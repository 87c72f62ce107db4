import { type ErrorDetails, type ErrorText, LatchkeyError } from "../errors/latchkey-error.ts";

/** Everything that can be wrong with issuing a credential. */
export const credentialErrors = {
  duration_unreadable: {
    message: "{seen} is not a length of time",
    fix: "write a whole number and m, h, d or w, for example 30d",
  },
  duration_not_positive: {
    message: "{seen} is no time at all",
    fix: "write at least 1m",
  },
  duration_endless: {
    message: "{seen} has no end, and every token must end",
    fix: "write a length of at most {limit}, for example 90d, and rotate before it is over",
  },
  duration_over_limit: {
    message: "{seen} is longer than the limit of {limit}",
    fix: "write at most {limit}",
  },
  lifetime_over_cap: {
    message: "a life of {asked} is longer than the {cap} that {consumer} may have",
    fix: "ask for at most {cap}, or raise latchkey:consumers.{consumer}.maxLifetime",
  },
  lifetime_past_until: {
    message: "a life of {asked} would outlast generation {kid} of {consumer}, which ends on {until}",
    fix: "ask for at most {left}, or rotate {consumer} to a generation without an end",
  },
  lifetime_not_whole: {
    message: "a life of {asked} seconds is not a whole, positive number of seconds",
    fix: "ask for a life such as 30d",
  },
  lifetime_over_before_start: {
    message: "the token would end before it may be used",
    fix: "ask for a longer life, or an earlier start",
  },
  moment_unreadable: {
    message: "{what} is not a moment in seconds since 1970: {seen}",
    fix: "give a whole number of seconds, or a date that can be read",
  },
  contract_missing: {
    message: "there is no {what} to put into the token",
    fix: "deploy the stack, so that its outputs name issuer and audience",
  },
  generation_unknown: {
    message: "{consumer} has no token generation {kid}",
    fix: "use one of: {known}",
  },
  generation_none_active: {
    message: "{consumer} has no active token generation",
    fix: "set the state of one generation under latchkey:consumers.{consumer}.tokens to active and deploy",
  },
  generation_not_signing: {
    message: "generation {kid} of {consumer} is {state}, and only an active one signs",
    fix: "leave the generation out to use the active one, or make this one active and deploy",
  },
  kid_not_published: {
    message: "kid {kid} of {consumer} is not in the published key set, so the gateway would refuse the token",
    fix: "deploy the stack first, so that the key set holds this kid",
  },
  kid_published_twice: {
    message: "kid {kid} stands more than once in the key set",
    fix: "give every generation a kid of its own",
  },
  claim_reserved: {
    message: "claim {claim} is set by Latchkey",
    fix: "leave {claim} out of the extra claims",
  },
  claim_not_json: {
    message: "claim {claim} cannot be carried in a token: {reason}",
    fix: "use only text, finite numbers, booleans, null, lists and maps",
  },
  token_too_long: {
    message: "the token would be {bytes} bytes long, more than the {limit} that proxies on the way let through",
    fix: "drop or shorten extra claims",
  },
  signature_wrong: {
    message: "signing key {signingKey} made a signature that the published key of kid {kid} does not verify",
    fix: "check that latchkey:signingKeys names the key version and algorithm that were deployed, then deploy",
  },
  key_set_unreadable: {
    message: "this is not a JSON Web Key Set: {reason}",
    fix: "fetch the key set again from the stack's jwksUri",
  },
  public_key_unfit: {
    message: "the public key of kid {kid} does not fit {algorithm}: {reason}",
    fix: "use a key version of algorithm RSA_SIGN_PKCS1_2048_SHA256 for RS256, EC_SIGN_P256_SHA256 for ES256",
  },
  kms_endpoint_unfit: {
    message: "{endpoint} cannot be used as the address of Cloud KMS",
    fix: "use https://, or http:// with a loopback host; leave it out for Google's own",
  },
  kms_version_unfit: {
    message: "{version} is not the full name of a key version",
    fix: "deploy the stack, so that its outputs name the version of every signing key",
  },
  kms_permission_denied: {
    message: "Cloud KMS does not let you sign with {version}",
    fix: "ask for roles/cloudkms.signerVerifier on {key}: add yourself to latchkey:minters and deploy",
  },
  kms_api_disabled: {
    message: "the Cloud KMS API is not enabled in the project of {version}",
    fix: "deploy the stack, or run gcloud services enable cloudkms.googleapis.com; it takes a few minutes to be known everywhere",
  },
  kms_unauthenticated: {
    message: "there are no Google credentials to sign with {version}",
    fix: "run gcloud auth application-default login",
  },
  kms_key_not_found: {
    message: "Cloud KMS has no key version {version}",
    fix: "check the project, location and key, and that the stack is deployed",
  },
  kms_key_not_enabled: {
    message: "key version {version} cannot sign because it is {state}",
    fix: "enable the version again in Cloud KMS, or rotate to another signing key",
  },
  kms_key_destroyed: {
    message: "key version {version} is {state}: it will never sign again once its material is gone",
    fix: "rotate to another signing key; a version that is DESTROY_SCHEDULED can still be restored in Cloud KMS",
  },
  kms_unreachable: {
    message: "Cloud KMS could not be reached to sign with {version}",
    fix: "check the network, then try again; nothing was signed",
  },
  kms_quota: {
    message: "Cloud KMS refuses more signatures with {version} for the moment",
    fix: "wait a minute, then try again, or raise the project's Cloud KMS quota",
  },
  kms_answer_corrupted: {
    message: "what Cloud KMS answered for {version} was damaged on the way ({what})",
    fix: "try again; nothing was handed out",
  },
  kms_refused: {
    message: "Cloud KMS refused to sign with {version}: {reason}",
    fix: "check that the version's purpose is asymmetric signing and its algorithm the one in latchkey:signingKeys",
  },
} as const satisfies Record<string, ErrorText>;

export type CredentialErrorCode = keyof typeof credentialErrors;

/** A credential cannot be issued, published or read as asked. */
export class CredentialError extends LatchkeyError {
  constructor(code: CredentialErrorCode, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(code, credentialErrors[code], details, options);
  }
}

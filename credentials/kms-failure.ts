import { CredentialError } from "./errors.ts";

/**
 * Turns what the Cloud KMS client throws into an error that says what to do.
 *
 * @param thrown - a GoogleError with its numeric gRPC code, or anything else.
 * @param version - full name of the key version.
 */
export function kmsFailure(thrown: unknown, version: string): CredentialError {
  if (thrown instanceof CredentialError) return thrown;
  const { code, message } = (thrown instanceof Error ? thrown : new Error(String(thrown))) as Error & {
    code?: unknown;
  };
  const cause = { cause: thrown };
  if (/could not load the default credentials/i.test(message))
    return new CredentialError("kms_unauthenticated", { version }, cause);
  switch (code) {
    case 7:
      if (/has not been used in project|SERVICE_DISABLED/.test(message))
        return new CredentialError("kms_api_disabled", { version }, cause);
      return new CredentialError(
        "kms_permission_denied",
        { version, key: version.replace(/\/cryptoKeyVersions\/.*/, "") },
        cause,
      );
    case 16:
      return new CredentialError("kms_unauthenticated", { version }, cause);
    case 5:
      return new CredentialError("kms_key_not_found", { version }, cause);
    case 8:
      return new CredentialError("kms_quota", { version }, cause);
    case 4:
    case 14:
      return new CredentialError("kms_unreachable", { version }, cause);
  }
  const [, state] = /current state is: ([A-Z_]+)/.exec(message) ?? [];
  if (state?.startsWith("DESTROY")) return new CredentialError("kms_key_destroyed", { version, state }, cause);
  if (state !== undefined) return new CredentialError("kms_key_not_enabled", { version, state }, cause);
  return new CredentialError("kms_refused", { version, reason: message.slice(0, 200) }, cause);
}

/** What is wrong with a forged token. */
export type Fault = "expired" | "wrong audience";

/** Claims that are right but for one fault. */
export function forgedClaims(
  fault: Fault,
  right: { readonly issuer: string; readonly audience: string; readonly consumer: string },
): Record<string, unknown> {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: right.issuer,
    sub: right.consumer,
    aud: fault === "wrong audience" ? `not-${right.audience}` : right.audience,
    iat: now - 7200,
    exp: fault === "expired" ? now - 3600 : now + 3600,
  };
}

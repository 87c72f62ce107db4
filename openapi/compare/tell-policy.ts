import type { Policy } from "../compilation.ts";
import type { Credentials } from "../policy/accepts.ts";

/** Says what a request carries. */
export function tellCredentials({ key, token }: Credentials): string {
  return [key && "an API key", token].filter(Boolean).join(" and ") || "no credentials";
}

/** Says what a policy demands. */
export function tellPolicy({ open, key, tokens }: Policy): string {
  if (open) return "nothing";
  const withKey = key && ["an API key", ...(key.tokens.length > 0 ? [key.tokens.join(" or ")] : [])].join(" and ");
  return [withKey, ...(tokens ?? [])].filter(Boolean).join(" or ");
}

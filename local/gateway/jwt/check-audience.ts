/**
 * The form in which audiences are compared: one leading `http://` or `https://` and one trailing slash do not count.
 *
 * @see gateway-semantics §3.4
 */
export function bareAudience(audience: string): string {
  const host = audience.replace(/^https?:\/\//, "");
  return host.endsWith("/") ? host.slice(0, -1) : host;
}

/** Audiences a provider accepts, ready to be compared; without any, only the managed service's own. */
export function acceptedAudiences(audiences: readonly string[], managedService: string): ReadonlySet<string> {
  return new Set((audiences.length > 0 ? audiences : [`https://${managedService}`]).map(bareAudience));
}

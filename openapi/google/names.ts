/**
 * Name of the method Google makes of an operationId: other characters than letters, digits and `_` dropped, first letter raised.
 *
 * @see gateway-semantics §1.8
 */
export function methodName(operationId: string): string {
  const kept = operationId.replace(/[^a-zA-Z0-9_]/g, "");
  return kept.charAt(0).toUpperCase() + kept.slice(1);
}

/** Name of the field Google makes of a parameter: the same characters dropped, each later capital as `_` and its small letter. */
export function fieldName(parameter: string): string {
  return parameter
    .replace(/[^a-zA-Z0-9_]/g, "")
    .replace(/[A-Z]/g, (capital, at: number) => `${at > 0 ? "_" : ""}${capital.toLowerCase()}`);
}

/**
 * Spells the parameters of a path as the service configuration does; `{name=…}` stays as it is.
 *
 * @param declared - names that are respelt; all of them when not given.
 */
export function fieldNamesIn(path: string, declared?: ReadonlySet<string>): string {
  return path.replace(/\{([^{}=]+)\}/g, (whole, name: string) =>
    declared && !declared.has(name) ? whole : `{${fieldName(name)}}`,
  );
}

/**
 * First part of every selector: version and host with `_` for everything but letters and digits.
 *
 * Of a version of three parts the first is taken, any other whole; an empty one is left out.
 *
 * @param chosen - `x-google-api-name`, which stands for the host.
 */
export function apiName(version: string, host: string, chosen?: string): string {
  const parts = version.split(".").filter((part) => part !== "");
  const major = (parts.length === 3 ? (parts[0] ?? "") : version).replace(/[^a-zA-Z0-9.]/g, "_");
  const name = chosen || host.replace(/[^a-zA-Z0-9]/g, "_").replace(/^(?![a-zA-Z_])/, "_");
  return major === "" ? name : `${major}.${name}`;
}

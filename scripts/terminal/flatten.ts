/** A nested value as rows of path and text, for people. */
export function flatten(value: unknown, path = ""): [string, string][] {
  if (typeof value !== "object" || value === null) return [[path, String(value)]];
  const entries = Array.isArray(value)
    ? value.map((item, index) => [`[${index}]`, item] as const)
    : Object.entries(value);
  return entries.flatMap(([key, item]) =>
    flatten(item, path === "" || key.startsWith("[") ? `${path}${key}` : `${path}.${key}`),
  );
}

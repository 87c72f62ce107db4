/**
 * Labels as Google accepts them: lower case, letters, digits, underscores and hyphens, at most 63.
 *
 * @see https://cloud.google.com/resource-manager/docs/labels-overview
 */
export function sanitizeLabels(labels: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).map(([key, value]) => [sanitize(key).replace(/^[^a-z]+/, ""), sanitize(value)]),
  );
}

function sanitize(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, "-")
    .slice(0, 63);
}

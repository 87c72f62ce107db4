/**
 * Makes the part of a resource name that stands for a consumer: lower case letters, digits and single dashes.
 *
 * @example slugOf("Acme.Corp") // "acme-corp"
 */
export function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

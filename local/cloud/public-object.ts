import { type CloudObject, type CloudState, everything } from "./state.ts";
import { BUCKET, BUCKET_MEMBER, BUCKET_OBJECT } from "./storage.ts";

/** Roles that let a member read an object, and those that let it tell a missing object from a forbidden one. */
const READERS = new Set([
  "roles/storage.objectViewer",
  "roles/storage.legacyObjectReader",
  "roles/storage.objectAdmin",
  "roles/storage.admin",
]);
const LISTERS = new Set([
  "roles/storage.objectViewer",
  "roles/storage.legacyBucketReader",
  "roles/storage.objectAdmin",
  "roles/storage.admin",
]);

/** What an anonymous read of an object gives. */
export type PublicRead =
  | { readonly status: 200; readonly object: CloudObject; readonly content: Buffer }
  | { readonly status: 403 | 404; readonly code: "AccessDenied" | "NoSuchBucket" | "NoSuchKey" };

/**
 * Reads an object as anybody on the internet would.
 *
 * Without the right to list, a missing object answers like a forbidden one.
 * @see https://cloud.google.com/storage/docs/access-control/making-data-public
 */
export function readPublicObject(state: CloudState, bucket: string, name: string): PublicRead {
  const objects = everything(state);
  const found = objects.find((object) => object.type === BUCKET && object.outputs.name === bucket);
  if (found === undefined) return { status: 404, code: "NoSuchBucket" };
  const isOpenTo = (roles: ReadonlySet<string>) =>
    found.inputs.publicAccessPrevention !== "enforced" &&
    objects.some(
      ({ type, inputs }) =>
        type === BUCKET_MEMBER &&
        String(inputs.bucket).replace(/^b\//, "") === bucket &&
        inputs.member === "allUsers" &&
        inputs.condition === undefined &&
        roles.has(String(inputs.role)),
    );
  const object = objects.find(
    ({ type, outputs }) => type === BUCKET_OBJECT && outputs.bucket === bucket && outputs.name === name,
  );
  if (object !== undefined && isOpenTo(READERS)) {
    return { status: 200, object, content: Buffer.from(String(object.inputs.content), "utf8") };
  }
  if (object === undefined && isOpenTo(LISTERS)) return { status: 404, code: "NoSuchKey" };
  return { status: 403, code: "AccessDenied" };
}

/** Bucket and object of a path like `/BUCKET/OBJECT`, percent-decoded; nothing when it names no object. */
export function objectPlace(path: string): { bucket: string; name: string } | undefined {
  const [, bucket, name] = /^\/([^/?]+)\/([^?]+)/.exec(path) ?? [];
  if (bucket === undefined || name === undefined) return undefined;
  try {
    return { bucket: decodeURIComponent(bucket), name: decodeURIComponent(name) };
  } catch {
    return undefined;
  }
}

import { describe, expect, it } from "vitest";
import { objectPlace, readPublicObject } from "../../../local/cloud/public-object.ts";
import type { CloudState } from "../../../local/cloud/state.ts";
import { type Inputs, REGION, Registrar } from "./registrar.ts";

async function bucketWith(grant: Inputs | undefined, bucket: Inputs = {}): Promise<CloudState> {
  const registrar = await new Registrar().begin();
  await registrar.make("gcp:storage/bucket:Bucket", "b", { name: "keys", location: REGION, ...bucket });
  await registrar.make("gcp:storage/bucketObject:BucketObject", "o", { bucket: "keys", name: "a", content: "A" });
  if (grant !== undefined) {
    const inputs = { bucket: "keys", role: "roles/storage.objectViewer", member: "allUsers", ...grant };
    await registrar.make("gcp:storage/bucketIAMMember:BucketIAMMember", "g", inputs);
  }
  return registrar.cloud.state();
}

describe("anybody may read an object, and tell a missing one from a forbidden one,", () => {
  const cases: readonly (readonly [string, Inputs | undefined, read: number, missing: number])[] = [
    ["not without a grant", undefined, 403, 403],
    ["as object viewer", {}, 200, 404],
    ["as legacy object reader, which may not list", { role: "roles/storage.legacyObjectReader" }, 200, 403],
    ["as legacy bucket reader, which may only list", { role: "roles/storage.legacyBucketReader" }, 403, 404],
    ["not with a role about something else", { role: "roles/storage.objectCreator" }, 403, 403],
    ["not when only people with an account may", { member: "allAuthenticatedUsers" }, 403, 403],
    ["not when only one person may", { member: "user:jane@example.com" }, 403, 403],
    ["not under a condition", { condition: { title: "t", expression: "true" } }, 403, 403],
    ["also through the b/ form of the bucket", { bucket: "b/keys" }, 200, 404],
  ];
  for (const [what, grant, read, missing] of cases) {
    it(what, async () => {
      const state = await bucketWith(grant);
      expect(readPublicObject(state, "keys", "a").status).toBe(read);
      expect(readPublicObject(state, "keys", "none").status).toBe(missing);
    });
  }

  it("not any more once public access is prevented", async () => {
    const state = await bucketWith({});
    const registrar = await new Registrar(state).begin();
    const prevented = { name: "keys", location: REGION, publicAccessPrevention: "enforced" };
    await registrar.make("gcp:storage/bucket:Bucket", "b", prevented);
    expect(readPublicObject(registrar.cloud.state(), "keys", "a").status).toBe(403);
  });
});

describe("a path names bucket and object", () => {
  const paths: readonly (readonly [string, ReturnType<typeof objectPlace>])[] = [
    ["/keys/jwks.json", { bucket: "keys", name: "jwks.json" }],
    ["/keys/.well-known/openid-configuration", { bucket: "keys", name: ".well-known/openid-configuration" }],
    ["/keys/a%2Fb?x=/y", { bucket: "keys", name: "a/b" }],
    ["/keys", undefined],
    ["/keys/", undefined],
    ["/", undefined],
    ["//a", undefined],
    ["/keys/%E0%A4%A", undefined],
  ];
  for (const [path, place] of paths) it(path, () => expect(objectPlace(path)).toEqual(place));
});

import { expect } from "vitest";
import { failEach, runUntilDone } from "../chain.ts";
import { scenario } from "../scenario.ts";

for (const when of ["before", "after"] as const) {
  scenario(`every deletion fails once ${when} the object is gone, and each destroy gets further`, async (stack) => {
    await stack.cli(["state", "unprotect", "--all", "--yes", "--stack", "dev"]);
    const names = (await stack.resources())
      .filter(({ type }) => type.startsWith("gcp:"))
      .map(({ urn }) => urn.split("::").at(-1) ?? "");
    await failEach(stack, "delete", when, names);
    await runUntilDone(stack, () => stack.destroy());
    expect(await stack.resources()).toEqual([]);
    const types = new Set(Object.values((await stack.cloud()).objects).map(({ type }) => type));
    expect([...types].sort()).toEqual([
      "gcp:projects/iAMMember:IAMMember",
      "gcp:storage/bucket:Bucket",
      "gcp:storage/bucketObject:BucketObject",
    ]);
  });
}

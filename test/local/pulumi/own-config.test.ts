import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { parse } from "yaml";
import { ownConfig, saltOf } from "../../../local/pulumi/own-config.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "latchkey-config-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const file = () => join(root, "Pulumi.dev.yaml");
const config = { "gcp:project": "acme", "latchkey:doors": ["main"], "latchkey:service": { image: "x" } };

it("keeps the settings as they are and forgets who encrypts the real stack's secrets", async () => {
  const real = { secretsprovider: "gcpkms://projects/acme", encryptedkey: "abc", encryptionsalt: "v1:abc", config };
  await writeFile(file(), JSON.stringify(real));
  await ownConfig(root, "dev");
  expect(parse(await readFile(file(), "utf8"))).toEqual({ config });
});

it("hands the salt of a played stack on to the next folder", async () => {
  await writeFile(file(), JSON.stringify({ config, encryptionsalt: "v1:played" }));
  const salt = await saltOf(root, "dev");
  await ownConfig(root, "dev", salt);
  expect(parse(await readFile(file(), "utf8"))).toEqual({ config, encryptionsalt: "v1:played" });
});

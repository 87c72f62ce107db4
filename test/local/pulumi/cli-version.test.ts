import { expect, it } from "vitest";
import { isAtLeast } from "../../../local/pulumi/cli-version.ts";

it.each([
  ["v3.259.0", "3.240.0", true],
  ["3.240.0", "3.240.0", true],
  ["v3.239.9", "3.240.0", false],
  ["v4.0.0", "3.240.0", true],
  ["v3.240.0-alpha.1", "3.240.0", true],
  ["garbage", "3.240.0", false],
])("%s is at least %s: %s", (version, least, expected) => {
  expect(isAtLeast(version, least)).toBe(expected);
});

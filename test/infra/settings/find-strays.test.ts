import { expect, test } from "vitest";
import { findStrays } from "../../../infra/settings/find-strays.ts";

test.each([
  ["latchkye:doors", "latchkey:doors"],
  ["Latchkey:doors", "latchkey:doors"],
  ["latch-key:doors", "latchkey:doors"],
  ["gpc:project", "gcp:project"],
  ["doors", "latchkey:doors"],
  ["doors.main", "latchkey:doors.main"],
])("%s is read by nobody, and probably meant %s", (key, meant) => {
  expect(findStrays({ [key]: "x" })).toEqual([
    { key, seen: "x", allowed: meant, message: `is read by nobody; did you mean ${meant}?` },
  ]);
});

test.each([
  "latchkey:doors",
  "latchkey:dors",
  "gcp:zone",
  "pulumi:disable-default-providers",
  "aws:region",
  "acme:anything",
])("%s is somebody's", (key) => expect(findStrays({ [key]: "x" })).toEqual([]));

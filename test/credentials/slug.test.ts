import { describe, expect, it } from "vitest";
import { slugOf } from "../../credentials/slug.ts";

describe("slugOf", () => {
  it.each([
    ["acme", "acme"],
    ["Acme.Corp", "acme-corp"],
    ["acme__corp", "acme-corp"],
    ["-acme-", "acme"],
    ["ÄCME", "cme"],
    ["", ""],
  ])("makes %s into %s", (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });
});

import { describe, expect, it } from "vitest";
import { Sources } from "../../../openapi/source/sources.ts";

describe("sources", () => {
  const sources = new Sources();
  const first = sources.add("a.yaml", "one\ntwo\r\n");
  const second = sources.add("b.yaml", "three\n");

  it.each([
    [first, "a.yaml", 1, 1],
    [first + 4, "a.yaml", 2, 1],
    [first + 9, "a.yaml", 3, 1],
    [second, "b.yaml", 1, 1],
    [second + 2, "b.yaml", 1, 3],
  ])("put offset %i into %s at %i:%i", (offset, file, line, column) => {
    expect(sources.place(offset)).toEqual({ file, line, column, pointer: "" });
    expect(sources.nameAt(offset)).toBe(file);
  });

  it("give a line without its end, and nothing for what is not there", () => {
    expect(sources.lineOf("a.yaml", 2)).toBe("two");
    expect(sources.lineOf("b.yaml", 1)).toBe("three");
    expect(sources.lineOf("b.yaml", 2)).toBe("");
    expect(sources.lineOf("b.yaml", 9)).toBeUndefined();
    expect(sources.lineOf("c.yaml", 1)).toBeUndefined();
  });

  it("name the files in the order in which they were read", () => expect(sources.names).toEqual(["a.yaml", "b.yaml"]));
});

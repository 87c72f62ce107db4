import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { shellLine } from "../../../scripts/terminal/shell-line.ts";

it("leaves plain words plain", () => {
  expect(shellLine(["npm", "run", "pulumi", "--", "--parent", "parent=urn:pulumi:dev::a::b"])).toBe(
    "npm run pulumi -- --parent parent=urn:pulumi:dev::a::b",
  );
});

it("comes out of a shell as it went in", () => {
  const args = ["urn:a$b::c", "it's", '"quoted"', "two words", "", "$(touch x)", "`x`", "a\nb", "*", "\\"];
  const line = shellLine(["printf", "%s\\0", ...args]);
  expect(execFileSync("/bin/sh", ["-c", line], { encoding: "utf8" }).split("\0").slice(0, -1)).toEqual(args);
});

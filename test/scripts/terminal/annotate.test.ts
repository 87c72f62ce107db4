import { expect, test } from "vitest";
import { annotate } from "../../../scripts/terminal/annotate.ts";

test("an annotation names its place and title", () => {
  const place = { file: "openapi/api.yaml", line: 3, column: 7 };
  expect(annotate({ level: "error", ...place, title: "t", message: "m" })).toBe(
    "::error file=openapi/api.yaml,line=3,col=7,title=t::m",
  );
  expect(annotate({ level: "notice", title: "t", message: "m" })).toBe("::notice title=t::m");
});

test("nothing in it ends the command, a property or the line", () => {
  const hostile = "100%: a, b::error::\r\n::stop-commands::x";
  const line = annotate({ level: "warning", file: hostile, title: hostile, message: hostile });
  expect(line).not.toMatch(/[\r\n]/);
  const property = "100%25%3A a%2C b%3A%3Aerror%3A%3A%0D%0A%3A%3Astop-commands%3A%3Ax";
  expect(line).toBe(`::warning file=${property},title=${property}::100%25: a, b::error::%0D%0A::stop-commands::x`);
});

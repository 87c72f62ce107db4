import { expect, test } from "vitest";
import { laid, overlay } from "../openapi/overlay/overlaid.ts";

test("an overlay that searches for ever is given up within two seconds", () => {
  const level = (name: string, below: string) => `${name}: &${name} [${`*${below},`.repeat(9)}]\n`;
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${[..."bcdefgh"].map((name, i) => level(name, "abcdefg"[i] ?? "")).join("")}`;
  const inputs: [string, string][] = [
    [bomb, overlay("- {target: $..h, remove: true}")],
    [`a: ${"a".repeat(100)}\n`, overlay(`- {target: "$[?search(@, '(.*)*(.*)*(.*)*b')]", remove: true}`)],
    [`a: [${"1,".repeat(5_000)}]\n`, overlay("- {target: $..[*]..[*]..[*]..[*], remove: true}")],
    [`a: [${"1,".repeat(5_000)}]\n`, overlay("- {target: '$.a[?count($..*) > 1]', remove: true}")],
    ["a: 1\n", overlay(`- {target: "$${".a".repeat(100_000)}", update: {}}`)],
    ["a: 1\n", overlay(`- {target: "$[${"1,".repeat(100_000)}1]", remove: true}`)],
  ];
  for (const [text, over] of inputs) {
    const started = performance.now();
    laid(text, over);
    expect(performance.now() - started).toBeLessThan(2_000);
  }
});

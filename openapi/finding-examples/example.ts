import type { CompileSettings } from "../compilation.ts";

/** How a finding comes about and how it goes away. The docs page shows it, and tests run it. */
export interface FindingExample {
  /** With `# here` at the end of the line the finding names. */
  readonly failing: string;
  readonly fixed: string;
  /** Settings of the stack, where they matter. */
  readonly settings?: Partial<CompileSettings>;
  /** Where the fixed description needs others. */
  readonly fixedSettings?: Partial<CompileSettings>;
  /** Both are overlays, laid over what other examples are added to. */
  readonly isOverlay?: true;
  /** Files beside it, by name. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A finding that no few lines can show, and why. */
export interface UntoldFinding {
  readonly untold: string;
}

export const MARK = " # here";

/** What stands in front of an example, as far as it does not say so itself. Where nothing else matters, tokens are demanded. */
const base: readonly (readonly [string, string])[] = [
  ["openapi", "openapi: 3.0.4"],
  ["info", "info: { title: Orders, version: 1.0.0 }"],
  ["security", "security: [{ token: [] }]"],
  [
    "components",
    `components:
  securitySchemes:
    key: { type: apiKey, in: header, name: x-api-key }
    token: { type: http, scheme: bearer }`,
  ],
  ["paths", "paths: { /orders: { get: { operationId: listOrders } } }"],
];

/** Everything the examples are added to, for a page that shows them. */
export const wholeBase = base.map(([, text]) => text).join("\n");

/** The description an example stands for. One that names its version is whole already. */
function wholeExample(text: string): string {
  if (/^(openapi|swagger)\b/m.test(text) || !/^[a-z-]+:/m.test(text)) return `${text}\n`;
  const missing = base.filter(([key]) => !new RegExp(`^${key}:`, "m").test(text));
  return `${missing.map(([, piece]) => piece).join("\n")}\n${text}\n`;
}

/** The file an example is written in. */
export function exampleText(example: FindingExample, which: "failing" | "fixed"): string {
  return example.isOverlay ? `${example[which]}\n` : wholeExample(example[which]);
}

/** Takes an example and what is to be changed in it. */
export function mended(failing: string, ...changes: readonly (readonly [from: string, to: string])[]): FindingExample {
  const text = failing.trim();
  const unmarked = text.replaceAll(MARK, "");
  const fixed = changes.reduce((sofar, [from, to]) => {
    if (!sofar.includes(from)) throw new Error(`the example has no ${from}`);
    return sofar.replace(from, to);
  }, unmarked);
  return { failing: text, fixed };
}

import fc from "fast-check";

/** An operation of a random description: `security` lists names that are demanded together. */
export interface RandomOperation {
  readonly method: string;
  readonly path: string;
  /** Alternatives of scheme names; empty: public. */
  readonly security: readonly (readonly string[])[];
}

const segment = fc.constantFrom("a", "b", "c", "{x}");
const rest = fc.constantFrom("", "", "", "/{rest=**}", ":do");
const path = fc.tuple(fc.array(segment, { maxLength: 3 }), rest).map(([segments, end]) => {
  const named = segments.map((text, index) => (text === "{x}" ? `{x${index}}` : text));
  const joined = named.length > 0 ? `/${named.join("/")}` : "";
  return end === ":do" && joined === "" ? "/" : `${joined}${end}` || "/";
});
const token = fc.constantFrom("own", "partner", "staff");
const alternative = fc.oneof(
  fc.constant(["key"]),
  token.map((name) => [name]),
  token.map((name) => ["key", name]),
);
const security = fc.oneof(
  { weight: 1, arbitrary: fc.constant([]) },
  {
    weight: 8,
    arbitrary: fc.uniqueArray(alternative, { minLength: 1, maxLength: 4, selector: (names) => names.join() }),
  },
);

/** Which requests an operation takes, whatever its parameters are called. */
export function shapeOf({ method, path: written }: RandomOperation): string {
  return `${method} ${written
    .replace(/\{rest=\*\*\}/g, "**")
    .replace(/\{\w+\}/g, "*")
    .replace(":", "/")}`;
}

/** Operations with overlapping templates and every kind of policy; no two take the same requests. */
export const randomOperations: fc.Arbitrary<RandomOperation[]> = fc.uniqueArray(
  fc.record({ method: fc.constantFrom("GET", "POST", "DELETE"), path, security }),
  { minLength: 1, maxLength: 8, selector: shapeOf },
);

/** `paths` of a description that holds the operations. */
export function pathsOf(operations: readonly RandomOperation[]): Record<string, Record<string, object>> {
  const paths: Record<string, Record<string, object>> = {};
  for (const { method, path: written, security: alternatives } of operations) {
    paths[written] ??= {};
    paths[written][method.toLowerCase()] = {
      security: alternatives.map((names) => Object.fromEntries(names.map((name) => [name, []]))),
      ...(alternatives.length === 0 && { "x-latchkey-public": true }),
      responses: { "200": { description: "OK" } },
    };
  }
  return paths;
}

/** Request paths that hit, miss and nearly hit the templates above, before normalisation. */
export const randomPath: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(fc.constantFrom("a", "b", "c", "d", "A", "%61", "a%2Fb", "..", ".", "", "a:do"), { maxLength: 5 }),
    fc.constantFrom("", "/", ":do", "/:do", "//"),
  )
  .map(([segments, end]) => `/${segments.join("/")}${end}`);

import fc from "fast-check";

/** An operation of a random description: `security` lists names that are demanded together. */
export interface RandomOperation {
  readonly method: string;
  readonly path: string;
  /** Alternatives of scheme names; empty: public. */
  readonly security: readonly (readonly string[])[];
}

/** What random paths are made of. */
export interface RandomParts {
  readonly literals: readonly string[];
  readonly methods: readonly string[];
  /** Names of parameters; the number of their segment is added, so none stands twice. */
  readonly parameters: readonly string[];
  /** What a path may end with. */
  readonly rests: readonly string[];
}

function pathOf({ literals, parameters, rests }: RandomParts): fc.Arbitrary<string> {
  const segment = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...literals) },
    { weight: 1, arbitrary: fc.constantFrom(...parameters).map((name) => `{${name}}`) },
  );
  return fc.tuple(fc.array(segment, { maxLength: 3 }), fc.constantFrom(...rests)).map(([segments, end]) => {
    const joined = segments.map((text, index) => `/${text.replace("}", `${index}}`)}`).join("");
    return end.startsWith(":") && joined === "" ? "/" : `${joined}${end}` || "/";
  });
}

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
    .replace(/\{[^{}=]+=([^{}]+)\}/g, "$1")
    .replace(/\{[^{}]+\}/g, "*")
    .replace(":", "/")}`;
}

/** Operations with overlapping templates and every kind of policy; no two take the same requests. */
export function operationsOf(parts: RandomParts): fc.Arbitrary<RandomOperation[]> {
  return fc
    .uniqueArray(fc.record({ method: fc.constantFrom(...parts.methods), path: pathOf(parts), security }), {
      minLength: 1,
      maxLength: 8,
      selector: shapeOf,
    })
    .map((operations) =>
      operations.map((operation) => ({ ...operation, security: securityThatCounts(operation, operations) })),
    );
}

/** `/{x}:do` beside `/{x}` is never reached, and refused where that would matter. */
function securityThatCounts(operation: RandomOperation, all: readonly RandomOperation[]): RandomOperation["security"] {
  const [, before] = /^(.*\})(?::[^:/{}]+)$/.exec(operation.path) ?? [];
  if (before === undefined) return operation.security;
  const first = shapeOf({ ...operation, path: before });
  return (all.find((other) => shapeOf(other) === first) ?? operation).security;
}

/** Few names, so that templates often overlap. */
export const randomOperations: fc.Arbitrary<RandomOperation[]> = operationsOf({
  literals: ["a", "b", "c"],
  methods: ["GET", "POST", "DELETE"],
  parameters: ["x"],
  rests: ["", "", "", "/{rest=**}", ":do"],
});

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

import type { NumberRule, TextRule } from "./settings/reader.ts";

/** A JSON Schema of draft 2020-12. */
export type JsonSchema = boolean | { readonly [keyword: string]: unknown };

/** A text; a number too where one may look like that, because YAML reads an unquoted `2026` as one. */
export function text({ pattern, allowed }: TextRule): JsonSchema {
  const numbers = ["1", "2026", "123456789012"].some((number) => pattern?.test(number) ?? true);
  return {
    type: numbers ? ["string", "number"] : "string",
    minLength: 1,
    ...(pattern && { pattern: pattern.source }),
    ...(allowed && { description: allowed }),
  };
}

/** A whole number; also in quotes, as the Pulumi CLI writes it. */
export function whole({ min, max }: NumberRule): JsonSchema {
  return { type: ["integer", "string"], minimum: min, maximum: max, pattern: "^\\d+$" };
}

export function choice(values: readonly string[]): JsonSchema {
  return { enum: values };
}

/** True or false; also in quotes. */
export const flag: JsonSchema = { enum: [true, false, "true", "false"] };

export function list(items: JsonSchema, rest: { readonly [keyword: string]: unknown } = {}): JsonSchema {
  return { type: "array", items, ...rest };
}

/** A mapping under names that are free within a rule. */
export function map(name: RegExp, value: JsonSchema): JsonSchema {
  return { type: "object", patternProperties: { [name.source]: value }, additionalProperties: false };
}

/** A mapping under known names. */
export function members(
  properties: Readonly<Record<string, JsonSchema>>,
  rest: { readonly [keyword: string]: unknown } = {},
): JsonSchema {
  return { type: "object", properties, additionalProperties: false, ...rest };
}

/** A list or mapping that may also be JSON in a text, as `pulumi config set` without `--path` writes it. */
export function orJsonText(schema: JsonSchema): JsonSchema {
  if (typeof schema === "boolean" || (schema.type !== "array" && schema.type !== "object")) return schema;
  return { ...schema, type: [schema.type, "string"], pattern: schema.type === "array" ? "^\\s*\\[" : "^\\s*\\{" };
}

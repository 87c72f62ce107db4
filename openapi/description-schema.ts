import { extensionValues } from "./description/extension-values.ts";
import { extensions } from "./description/extensions.ts";
import { methods } from "./description/methods.ts";

/**
 * JSON Schema of our extensions in an API description, for editors. It says nothing about OpenAPI itself.
 *
 * @returns draft 2020-12.
 */
export function descriptionSchema(): object {
  const scheme = holder("scheme");
  const item = {
    ...holder("path"),
    properties: {
      ...holder("path").properties,
      ...Object.fromEntries(methods.map((method) => [method.toLowerCase(), { $ref: "#/$defs/operation" }])),
    },
  };
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Extensions of Latchkey in an OpenAPI description",
    ...holder("root"),
    properties: {
      ...holder("root").properties,
      paths: { type: "object", additionalProperties: { $ref: "#/$defs/path" } },
      components: {
        type: "object",
        properties: { securitySchemes: { type: "object", additionalProperties: { $ref: "#/$defs/scheme" } } },
      },
      securityDefinitions: { type: "object", additionalProperties: { $ref: "#/$defs/scheme" } },
    },
    $defs: { path: item, operation: holder("operation"), scheme },
  };
}

/** A mapping that may have the extensions of one kind of place, and no other of ours. */
function holder(kind: keyof typeof extensions) {
  const names: readonly string[] = extensions[kind];
  return {
    type: "object",
    properties: Object.fromEntries(
      names.map((name) => [
        name,
        { ...extensionValues[name]?.schema, description: extensionValues[name]?.description },
      ]),
    ),
    patternProperties: {
      [`^x-latchkey-${names.length > 0 ? `(?!(${names.map(afterPrefix).join("|")})$)` : ""}`]: false,
    },
  };
}

function afterPrefix(name: string): string {
  return name.slice("x-latchkey-".length);
}

import { gatewayRegions } from "./gateway-regions.ts";
import { choice, type JsonSchema, orJsonText, text } from "./json-schema.ts";
import { type SettingKey, settingKeys } from "./setting-keys.ts";
import { settingShapes } from "./setting-shapes.ts";
import { texts } from "./settings/rules.ts";

const names = Object.keys(settingKeys) as (keyof typeof settingKeys)[];
const required = ["gcp:project", "gcp:region", "latchkey:projectNumber", "latchkey:service"];

/**
 * JSON Schema of `Pulumi.<stack>.yaml`, for editors.
 *
 * It refuses what the parser refuses for its shape. Only the parser knows sums, calendar days, address ranges and what another
 * setting names.
 */
export function stackSchema(): JsonSchema {
  const ours = names.map((name): [string, JsonSchema] => {
    const { description, fallback }: SettingKey = settingKeys[name];
    const shape = orJsonText(settingShapes[name]);
    return [`latchkey:${name}`, { ...(shape as object), description: `${description}\n\nDefault: ${fallback}` }];
  });
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Configuration of a Latchkey stack (Pulumi.<stack>.yaml)",
    type: "object",
    properties: {
      config: {
        type: "object",
        properties: {
          "gcp:project": text(texts.project),
          "gcp:region": choice(gatewayRegions),
          ...Object.fromEntries(ours),
        },
        patternProperties: { [`^latchkey:(?!(${names.join("|")})$)`]: false },
        if: { properties: { "latchkey:apiKeys": { const: "signed" } }, required: ["latchkey:apiKeys"] },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
        then: { required: ["latchkey:signedKeysAreLogged"] },
      },
    },
    // An environment of Pulumi ESC may bring any setting along.
    if: { required: ["environment"] },
    else: { required: ["config"], properties: { config: { required } } },
  };
}

/** What an extension of ours means, and the JSON Schema of what it may hold. */
export interface ExtensionValue {
  readonly description: string;
  readonly schema: { readonly [keyword: string]: unknown };
}

/** Every extension of ours. Where each may stand is in `extensions.ts`. */
export const extensionValues: Readonly<Record<string, ExtensionValue>> = {
  "x-latchkey-catch-all": {
    description: "Serves every path and every method that no operation takes, under the `security` of the root.",
    schema: { type: "boolean" },
  },
  "x-latchkey-public": {
    description: "This operation is meant to be open to everyone. It needs `security: []` beside it.",
    schema: { type: "boolean" },
  },
  "x-latchkey-allow": {
    description: "Findings that may stand here and below, each with the reason.",
    schema: {
      type: "array",
      items: {
        type: "object",
        required: ["code", "reason"],
        additionalProperties: false,
        properties: { code: { type: "string" }, reason: { type: "string", pattern: "\\S" } },
      },
    },
  },
  "x-latchkey-issuer": {
    description: "`own`: tokens of this scheme are those that this stack issues.",
    schema: { const: "own" },
  },
};

import { type FindingExample, mended } from "./example.ts";

const head = `
overlay: 1.0.0
info: { title: For the gateway, version: 1.0.0 }
actions:`;

function laid(failing: string, ...changes: readonly (readonly [string, string])[]): FindingExample {
  return { ...mended(failing, ...changes), isOverlay: true };
}

export const overlayExamples = {
  not_an_overlay: laid(
    `openapi: 3.0.4 # here
info: { title: For the gateway, version: 1.0.0 }
actions:
  - target: $.paths['/orders'].get
    update: { x-google-backend: { deadline: 30 } }`,
    ["openapi: 3.0.4", "overlay: 1.0.0"],
  ),
  overlay_version: laid(
    `${head.replace("1.0.0", "2.0.0 # here")}
  - target: $.paths['/orders'].get
    update: { x-google-backend: { deadline: 30 } }`,
    ["2.0.0", "1.0.0"],
  ),
  overlay_field: laid(
    `${head}
  - target: $.paths['/orders'].get
    updates: { x-google-backend: { deadline: 30 } } # here
    update: {}`,
    [
      "    updates: { x-google-backend: { deadline: 30 } }\n    update: {}",
      "    update: { x-google-backend: { deadline: 30 } }",
    ],
  ),
  overlay_action: laid(
    `${head}
  - target: $.paths['/orders'].get # here`,
    ["].get", "].get\n    update: { x-google-backend: { deadline: 30 } }"],
  ),
  overlay_target: laid(
    `${head}
  - target: $.paths./orders.get # here
    update: { x-google-backend: { deadline: 30 } }`,
    ["$.paths./orders.get", "$.paths['/orders'].get"],
  ),
  overlay_no_match: laid(
    `${head}
  - target: $.paths['/order'].get # here
    update: { x-google-backend: { deadline: 30 } }`,
    ["/order", "/orders"],
  ),
  overlay_scalar: laid(
    `${head}
  - target: $.paths['/orders'].get.operationId # here
    update: list`,
    [".operationId\n    update: list", "\n    update: { operationId: list }"],
  ),
  overlay_mismatch: laid(
    `${head}
  - target: $
    update:
      security: { key: [], token: [] } # here`,
    ["{ key: [], token: [] }", "[{ key: [], token: [] }]"],
    ["  - target: $", "  - target: $.security\n    remove: true\n  - target: $"],
  ),
  overlay_too_much: {
    untold: "it takes a target that would keep the computer busy, such as a regular expression with nested repeats",
  },
};

import { mended } from "./example.ts";

const scopes = `
paths:
  /orders:
    get:
      operationId: listOrders
      security: [{ token: [orders.read] }]
      x-latchkey-allow:`;
const allowed = `${scopes}
        - code: scopes_not_checked
          reason: The service checks orders.read itself.`;

export const allowanceExamples = {
  allow_malformed: mended(
    `${scopes}
        - code: scopes_not_checked # here`.replace("[orders.read]", "[]"),
    ["[]", "[orders.read]"],
    ["scopes_not_checked", "scopes_not_checked\n          reason: The service checks orders.read itself."],
  ),
  allow_unknown_code: mended(
    allowed.replace("code: scopes_not_checked", "code: scope_not_checked # here").replace("[orders.read]", "[]"),
    ["[]", "[orders.read]"],
    ["scope_not", "scopes_not"],
  ),
  allow_refused: mended(
    `
paths:
  /health:
    get:
      operationId: getHealth
      x-latchkey-allow:
        - code: open_without_public # here
          reason: A load balancer asks for health.`,
    [
      "x-latchkey-allow:\n        - code: open_without_public\n          reason: A load balancer asks for health.",
      "security: []\n      x-latchkey-public: true",
    ],
  ),
  allow_unused: mended(
    allowed.replace("[orders.read]", "[]").replace("code: scopes_not_checked", "code: scopes_not_checked # here"),
    [
      "\n      x-latchkey-allow:\n        - code: scopes_not_checked\n          reason: The service checks orders.read itself.",
      "",
    ],
  ),
};

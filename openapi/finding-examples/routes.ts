import { mended } from "./example.ts";

const token = "security: [{ token: [] }]";
const both = "security: [{ key: [], token: [] }]";

export const routeExamples = {
  weaker_wildcard: mended(
    `
paths:
  /files/{path=**}:
    get:
      operationId: getFile
      ${token}
  /files/secret:
    get:
      operationId: getSecret
      ${both} # here`,
    [token, both],
  ),
  shadowed_by_weaker: mended(
    `
paths:
  /orders/{id}:
    post:
      operationId: changeOrder
      ${token}
  /orders/{id}:cancel:
    post: # here
      operationId: cancelOrder
      ${both}`,
    ["/orders/{id}:cancel", "/orders/{id}/cancel"],
    [token, both],
  ),
  unreachable_operation: mended(
    `
paths:
  /orders/{id}:
    post: { operationId: changeOrder }
  /orders/{id}:cancel:
    post: { operationId: cancelOrder } # here`,
    ["/orders/{id}:cancel", "/orders/{id}/cancel"],
  ),
  ambiguous_routes: mended(
    `
paths:
  /users/me/{part}:
    get: { operationId: getMine }
  /users/{id}/settings:
    get: # here
      operationId: getSettings
      ${both}`,
    ["/users/me/{part}", "/me/{part}"],
  ),
  method_falls_to_weaker: mended(
    `
paths:
  /shelves/{shelf}:
    delete: { operationId: deleteShelf }
  /shelves/special:
    get: # here
      operationId: getSpecial
      ${both}`,
    [both, `${both}\n    delete:\n      operationId: deleteSpecial\n      ${both}`],
    ["delete: { operationId: deleteShelf }", `delete:\n      operationId: deleteShelf\n      ${both}`],
  ),
  method_falls_through: mended(
    `
paths:
  /shelves/{shelf}:
    delete: { operationId: deleteShelf } # here
  /shelves/special:
    get: { operationId: getSpecial }`,
    ["/shelves/special", "/special-shelf"],
  ),
  bare_prefix: mended(
    `
paths:
  /files/{path=**}:
    get: { operationId: getFile } # here`,
    ["getFile }", "getFile }\n  /files:\n    get: { operationId: listFiles }"],
  ),
  method_override: mended(
    `
paths:
  /orders:
    post: { operationId: addOrder } # here
    delete:
      operationId: deleteOrders
      ${both}`,
    ["post: { operationId: addOrder }", `post:\n      operationId: addOrder\n      ${both}`],
  ),
};

import { mended } from "./example.ts";

const backend = "paths:\n  /orders:\n    get:\n      operationId: listOrders\n      x-google-backend:";
const byId = backend.replace("/orders:", "/orders/{id}:").replace("listOrders", "getOrder");

export const backendExamples = {
  backend_auth_disabled: mended(
    `${backend}
        address: https://stock.example.com
        path_translation: APPEND_PATH_TO_ADDRESS
        disable_auth: true # here`,
    ["\n        disable_auth: true", ""],
  ),
  backend_not_https: mended(
    `${backend}
        address: http://stock.example.com # here
        path_translation: APPEND_PATH_TO_ADDRESS`,
    ["http://", "https://"],
  ),
  backend_audience_shared: {
    ...mended(
      `${backend} # here
        address: https://stock.example.com
        path_translation: APPEND_PATH_TO_ADDRESS
        jwt_audience: https://orders-123456789012.europe-west1.run.app`,
      ["jwt_audience: https://orders-123456789012.europe-west1.run.app", "jwt_audience: https://stock.example.com"],
    ),
  },
  backend_unknown: mended(
    `
x-google-api-management:
  backends:
    stock: { address: https://stock.example.com, pathTranslation: APPEND_PATH_TO_ADDRESS }
${backend} stokc # here`,
    ["stokc", "stock"],
  ),
  root_backend_ignored: mended(
    `
x-google-backend:
  address: https://orders.example.com # here
  deadline: 30`,
    ["  address: https://orders.example.com\n", ""],
  ),
  path_translation_defaulted: mended(
    `${backend} # here
        address: https://stock.example.com`,
    ["https://stock.example.com", "https://stock.example.com\n        path_translation: APPEND_PATH_TO_ADDRESS"],
  ),
  constant_address_injection: mended(
    `${byId} # here
        address: https://stock.example.com/order
        path_translation: CONSTANT_ADDRESS`,
    ["CONSTANT_ADDRESS", "APPEND_PATH_TO_ADDRESS"],
  ),
  deadline_invalid: mended(
    `${backend}
        deadline: 900 # here`,
    ["900", "600"],
  ),
  deadline_quoted: mended(
    `${backend}
        deadline: "30" # here`,
    ['"30"', "30"],
  ),
  deadline_over_timeout: {
    ...mended(
      `${backend}
        deadline: 400 # here`,
      ["400", "300"],
    ),
    settings: {
      backend: {
        address: "https://orders-123456789012.europe-west1.run.app",
        audience: "https://orders-123456789012.europe-west1.run.app",
        deadlineSeconds: 60,
        timeoutSeconds: 300,
        protocol: "http/1.1" as const,
      },
    },
  },
};

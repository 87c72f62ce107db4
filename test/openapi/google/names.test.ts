import { describe, expect, it } from "vitest";
import { apiName, fieldName, fieldNamesIn, methodName } from "../../../openapi/google/names.ts";

// Each expectation is what Google's public compiler (api-compiler 0.0.8) writes.
describe("names", () => {
  it.each([
    ["listOrders", "ListOrders"],
    ["list_orders", "List_orders"],
    ["get-order", "Getorder"],
    ["orders.list", "Orderslist"],
    ["2fa", "2fa"],
    ["??", ""],
  ])("makes method %s into %s", (operationId, name) => {
    expect(methodName(operationId)).toBe(name);
  });

  it.each([
    ["orderId", "order_id"],
    ["order-id", "orderid"],
    ["order_id", "order_id"],
    ["ID", "i_d"],
    ["Id", "id"],
  ])("makes field %s into %s", (parameter, name) => {
    expect(fieldName(parameter)).toBe(name);
  });

  it("respells parameters of a path, declared ones only where they are given", () => {
    expect(fieldNamesIn("/a/{orderId}/{lineId}:do")).toBe("/a/{order_id}/{line_id}:do");
    expect(fieldNamesIn("/a/{orderId}/{lineId}", new Set(["lineId"]))).toBe("/a/{orderId}/{line_id}");
    expect(fieldNamesIn("/a/{filePath=**}")).toBe("/a/{filePath=**}");
  });

  it.each([
    ["1.0.0", "orders.example.com", "1.orders_example_com"],
    ["1.0.0-revoked-0123456789ab", "a.example", "1.a_example"],
    ["v2.1.3", "a.example", "v2.a_example"],
    ["v2", "my-api", "v2.my_api"],
    ["1.2", "a.example", "1.2.a_example"],
    ["1.2.3.4", "a.example", "1.2.3.4.a_example"],
    ["2024-01-31", "a.example", "2024_01_31.a_example"],
    ["latest", "", "latest._"],
    ["", "a.example", "a_example"],
    ["1", "8.example", "1._8_example"],
  ])("makes version %s and host %s into %s", (version, host, name) => {
    expect(apiName(version, host)).toBe(name);
  });

  it("takes x-google-api-name for the host", () => {
    expect(apiName("1.0.0", "a.example", "orders")).toBe("1.orders");
  });
});

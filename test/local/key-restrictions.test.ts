import { describe, expect, it } from "vitest";
import type { Json } from "../../local/cloud/state.ts";
import type { CheckError, KeyCheck } from "../../local/gateway/world.ts";
import { restrictionError } from "../../local/key-restrictions.ts";

const SERVICE = "orders-abc.apigateway.acme-dev.cloud.goog";
const check: KeyCheck = {
  apiKey: "unused",
  service: SERVICE,
  operation: "1.orders.ListOrders",
  callerIp: "203.0.113.7",
  referer: "https://app.acme.example/list?x=1",
};
const ips = (...allowedIps: string[]): Json => ({ serverKeyRestrictions: { allowedIps } });
const referrers = (...allowedReferrers: string[]): Json => ({ browserKeyRestrictions: { allowedReferrers } });
const target = (service: string, ...methods: string[]): Json => ({ apiTargets: [{ service, methods }] });

const cases: readonly (readonly [string, Json | undefined, CheckError | undefined, Partial<KeyCheck>?])[] = [
  ["no restrictions", undefined, undefined],
  ["this service", target(SERVICE), undefined],
  ["another service", target("other.example.com"), "API_TARGET_BLOCKED"],
  ["no service at all", { apiTargets: [] }, "API_TARGET_BLOCKED"],
  ["this among others", { apiTargets: [{ service: "a.example.com" }, { service: SERVICE }] }, undefined],
  ["this operation", target(SERVICE, "1.orders.ListOrders"), undefined],
  ["operations that begin so", target(SERVICE, "1.orders.*"), undefined],
  ["another operation", target(SERVICE, "1.orders.DeleteOrder"), "API_TARGET_BLOCKED"],
  ["this address", ips("203.0.113.7"), undefined],
  ["this range", ips("198.51.100.1", "203.0.113.0/24"), undefined],
  ["another range", ips("203.0.113.8/29"), "IP_ADDRESS_BLOCKED"],
  ["no address", ips(), "IP_ADDRESS_BLOCKED"],
  ["an IPv6 range", ips("2001:db8::/32"), undefined, { callerIp: "2001:db8::1" }],
  ["an IPv4 range and an IPv6 caller", ips("203.0.113.0/24"), "IP_ADDRESS_BLOCKED", { callerIp: "2001:db8::1" }],
  ["an IPv4 range and a mapped caller", ips("203.0.113.0/24"), undefined, { callerIp: "::ffff:203.0.113.7" }],
  ["a range and a caller that is no address", ips("0.0.0.0/0"), "IP_ADDRESS_BLOCKED", { callerIp: "unknown" }],
  ["this site", referrers("app.acme.example/*"), undefined],
  ["this site with its scheme", referrers("https://app.acme.example/*"), undefined],
  ["any site below", referrers("*.acme.example/*"), undefined],
  ["another site", referrers("acme.example/*"), "REFERER_BLOCKED"],
  ["a site whose dot stands for itself", referrers("appxacme.example/*"), "REFERER_BLOCKED"],
  ["a site and no referrer", referrers("*"), "REFERER_BLOCKED", { referer: undefined }],
  ["Android apps", { androidKeyRestrictions: { allowedApplications: [] } }, "CLIENT_APP_BLOCKED"],
  ["iOS apps", { iosKeyRestrictions: { allowedBundleIds: [] } }, "CLIENT_APP_BLOCKED"],
  ["another service before another address", { ...(ips("1.1.1.1") as object), apiTargets: [] }, "API_TARGET_BLOCKED"],
];

describe("a key restricted to", () => {
  for (const [what, restrictions, error, change] of cases) {
    it(`${what}: ${error ?? "let through"}`, () => {
      expect(restrictionError(restrictions, { ...check, ...change })).toBe(error);
    });
  }
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gatewayRegions } from "../../../infra/gateway-regions.ts";
import { regionCode } from "../../../local/cloud/region-code.ts";
import { isHostOf, legacyUrl, serviceUrl } from "../../../local/cloud/run-url.ts";

const places = fc.record({
  service: fc.stringMatching(/^[a-z][a-z0-9]{0,10}(-[a-z0-9]{1,8}){0,3}$/),
  location: fc.constantFrom(...gatewayRegions),
  projectNumber: fc.stringMatching(/^[1-9]\d{11}$/),
});
const hostOf = (url: string) => new URL(url).host;

describe("a service's two host names", () => {
  it("are its own", () => {
    fc.assert(
      fc.property(places, (place) => {
        expect(isHostOf(hostOf(serviceUrl(place)), place)).toBe(true);
        expect(isHostOf(hostOf(legacyUrl(place)), place)).toBe(true);
      }),
    );
  });

  it("are nobody else's: not of another project, region or name", () => {
    fc.assert(
      fc.property(places, places, (one, other) => {
        fc.pre(JSON.stringify(one) !== JSON.stringify(other));
        expect(isHostOf(hostOf(serviceUrl(one)), other)).toBe(false);
      }),
    );
  });

  it("stay within what a DNS label holds for the longest name Cloud Run takes", () => {
    const longest = { service: "s".repeat(49), location: "australia-southeast1", projectNumber: "123456789012" };
    for (const url of [serviceUrl(longest), legacyUrl(longest)]) {
      expect(hostOf(url).split(".")[0]?.length).toBeLessThanOrEqual(64);
    }
  });

  const strangers = [
    "orders.run.app",
    "orders-abc-ew.a.run.app",
    "orders-a1b2c3d4e5-ew.a.run.app.example.com",
    "x-orders-a1b2c3d4e5-ew.a.run.app",
  ];
  for (const host of strangers) {
    it(`are not ${host}`, () => {
      expect(isHostOf(host, { service: "orders", location: "europe-west1", projectNumber: "123456789012" })).toBe(
        false,
      );
    });
  }
});

describe("the code of a region", () => {
  it("is known and different for every region of API Gateway", () => {
    const codes = gatewayRegions.map(regionCode);
    expect(new Set(codes).size).toBe(gatewayRegions.length);
    for (const code of codes) expect(code).toMatch(/^[a-z]{2}$/);
  });

  it("is two letters also for a region that is still to come", () => {
    expect(regionCode("mars-north1")).toBe("mn");
  });
});

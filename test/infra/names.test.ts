import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { accountEmail, apiConfigIdPrefix, apiKeyName, bucketName, doorId, serviceUrl } from "../../infra/names.ts";

describe("names that Google or a consumer holds on to", () => {
  test("the service's URL is known before the service exists", () => {
    expect(serviceUrl("orders", "123456789012", "europe-west1")).toBe(
      "https://orders-123456789012.europe-west1.run.app",
    );
  });
  test("the main door carries the plain name", () => {
    expect([doorId("orders", "main"), doorId("orders", "second")]).toEqual(["orders", "orders-second"]);
  });
  test("the bucket is bound to project and stack", () => {
    expect(bucketName("acme-dev", "dev")).toMatch(/^latchkey-[0-9a-f]{16}$/);
    expect(bucketName("acme-dev", "dev")).toBe(bucketName("acme-dev", "dev"));
    expect(bucketName("acme-dev", "prod")).not.toBe(bucketName("acme-dev", "dev"));
  });
  test("an account's e-mail is known before the account exists", () => {
    expect(accountEmail("orders-gateway", "acme-dev")).toBe("orders-gateway@acme-dev.iam.gserviceaccount.com");
  });
});

describe("the id prefix of a config", () => {
  const prefix = apiConfigIdPrefix("main", "{}", "a@b");
  test("leaves room for the provider's 26 characters within Google's 63", () => {
    expect(prefix).toMatch(/^main-[0-9a-f]{12}-$/);
    expect(apiConfigIdPrefix("second", "{}", "a@b").length + 26).toBeLessThanOrEqual(63);
  });
  test.each([
    ["document", apiConfigIdPrefix("main", "{ }", "a@b")],
    ["account", apiConfigIdPrefix("main", "{}", "a@c")],
    ["door", apiConfigIdPrefix("second", "{}", "a@b")],
  ])("changes with the %s", (_, other) => expect(other).not.toBe(prefix));
});

describe("the logical name of an API key", () => {
  test("is readable where it can be", () => expect(apiKeyName("acme", "k1")).toBe("key-acme-k1"));
  test("fits into what the provider allows, whatever the consumer is called", () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 80 }),
        fc.string({ minLength: 1, maxLength: 80 }),
        (consumer, generation) => {
          const name = apiKeyName(consumer, generation);
          expect(name.length).toBeLessThanOrEqual(55);
          expect(name).toMatch(/^[a-z][a-z0-9-]*[a-z0-9]$/);
        },
      ),
    );
  });
  test("never collides, not even across the hyphen between consumer and generation", () => {
    const part = fc.stringMatching(/^[a-z]([a-z-]{0,6}[a-z])?$/);
    fc.assert(
      fc.property(part, part, part, part, (a, b, c, d) => {
        fc.pre(a !== c || b !== d);
        expect(apiKeyName(a, b)).not.toBe(apiKeyName(c, d));
      }),
    );
  });
});

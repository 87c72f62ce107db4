import { describe, expect, it } from "vitest";
import { CloudError, cloudErrors } from "../../../local/cloud/errors.ts";
import { StateError, stateErrors } from "../../../local/state-error.ts";

describe("what the loopback cloud and the state store say", () => {
  for (const [code, { message, fix }] of Object.entries({ ...cloudErrors, ...stateErrors })) {
    it(`${code}: one sentence on what is wrong, one on what to do`, () => {
      for (const text of [message, fix]) {
        expect(text).toMatch(/^[A-Z{].*[.)]$/s);
        expect(text).not.toMatch(/\b(client|tenant)\b/);
      }
    });
  }

  it("is filled in from the details", () => {
    const error = new CloudError("missing_input", { resource: "main (Api)", input: "apiId" });
    expect([error.message, error.fix]).toEqual(["main (Api): apiId is required and missing.", "Give apiId a value."]);
    expect(error).toMatchObject({ name: "CloudError", code: "missing_input" });
    const locked = new StateError("stack_locked", { file: "lock", pid: 1, since: "then" });
    expect(locked.message).not.toContain("{");
  });
});

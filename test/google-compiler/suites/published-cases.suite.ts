import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { startJudges } from "../judges.ts";
import { outcomeOfGoogle } from "../outcome.ts";

/** A row of the cases our emulation is held to in `npm test`; here the cases themselves are held to the compiler. */
interface Row {
  readonly name: string;
  readonly top_level_security?: unknown;
  readonly operation_security?: unknown;
  readonly compile_error?: string | boolean;
  readonly public_compiler: { readonly allow_unregistered_calls: boolean; readonly jwt_any_of: readonly string[] };
}

const file = new URL("../../../../shared/cases/security-compile-cases.json", import.meta.url);
const cases: { derived: Row[]; securityDefinitions_of_derived_cases: object } = existsSync(file)
  ? JSON.parse(readFileSync(file, "utf8"))
  : { derived: [], securityDefinitions_of_derived_cases: {} };
const field = (name: string, value: unknown) => (value === undefined || value === "<absent>" ? {} : { [name]: value });

describe.skipIf(cases.derived.length === 0)("cases derived from the compiler's source", () => {
  const judges = startJudges();

  it.each(cases.derived)("$name", async (row) => {
    const operation = {
      operationId: "a",
      responses: { "200": { description: "OK" } },
      ...field("security", row.operation_security),
    };
    const { config } = await judges.judge(
      JSON.stringify({
        swagger: "2.0",
        info: { title: "A", version: "1.0.0" },
        securityDefinitions: cases.securityDefinitions_of_derived_cases,
        ...field("security", row.top_level_security),
        paths: { "/a": { get: operation } },
      }),
    );
    if (row.compile_error) {
      expect(config).toBeNull();
      return;
    }
    expect(config && outcomeOfGoogle(config).methods["1._.A"]).toMatchObject({
      allowUnregisteredCalls: row.public_compiler.allow_unregistered_calls,
      requirements: row.public_compiler.jwt_any_of.map((provider) => ({ provider })),
    });
  });
});

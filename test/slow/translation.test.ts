import { expect, it } from "vitest";
import { judgeRequests } from "../openapi/judge-requests.ts";

it("thousands of descriptions are translated without a request accepted wider or lost", { timeout: 120_000 }, () => {
  expect(judgeRequests(4_000)).toBeGreaterThan(1_000_000);
});

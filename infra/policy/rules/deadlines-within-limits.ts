import { MAX_DEADLINE_SECONDS } from "../../../openapi/description/read-backend.ts";
import { gatewayDocument, tellMethods } from "../gateway-document.ts";
import type { ResourceRule } from "../rule.ts";

/** Deadlines are ones that API Gateway keeps. */
export const deadlinesWithinLimits: ResourceRule = {
  name: "deadlines-within-limits",
  reason: "API Gateway waits for a backend for ten minutes at most; a longer deadline is not kept.",
  fix: `Set latchkey:deadlineSeconds, or the operation's deadline, to 1 to ${MAX_DEADLINE_SECONDS} seconds.`,
  level: "mandatory",
  *check(subject) {
    const methods = gatewayDocument(subject)?.compiled.methods ?? [];
    const byDeadline = Map.groupBy(methods, ({ backend }) => backend?.deadlineSeconds);
    for (const [seconds, alike] of byDeadline) {
      if (seconds === undefined || (seconds >= 1 && seconds <= MAX_DEADLINE_SECONDS)) continue;
      yield `${subject.name} has a deadline of ${seconds} s for ${tellMethods(alike)}`;
    }
  },
};

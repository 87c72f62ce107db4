import type { FindingText } from "./finding-text.ts";

/** `x-latchkey-allow` itself. */
export const allowanceFindings = {
  allow_malformed: {
    severity: "error",
    title: "this entry of `x-latchkey-allow` {what}",
    google: "ignores the extension",
    fix: "write a list of `{code: CODE, reason: WHY}`, with a reason somebody else understands",
  },
  allow_unknown_code: {
    severity: "error",
    title: "there is no finding `{code}`{guess}",
    google: "ignores the extension",
    fix: "correct the code; docs/findings.md lists them all",
  },
  allow_refused: {
    severity: "error",
    title: "finding `{code}` cannot be allowed",
    google: "ignores the extension and does what the finding says",
    fix: "mend what the finding names; only warnings, notes and few errors can be allowed",
  },
  allow_unused: {
    severity: "warning",
    title: "`{code}` is allowed here, and nothing here or below is found to be so",
    google: "ignores the extension",
    fix: "remove the entry, or move it to where the finding stands",
  },
} as const satisfies Record<string, FindingText>;

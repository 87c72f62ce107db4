import type { FindingText } from "./finding-text.ts";

/** What stands between a gateway document and its deployment. */
export const proofFindings = {
  proof_wider: {
    severity: "error",
    title: "door {door} would accept {request}, which the description refuses: {why}",
    google: "accepts the request",
    fix: "nothing is deployed; please report the description that led to this",
  },
  proof_lost: {
    severity: "error",
    title: "no door would accept {request}, which the description accepts",
    google: "refuses the request",
    fix: "nothing is deployed; please report the description that led to this",
  },
  proof_refused: {
    severity: "error",
    title: "the gateway document of door {door} does not compile: {why}",
    google: "refuses the document",
    fix: "nothing is deployed; correct what the message names",
  },
  document_too_large: {
    severity: "error",
    title: "the gateway document of door {door} has {bytes} bytes, more than {limit}",
    google: "refuses an upload of more than 10 MB",
    fix: "spread the operations over several stacks; schemas, examples and texts are left out of it already",
  },
} as const satisfies Record<string, FindingText>;

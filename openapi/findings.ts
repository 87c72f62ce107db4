import { allowanceFindings } from "./findings/allowances.ts";
import { backendFindings } from "./findings/backends.ts";
import { doorFindings } from "./findings/doors.ts";
import { extensionFindings } from "./findings/extensions.ts";
import { fileFindings } from "./findings/files.ts";
import type { FindingText } from "./findings/finding-text.ts";
import { overlayFindings } from "./findings/overlays.ts";
import { pathFindings } from "./findings/paths.ts";
import { proofFindings } from "./findings/proof.ts";
import { quotaFindings } from "./findings/quota.ts";
import { routeFindings } from "./findings/routes.ts";
import { schemeFindings } from "./findings/schemes.ts";
import { securityFindings } from "./findings/security.ts";
import { trafficFindings } from "./findings/traffic.ts";

/** Every finding there is, by family. The docs page, the command line, JSON and SARIF are made from this table. */
export const findingFamilies = {
  "Files, syntax and references": fileFindings,
  "OpenAPI Overlays": overlayFindings,
  "Extensions: ours, Google's, and those that look like one": extensionFindings,
  "Paths, methods and names of single operations": pathFindings,
  "`security`: who may call": securityFindings,
  "Security schemes: what a credential is and who vouches for it": schemeFindings,
  "What operations make of each other: which of them a request reaches": routeFindings,
  "What a gateway does to requests and answers that its author may not expect": trafficFindings,
  "Backends and deadlines": backendFindings,
  Quotas: quotaFindings,
  "What the stack's doors and kind of keys cannot express": doorFindings,
  "`x-latchkey-allow` itself": allowanceFindings,
  "What stands between a gateway document and its deployment": proofFindings,
} as const satisfies Record<string, Record<string, FindingText>>;

/** The same by code. */
export const findings = {
  ...fileFindings,
  ...overlayFindings,
  ...extensionFindings,
  ...pathFindings,
  ...securityFindings,
  ...schemeFindings,
  ...routeFindings,
  ...trafficFindings,
  ...backendFindings,
  ...quotaFindings,
  ...doorFindings,
  ...allowanceFindings,
  ...proofFindings,
} as const satisfies Record<string, FindingText>;

/** Code of a finding. */
export type FindingCode = keyof typeof findings;

import { allowanceExamples } from "./finding-examples/allowances.ts";
import { backendExamples } from "./finding-examples/backends.ts";
import { doorExamples } from "./finding-examples/doors.ts";
import type { FindingExample, UntoldFinding } from "./finding-examples/example.ts";
import { extensionExamples } from "./finding-examples/extensions.ts";
import { fileExamples } from "./finding-examples/files.ts";
import { overlayExamples } from "./finding-examples/overlays.ts";
import { pathExamples } from "./finding-examples/paths.ts";
import { proofExamples } from "./finding-examples/proof.ts";
import { quotaExamples } from "./finding-examples/quota.ts";
import { routeExamples } from "./finding-examples/routes.ts";
import { schemeExamples } from "./finding-examples/schemes.ts";
import { securityExamples } from "./finding-examples/security.ts";
import { trafficExamples } from "./finding-examples/traffic.ts";
import type { FindingCode } from "./findings.ts";

/** A failing and a fixed description for each finding. */
export const findingExamples: Readonly<Record<FindingCode, FindingExample | UntoldFinding>> = {
  ...fileExamples,
  ...overlayExamples,
  ...extensionExamples,
  ...pathExamples,
  ...securityExamples,
  ...schemeExamples,
  ...routeExamples,
  ...trafficExamples,
  ...backendExamples,
  ...quotaExamples,
  ...doorExamples,
  ...allowanceExamples,
  ...proofExamples,
};

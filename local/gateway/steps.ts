import type { Step } from "./exchange.ts";
import { attachIdToken } from "./steps/attach-id-token.ts";
import { checkHeaders } from "./steps/check-headers.ts";
import { checkKey } from "./steps/check-key.ts";
import { checkToken } from "./steps/check-token.ts";
import { dropNominated } from "./steps/drop-nominated.ts";
import { normalizeTarget } from "./steps/normalize-target.ts";
import { overrideMethod } from "./steps/override-method.ts";
import { selectRoute } from "./steps/select-route.ts";
import { spendQuota } from "./steps/spend-quota.ts";

/**
 * What happens to a request before the backend sees it, in this order. The first step that answers ends it.
 *
 * So a missing token is told before a missing key, a wrong path before either, and quota is spent only by callers that may pass.
 * @see gateway-semantics §0.1
 */
export const steps: readonly Step[] = [
  checkHeaders,
  dropNominated,
  normalizeTarget,
  overrideMethod,
  selectRoute,
  checkToken,
  checkKey,
  spendQuota,
  attachIdToken,
];

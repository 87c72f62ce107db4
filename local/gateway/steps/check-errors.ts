import type { CheckError } from "../world.ts";

/** What the gateway answers to each error of a Service Control check; `{service}` is the managed service. @see gateway-semantics §2.3 */
export const checkErrors: Readonly<Record<CheckError, { readonly status: number; readonly message: string }>> = {
  API_KEY_INVALID: { status: 400, message: "INVALID_ARGUMENT: API key not valid. Please pass a valid API key." },
  API_KEY_NOT_FOUND: { status: 400, message: "INVALID_ARGUMENT: API key not found. Please pass a valid API key." },
  API_KEY_EXPIRED: { status: 400, message: "INVALID_ARGUMENT: API key expired. Please renew the API key." },
  NOT_FOUND: { status: 400, message: "INVALID_ARGUMENT: Client project not found. Please pass a valid project." },
  PROJECT_INVALID: { status: 400, message: "INVALID_ARGUMENT: Client project not valid. Please pass a valid project." },
  SERVICE_NOT_ACTIVATED: { status: 403, message: "PERMISSION_DENIED: API {service} is not enabled for the project." },
  PERMISSION_DENIED: { status: 403, message: "PERMISSION_DENIED: Permission denied." },
  IP_ADDRESS_BLOCKED: { status: 403, message: "PERMISSION_DENIED: IP address blocked." },
  REFERER_BLOCKED: { status: 403, message: "PERMISSION_DENIED: Referer blocked." },
  CLIENT_APP_BLOCKED: { status: 403, message: "PERMISSION_DENIED: Client application blocked." },
  API_TARGET_BLOCKED: {
    status: 403,
    message: "PERMISSION_DENIED:  The API targeted by this request is invalid for the given API key.",
  },
  PROJECT_DELETED: { status: 403, message: "PERMISSION_DENIED: Project has been deleted." },
  BILLING_DISABLED: {
    status: 403,
    message: "PERMISSION_DENIED: API {service} has billing disabled. Please enable it.",
  },
  INVALID_CREDENTIAL: {
    status: 403,
    message: "PERMISSION_DENIED: The credential in the request can not be verified.",
  },
  CONSUMER_INVALID: {
    status: 403,
    message:
      "PERMISSION_DENIED: The consumer from the API key does not represent a valid consumer folder or organization.",
  },
  RESOURCE_EXHAUSTED: { status: 429, message: "RESOURCE_EXHAUSTED: Quota check failed." },
};

/** Answer to a route that demands a key when none came. */
export const MISSING_KEY =
  "UNAUTHENTICATED: Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.";

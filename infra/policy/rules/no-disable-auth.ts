import { isObject } from "../../../openapi/google/json.ts";
import { gatewayDocument, tellMethods } from "../gateway-document.ts";
import type { ResourceRule } from "../rule.ts";

/** The gateway proves itself to every backend. */
export const noDisableAuth: ResourceRule = {
  name: "no-disable-auth",
  reason:
    "With disable_auth the gateway sends no ID token of its own and hands the caller's Authorization header to the backend.",
  fix: "Remove disable_auth and give each x-google-backend an address and a jwt_audience.",
  level: "mandatory",
  *check(subject) {
    const document = gatewayDocument(subject);
    if (!document) return;
    const open = document.compiled.methods.filter((method) => method.backend?.disableAuth);
    if (open.length > 0) yield `${subject.name} makes no ID token for the backend of ${tellMethods(open)}`;
    else if (disablesAuth(document.written)) yield `the document of ${subject.name} says disable_auth`;
  },
};

function disablesAuth(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(disablesAuth);
  if (!isObject(value)) return false;
  return (value.disable_auth ?? false) !== false || Object.values(value).some(disablesAuth);
}

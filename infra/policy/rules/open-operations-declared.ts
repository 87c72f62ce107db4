import { fieldOf } from "../../../openapi/google/json.ts";
import { gatewayDocument, tellMethods, writtenOperation } from "../gateway-document.ts";
import type { ResourceRule } from "../rule.ts";

/** An operation is open only where its own `security` says so in so many words. */
export const openOperationsDeclared: ResourceRule = {
  name: "open-operations-declared",
  reason:
    "Google deploys many mistakes as open operations: an undefined scheme, a key in the wrong header, x-google-allow: all, no security at all.",
  fix: "Demand a credential, or declare the operation with security: [] and x-latchkey-public: true in the API description.",
  level: "mandatory",
  *check(subject) {
    const document = gatewayDocument(subject);
    if (!document) return;
    const open = document.compiled.methods.filter((method) => {
      if (method.apiKeyRequired || method.providerIds.length > 0) return false;
      const security = fieldOf(writtenOperation(document, method), "security");
      return !Array.isArray(security) || security.length > 0;
    });
    if (open.length > 0) {
      yield `${subject.name} leaves open to everybody, without saying that it should be: ${tellMethods(open)}`;
    }
  },
};

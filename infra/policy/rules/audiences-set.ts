import { fieldOf, textOf } from "../../../openapi/google/json.ts";
import { gatewayDocument, tellMethods, writtenOperation } from "../gateway-document.ts";
import type { ResourceRule } from "../rule.ts";

/** Who a token is for is always written out. */
export const audiencesSet: ResourceRule = {
  name: "audiences-set",
  reason:
    "Where a scheme names no audience, Google takes the door's own URL, which differs per door; where a backend names none, its address with the path.",
  fix: "Write x-google-audiences on every token scheme and jwt_audience on every x-google-backend.",
  level: "mandatory",
  *check(subject) {
    const document = gatewayDocument(subject);
    if (!document) return;
    for (const provider of document.compiled.providers) {
      if (provider.audiences.length === 0) yield `token scheme ${provider.id} of ${subject.name} names no audience`;
    }
    const silent = document.compiled.methods.filter((method) => {
      const own = fieldOf(writtenOperation(document, method), "x-google-backend");
      const backend = own ?? document.written["x-google-backend"];
      return method.backend && !method.backend.disableAuth && !textOf(backend, "jwt_audience");
    });
    if (silent.length > 0) yield `${subject.name} names no jwt_audience for the backend of ${tellMethods(silent)}`;
  },
};

import { itemsOf } from "../../../openapi/google/json.ts";
import { readGatewayDocument } from "../gateway-document.ts";
import { inputAt } from "../input-at.ts";
import type { ResourceRule } from "../rule.ts";

const otherForms = ["grpcServices", "managedServiceConfigs"];

/** What a gateway does can be read from its document. */
export const readableGatewayDocuments: ResourceRule = {
  name: "readable-gateway-documents",
  reason:
    "Every other rule about gateways judges the document as Google reads it; one that cannot be read may be open.",
  fix: "Give the API config one Swagger 2.0 document in JSON, as openapi/ emits it.",
  level: "mandatory",
  *check(subject) {
    const document = readGatewayDocument(subject);
    if (!document) return;
    if ("problem" in document) yield `API config ${subject.name} cannot be judged: ${document.problem}`;
    for (const form of otherForms) {
      if (itemsOf(inputAt(subject, form)).length > 0) {
        yield `API config ${subject.name} cannot be judged: it has ${form}`;
      }
    }
  },
};

import type { StackPlan } from "../../infra/plan-stack.ts";
import type { Served } from "../../openapi/compare/served.ts";
import type { DoorName } from "../../openapi/compilation.ts";
import { compileDocument } from "../../openapi/google/compile-document.ts";
import type { ServiceConfig } from "../../openapi/google/service-config.ts";

/** What a stack's gateway documents mean to Google. */
export function servedBy({ settings, compilation }: StackPlan): Served {
  const doors: Partial<Record<DoorName, ServiceConfig>> = {};
  for (const door of settings.doors) doors[door] = compileDocument(compilation.documents[door] ?? "");
  return { doors, ownIssuer: settings.issuer.issuer };
}

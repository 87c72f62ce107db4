import type { Problem } from "../errors/problem.ts";
import type { Compilation } from "../openapi/compilation.ts";
import { compileDocument } from "../openapi/google/compile-document.ts";
import type { Settings } from "./settings/settings.ts";

/** Finds what the API description and the consumers' credentials make of each other that cannot work. */
export function checkCredentials(settings: Settings, compilation: Compilation): Problem[] {
  const problems: Problem[] = [];
  if (acceptsOwnTokens(settings, compilation) && settings.signingKeys.length === 0) {
    problems.push({
      key: "latchkey:signingKeys",
      seen: "nothing",
      allowed: "a list with a name, such as [one]",
      message: `${settings.description} demands tokens of this stack's issuer, and no key signs them`,
    });
  }
  const holder = settings.consumers.find((consumer) => consumer.keys.length > 0);
  if (holder && compilation.doorsWithKeys.length === 0) {
    problems.push({
      key: `latchkey:consumers.${holder.name}.keys`,
      seen: `${holder.keys.length} API keys`,
      allowed: "no API keys, or an operation that demands one",
      message: `no operation of ${settings.description} demands an API key, so there is no service to restrict it to`,
    });
  }
  return problems;
}

function acceptsOwnTokens(settings: Settings, compilation: Compilation): boolean {
  return Object.values(compilation.documents).some((document) =>
    compileDocument(document).providers.some((provider) => provider.issuer === settings.issuer.issuer),
  );
}

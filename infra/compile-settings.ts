import { revokedKids } from "../credentials/published.ts";
import type { CompileSettings } from "../openapi/compilation.ts";
import { serviceName, serviceUrl } from "./names.ts";
import type { Settings } from "./settings/settings.ts";

/** What of a stack's settings its gateway documents are made of. */
export function compileSettings(settings: Settings): CompileSettings {
  const address = serviceUrl(serviceName(settings.service, settings.name), settings.projectNumber, settings.region);
  return {
    doors: settings.doors,
    mainDoor: settings.mainDoor,
    apiKeys: settings.apiKeys,
    defaultSecurity: settings.defaultSecurity,
    issuer: settings.issuer,
    backend: {
      address,
      audience: address,
      deadlineSeconds: settings.deadlineSeconds,
      protocol: "http/1.1",
      ...(settings.service.kind === "managed" && { timeoutSeconds: settings.service.timeoutSeconds }),
    },
    revokedKids: revokedKids(settings.consumers),
  };
}

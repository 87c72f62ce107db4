import type { GoogleApi } from "./project-services.ts";
import type { Settings } from "./settings/settings.ts";

/** Whether the gateways' request logs hold keys in clear, of either kind. @param takesKeys - some door takes Google API keys. */
export function logsKeys(settings: Settings, takesKeys: boolean): boolean {
  return takesKeys || settings.apiKeys === "signed";
}

/** Decides which Google APIs a stack needs. */
export function neededApis(settings: Settings, takesKeys: boolean): GoogleApi[] {
  const { service } = settings;
  const readsSecrets = service.kind === "managed" && Object.keys(service.secrets).length > 0;
  const apis: readonly (readonly [GoogleApi, boolean])[] = [
    ["apigateway", true],
    ["apikeys", takesKeys],
    ["cloudkms", settings.signingKeys.length > 0],
    ["iam", true],
    ["logging", logsKeys(settings, takesKeys)],
    ["run", true],
    ["secretmanager", readsSecrets],
    ["servicecontrol", true],
    ["servicemanagement", true],
    ["storage", settings.signingKeys.length > 0 && settings.issuer.host === "bucket"],
  ];
  return apis.flatMap(([api, needed]) => (needed ? [api] : []));
}

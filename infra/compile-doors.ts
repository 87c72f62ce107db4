import { revokedKids } from "../credentials/published.ts";
import type { Compilation } from "../openapi/compilation.ts";
import { compile } from "../openapi/compile.ts";
import type { OverlayFile } from "../openapi/overlay/overlay.ts";
import type { ReadFile } from "../openapi/source/references.ts";
import { DescriptionError } from "./description-error.ts";
import { serviceName, serviceUrl } from "./names.ts";
import type { Settings } from "./settings/settings.ts";

/**
 * Compiles the API description into the stack's gateway documents.
 *
 * @param read - reads what the description refers to; absent: there are no other files.
 * @param overlays - what is laid over it, in order.
 * @throws {DescriptionError} with every finding, when one of them is an error.
 */
export function compileDoors(
  settings: Settings,
  source: Uint8Array,
  read?: ReadFile,
  overlays?: readonly OverlayFile[],
): Compilation {
  const address = serviceUrl(serviceName(settings.service, settings.name), settings.projectNumber, settings.region);
  const compilation = compile({
    source,
    file: settings.description,
    read,
    overlays,
    settings: {
      doors: settings.doors,
      mainDoor: settings.mainDoor,
      apiKeys: settings.apiKeys,
      defaultSecurity: settings.defaultSecurity,
      issuer: settings.issuer,
      backend: { address, audience: address, deadlineSeconds: settings.deadlineSeconds, protocol: "http/1.1" },
      revokedKids: revokedKids(settings.consumers),
    },
  });
  if (compilation.findings.some((finding) => finding.severity === "error")) {
    throw new DescriptionError(settings.description, compilation.findings);
  }
  return compilation;
}

import type { Compilation } from "../openapi/compilation.ts";
import { compile } from "../openapi/compile.ts";
import type { OverlayFile } from "../openapi/overlay/overlay.ts";
import type { ReadFile } from "../openapi/source/references.ts";
import { compileSettings } from "./compile-settings.ts";
import { DescriptionError } from "./description-error.ts";
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
  const compilation = compile({
    source,
    file: settings.description,
    read,
    overlays,
    settings: compileSettings(settings),
  });
  if (compilation.findings.some((finding) => finding.severity === "error")) {
    throw new DescriptionError(settings.description, compilation);
  }
  return compilation;
}

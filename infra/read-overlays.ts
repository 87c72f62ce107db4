import type { OverlayFile } from "../openapi/overlay/overlay.ts";
import { readDescription } from "./read-description.ts";
import type { Settings } from "./settings/settings.ts";

/**
 * Reads what is laid over the stack's API description, in order.
 *
 * @param root - folder of Pulumi.yaml.
 * @throws {DescriptionFileError}
 */
export function readOverlays({ overlays }: Pick<Settings, "overlays">, root: string): OverlayFile[] {
  return overlays.map((file) => ({ file, source: readDescription(file, root, "latchkey:overlays") }));
}

import type { FindingLog } from "../finding-log.ts";
import type { Cursor } from "../source/cursor.ts";

/** Generation of OpenAPI: 2 is Swagger 2.0; 3.0 and 3.1 differ in nothing the gateway looks at. */
export type Generation = 2 | 3;

/** Reads `swagger` or `openapi`. @returns undefined after the finding `unknown_version`. */
export function readVersion(root: Cursor, log: FindingLog): Generation | undefined {
  const swagger = root.get("swagger");
  const openapi = root.get("openapi");
  if (swagger && !openapi && String(swagger.scalar) === "2.0") return 2;
  // Unquoted, YAML makes the number 2 of 2.0.
  if (swagger && !openapi && swagger.scalar === 2) return 2;
  if (openapi && !swagger && /^3\.[01](\.\d+)?$/.test(String(openapi.scalar))) return 3;
  const named = openapi ?? swagger;
  const seen = named
    ? `\`${openapi ? "openapi" : "swagger"}: ${String(named.scalar ?? "…")}\``
    : "neither `openapi` nor `swagger` at its root";
  log.add("unknown_version", (named ?? root).place, { seen: seen.slice(0, 80) });
  return undefined;
}

import type { Served } from "../../../openapi/compare/served.ts";
import type { CompileSettings, DoorName } from "../../../openapi/compilation.ts";
import { compileDocument } from "../../../openapi/google/compile-document.ts";
import { codes, compileText, settings } from "../settings.ts";

/** What a description comes to under given settings. */
export function servedOf(text: string, changes: Partial<CompileSettings> = {}): Served {
  const compilation = compileText(text, changes);
  const errors = codes(compilation);
  if (errors.length > 0) throw new Error(`the description has errors: ${errors.join(", ")}`);
  const doors = Object.fromEntries(
    Object.entries(compilation.documents).map(([door, document]) => [door as DoorName, compileDocument(document)]),
  );
  return { doors, ownIssuer: settings(changes).issuer.issuer };
}

import { expect, it } from "vitest";
import { propertyPath } from "../../../local/cloud/property-path.ts";

it.each([
  [["name"], "name"],
  [["openapiDocuments", 0, "document", "contents"], "openapiDocuments[0].document.contents"],
  [["labels", "goog-terraform"], 'labels["goog-terraform"]'],
] as const)("writes the path %j as the engine does", (path, text) => {
  expect(propertyPath(path)).toBe(text);
});

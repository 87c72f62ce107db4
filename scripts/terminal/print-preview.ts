import type { Preview } from "../../local/preview-stack.ts";
import { bold, dim, red, yellow } from "./style.ts";
import { tellRefusals } from "./tell-refusals.ts";

/** Prints a preview: the resource tree, or the gateway documents. */
export function printPreview(preview: Preview, show: { readonly documents: boolean }): void {
  if (show.documents) {
    for (const [door, document] of Object.entries(preview.documents)) {
      console.log(`${bold(`# ${door}`)}\n${document}`);
    }
    return;
  }
  for (const line of tree(preview.resources)) console.log(line);
  console.log(
    `\n${preview.resources.length} resources, ${Object.keys(preview.documents).length} gateway documents (--documents prints them)`,
  );
  for (const warning of preview.warnings) console.error(yellow(`warning: ${warning}`));
  for (const { level, policy, urn, message, fix } of preview.violations) {
    const text = `${level} ${policy}: ${urn.slice(urn.lastIndexOf("::") + 2)}: ${message}\n  fix: ${fix}`;
    console.error(level === "mandatory" ? red(text) : yellow(text));
  }
  if (preview.refused.length > 0) {
    console.error(["the deployment would be refused", ...tellRefusals(preview.refused)].join("\n"));
  }
}

type Row = Preview["resources"][number];

/** One line per resource, indented under its parent. */
export function tree(resources: readonly Row[]): string[] {
  const children = Map.groupBy(resources, (resource) => resource.parent);
  const known = new Set(resources.map((resource) => resource.urn));
  const below = (resource: Row, indent: string): string[] => [
    `${indent}${resource.name}  ${dim(resource.type)}${resource.protect ? dim("  protected") : ""}`,
    ...(children.get(resource.urn) ?? []).flatMap((child) => below(child, `${indent}  `)),
  ];
  return resources
    .filter((resource) => !resource.parent || !known.has(resource.parent))
    .flatMap((root) => below(root, ""));
}

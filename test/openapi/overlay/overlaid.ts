import type { Compilation, CompileSettings } from "../../../openapi/compilation.ts";
import { compile } from "../../../openapi/compile.ts";
import { FindingLog } from "../../../openapi/finding-log.ts";
import { openDescription } from "../../../openapi/source/open-description.ts";
import { Sources } from "../../../openapi/source/sources.ts";
import type { TreeNode } from "../../../openapi/source/tree.ts";
import { settings } from "../settings.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

/** An overlay with the given actions, in YAML flow or block style. */
export function overlay(actions: string): string {
  return `overlay: 1.0.0\ninfo: {title: ours, version: 1.0.0}\nactions:\n${actions}`;
}

/** What overlays make of a text, as plain data, and what was found. */
export function laid(text: string, ...overlays: string[]) {
  const log = new FindingLog();
  const open = openDescription({ ...input(text, overlays) }, new Sources(), log);
  return { result: open && plain(open.root.node), findings: log.inOrder() };
}

/** Compiles a text under overlays. */
export function compileOverlaid(
  text: string,
  overlays: readonly string[],
  changes: Partial<CompileSettings> = {},
  files: Readonly<Record<string, string>> = {},
): Compilation {
  const read = (file: string) => (files[file] === undefined ? "missing" : bytes(files[file]));
  return compile({ ...input(text, overlays), read, settings: settings(changes) });
}

function input(text: string, overlays: readonly string[]) {
  return {
    source: bytes(text),
    file: "api/openapi.yaml",
    overlays: overlays.map((source, index) => ({ source: bytes(source), file: `overlays/${index + 1}.yaml` })),
  };
}

function plain(node: TreeNode): unknown {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "list") return node.items.map(plain);
  return Object.fromEntries([...node.entries].map(([key, entry]) => [key, plain(entry.value)]));
}

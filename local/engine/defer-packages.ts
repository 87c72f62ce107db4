import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

/**
 * What `@pulumi/pulumi` loads on start and our programs never touch: half its start-up time.
 *
 * `typescript` and `@npmcli/arborist` serve function serialization, the others the Automation API.
 * @see pulumi-facts §2
 */
export const rarelyUsed: readonly string[] = [
  "typescript",
  "@npmcli/arborist",
  "normalize-package-data",
  "js-yaml",
  "execa",
  "@logdna/tail-file",
];

/** Part of the path, not a query: CommonJS tells modules apart by path alone. */
const suffix = ".deferred";

/**
 * Puts off loading CommonJS packages until something of theirs is used. Whoever requires them notices nothing but the time.
 *
 * An `import` gets the real package: it may name exports, which a stand-in cannot list.
 */
export function deferPackages(names: readonly string[]): void {
  const deferred = new Set(names);
  registerHooks({
    resolve(specifier, context, next) {
      const resolved = next(specifier, context);
      const isImport = context.conditions?.includes("import");
      if (!deferred.has(specifier) || isImport || context.parentURL?.endsWith(suffix)) return resolved;
      return { ...resolved, url: resolved.url + suffix, format: "commonjs" };
    },
    load(url, context, next) {
      if (!url.endsWith(suffix)) return next(url, context);
      const file = fileURLToPath(url.slice(0, -suffix.length));
      return { format: "commonjs", source: standIn(file), shortCircuit: true };
    },
  });
}

/**
 * Source of a module that becomes the real one at the first access.
 *
 * `__esModule` is answered without loading, because every importer asks for it at once; compiled `import x` and
 * `import * as x` then both come through `default` or the name they want.
 */
function standIn(file: string): string {
  return `"use strict";
let real;
const load = () => (real ??= require(${JSON.stringify(file)}));
module.exports = new Proxy(function () {}, {
  get: (_, key) => (key === "__esModule" ? true : key === "default" ? (load().default ?? load()) : load()[key]),
  has: (_, key) => key in load(),
  apply: (_, self, args) => load().apply(self, args),
  construct: (_, args) => new (load())(...args),
});`;
}

import type { CompileSettings } from "../compilation.ts";
import type { FindingLog } from "../finding-log.ts";
import type { OpenDescription } from "../source/open-description.ts";
import { readBasePath } from "./base-path.ts";
import { catchAll } from "./catch-all.ts";
import { coverOperations } from "./default-security.ts";
import type { Description } from "./description.ts";
import { ExtensionCheck } from "./extensions.ts";
import { nameOperations } from "./name-operations.ts";
import { OperationReader } from "./operation-reader.ts";
import { readQuota } from "./read-quota.ts";
import { refuseOpeners } from "./refuse-openers.ts";
import { readVersion } from "./version.ts";

/**
 * Reduces an OpenAPI 2.0, 3.0 or 3.1 description to what decides about requests.
 *
 * @returns undefined when not even the version can be read; otherwise everything that could be read, findings beside it.
 */
export function readDescription(
  { root, references }: OpenDescription,
  { issuer, defaultSecurity }: Pick<CompileSettings, "issuer" | "defaultSecurity">,
  log: FindingLog,
): Description | undefined {
  if (root.node.kind !== "map") {
    log.add("unknown_version", root.place, { seen: "no mapping at its root" });
    return undefined;
  }
  const generation = readVersion(root, log);
  if (!generation) return undefined;
  refuseOpeners(root, log);
  const extensions = new ExtensionCheck(generation, log);
  extensions.check(root, "root");

  const basePath = readBasePath(root, generation, extensions, log);
  const quota = readQuota(root, log);
  const ownIssuer = issuer.issuer;
  const shared = { root, references, generation, basePath, quota, ownIssuer, defaultSecurity, extensions, log };
  const reader = new OperationReader(shared);
  const writtenPaths = root.get("paths");
  const paths = writtenPaths && references.follow(writtenPaths);
  if (paths && paths.node.kind !== "map") log.add("wrong_type", paths.place, { what: "paths", expected: "a mapping" });
  for (const [path, item] of paths?.entries() ?? []) {
    if (!path.startsWith("x-")) reader.readPathItem(path, item);
  }
  catchAll(root, basePath, reader, log);
  reader.finish();
  if (reader.dropped > 0 && log.errorCount === 0) {
    const request = `the requests of ${reader.dropped} operations that could not be read`;
    log.add("proof_lost", (paths ?? root).place, { request });
  }
  if (reader.count === 0) log.add("no_operations", (paths ?? root).place);
  const { operations, schemes } = reader;
  const secured = coverOperations(operations, defaultSecurity, schemes, (writtenPaths ?? root).place, log);
  return {
    title: root.get("info")?.get("title")?.text ?? "API",
    operations: nameOperations(secured, log),
    schemes: schemes.used,
    schemePlaces: schemes.places,
    quota,
  };
}

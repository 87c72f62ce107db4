import { counted } from "../counted.ts";
import type { FindingLog } from "../finding-log.ts";
import { takesMore } from "./accepts.ts";
import { findPath, type RouteTree } from "./route-tree.ts";

/** Methods that change something; what overrides a method is used to send one of them as POST. */
const overridden = ["PUT", "PATCH", "DELETE"];

/** Finds what is worth knowing of single paths: a POST that is weaker than its neighbours, a wildcard without its prefix. */
export function checkPaths(tree: RouteTree, log: FindingLog): void {
  const weakPosts = tree.paths.flatMap(({ operations }) => {
    const post = operations.get("POST");
    const stricter = overridden.find((method) => {
      const operation = operations.get(method);
      return post && operation && takesMore(post.policy, [operation.policy]);
    });
    return post && stricter ? [{ post, stricter }] : [];
  });
  const [weak] = weakPosts;
  if (weak) {
    const { path, place } = weak.post;
    log.add("method_override", place, { path, method: weak.stricter, paths: counted(weakPosts.length, "path") });
  }
  for (const { template, first } of tree.paths) {
    const { segments } = template;
    if (segments.at(-1) !== "**" || segments.length === 1 || first.catchAll) continue;
    if (findPath(tree, segments.slice(0, -1))) continue;
    const { path, place } = first;
    log.add("bare_prefix", place, { path, bare: path.slice(0, path.lastIndexOf("/")) });
  }
}

import type { FindingLog } from "../finding-log.ts";
import type { Cursor } from "../source/cursor.ts";
import type { Generation } from "./version.ts";

/**
 * Reads the path in front of every path, without a trailing slash; empty for none.
 *
 * In OpenAPI 3 it is the path of the server marked with `x-google-endpoint`, else of the first one.
 */
export function readBasePath(root: Cursor, generation: Generation, log: FindingLog): string {
  const at = generation === 2 ? root.get("basePath") : chosenServer(root, log);
  if (!at) return "";
  const path = generation === 2 ? at.text : serverPath(at);
  if (path === undefined || (path !== "" && !path.startsWith("/")) || /[{}?#*]/.test(path)) {
    log.add("bad_path", at.place, {
      path: String(path ?? ""),
      what: "a base path starts with / and has no parameters",
    });
    return "";
  }
  return path.replace(/\/+$/, "");
}

function chosenServer(root: Cursor, log: FindingLog): Cursor | undefined {
  const servers = root.get("servers")?.items() ?? [];
  const marked = servers.find((server) => server.get("x-google-endpoint"));
  if (servers.length > 1 && !marked && new Set(servers.map(serverPath)).size > 1) {
    const at = root.get("servers");
    if (at) log.add("servers_ignored", at.place);
  }
  return marked ?? servers[0];
}

function serverPath(server: Cursor): string | undefined {
  const url = (server.get("url")?.text ?? "").replace(/\{([^{}]*)\}/g, (place, name: string) =>
    String(server.get("variables")?.get(name)?.get("default")?.scalar ?? place),
  );
  const withoutHost = url.replace(/^([a-z][a-z0-9+.-]*:)?\/\/[^/]*/i, "");
  return withoutHost === "" || withoutHost.startsWith("/") ? withoutHost : `/${withoutHost}`;
}

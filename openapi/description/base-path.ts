import type { FindingLog } from "../finding-log.ts";
import type { Cursor } from "../source/cursor.ts";
import type { ExtensionCheck } from "./extensions.ts";
import type { Generation } from "./version.ts";

/**
 * Reads the path in front of every path, without a trailing slash; empty for none.
 *
 * In OpenAPI 3 it is the path of the server marked with `x-google-endpoint`, else of the first one.
 */
export function readBasePath(
  root: Cursor,
  generation: Generation,
  extensions: ExtensionCheck,
  log: FindingLog,
): string {
  const at = generation === 2 ? root.get("basePath") : chosenServer(root, extensions, log);
  if (!at) return "";
  const path = generation === 2 ? at.text : serverPath(at);
  if (generation === 3) tellVariables(at, path ?? "", log);
  if (path === undefined || (path !== "" && !path.startsWith("/")) || /[{}?#*]/.test(path)) {
    log.add("bad_path", at.place, {
      path: String(path ?? ""),
      what: "a base path starts with / and has no parameters",
    });
    return "";
  }
  return path.replace(/\/+$/, "");
}

function chosenServer(root: Cursor, extensions: ExtensionCheck, log: FindingLog): Cursor | undefined {
  const servers = root.get("servers")?.items() ?? [];
  for (const server of servers) {
    extensions.check(server, "server");
    const url = server.get("url");
    if (url?.text && /^wss?:/i.test(url.text)) log.add("websocket", url.place, { what: "this server" });
  }
  const [marked, second] = servers.flatMap((server) => (server.get("x-google-endpoint") ? [server] : []));
  if (second) log.add("endpoint_twice", (second.get("x-google-endpoint") ?? second).place);
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

/** A variable before the path, in the host, makes no difference to the gateway. */
function tellVariables(server: Cursor, path: string, log: FindingLog): void {
  const url = server.get("url");
  const written = url?.text?.replace(/^([a-z][a-z0-9+.-]*:)?\/\/[^/]*/i, "") ?? "";
  const names = [...written.matchAll(/\{([^{}]*)\}/g)].map(([place]) => place);
  if (url && names.length > 0 && !path.includes("{"))
    log.add("server_variable", url.place, { name: names.join(", "), path });
}

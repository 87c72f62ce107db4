import type { Target } from "../../local/check/pick-operation.ts";
import { findLocalTargets } from "../../local/check/targets.ts";
import type { RunLocalOptions, RunningStack } from "../run-local.ts";
import { bold, dim, yellow } from "../terminal/style.ts";

/** Says what runs where, with `curl` lines that can be pasted. */
export function tellStack({ stack, credentials, startedMs }: RunningStack, options: RunLocalOptions): string {
  const { key, token } = credentials;
  const targets = findLocalTargets(stack);
  const listeners = [
    ...stack.doors.map((door) => ({ ...door, name: `${door.name} door` })),
    { ...stack.service, name: "private service" },
  ];
  const rows = listeners.map(({ name, url, listening }) => {
    const taken = listening.taken === undefined ? "" : yellow(`  port ${listening.taken} is taken`);
    return `  ${bold(name.padEnd(16))}${url}${taken}`;
  });
  const lines = [
    `${bold("latchkey")} serves stack ${bold(options.stack)} on loopback ${dim(`(up in ${startedMs} ms)`)}`,
    "",
    ...rows,
    "",
    ...(key && targets.key
      ? [
          `API key of ${key.consumer}, without an expiry:`,
          curl(key.url, targets.key, { key: key.apiKey, token: token?.token }),
          "",
        ]
      : []),
    ...(token && targets.token
      ? [
          `Token of ${token.consumer}, until ${token.expiresAt}:`,
          curl(token.url, targets.token, { key: key?.apiKey, token: token.token }),
          "",
        ]
      : []),
    "Straight at the private service (refused):",
    `  curl ${stack.service.url}/`,
    "",
    options.watch
      ? "Saving the API description or the stack's configuration redeploys. Ctrl-C stops."
      : "Ctrl-C stops.",
  ];
  return lines.join("\n");
}

function curl(url: string, target: Target, credentials: { readonly key?: string; readonly token?: string }): string {
  const method = target.method === "GET" ? "" : ` -X ${target.method}`;
  const key = target.needsKey && credentials.key ? ` -H 'x-api-key: ${credentials.key}'` : "";
  const token = target.needsToken && credentials.token ? ` -H 'Authorization: Bearer ${credentials.token}'` : "";
  return `  curl${method}${key}${token} ${url}${target.path}`;
}

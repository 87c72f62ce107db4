import type { IncomingMessage, RequestListener } from "node:http";

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/i;
/** What any page may load without harm: public objects. */
const HARMLESS = /^\/(?!v\d+\/)/;

/**
 * Keeps web pages away from a listener that signs for whoever asks: a page in the developer's browser reaches loopback, too.
 *
 * A browser tells on itself by `Origin` or `Sec-Fetch-Site`; a page whose host name was bent to 127.0.0.1 by that very name in `Host`. Reading public
 * objects stays open to all.
 * @see https://www.rfc-editor.org/rfc/rfc6454#section-7
 */
export function refuseWebPages(listener: RequestListener): RequestListener {
  return (request, response) => {
    const reads = (request.method === "GET" || request.method === "HEAD") && HARMLESS.test(request.url ?? "");
    if (reads || !isFromWebPage(request)) return listener(request, response);
    const message = "Requests of web pages are refused here: this address signs tokens.";
    const body = JSON.stringify({ error: { code: 403, message, status: "PERMISSION_DENIED" } });
    const headers = { "content-type": "application/json; charset=UTF-8", "content-length": body.length };
    response.writeHead(403, { ...headers, connection: "close" }).end(body);
  };
}

function isFromWebPage({ headers, rawHeaders }: IncomingMessage): boolean {
  const hosts = rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === "host").length;
  if (hosts !== 1 || !LOOPBACK.test(headers.host ?? "")) return true;
  return headers.origin !== undefined || headers["sec-fetch-site"] !== undefined;
}

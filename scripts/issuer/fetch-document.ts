import { DiscoveryError } from "./discovery-error.ts";

/** Bytes of a document. */
const MAX_BYTES = 1024 * 1024;
const MAX_REDIRECTS = 3;
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Bounds of one fetch. */
export interface FetchBounds {
  /** Milliseconds, redirects included. */
  readonly timeoutMs: number;
}

/** Whether a URL may be asked: https, or http on this machine. */
export function isAskable(url: URL): boolean {
  return url.protocol === "https:" || (url.protocol === "http:" && LOOPBACK.test(url.hostname));
}

/**
 * Fetches a document of an issuer once, within bounds of time and size.
 *
 * @throws {DiscoveryError} `issuer_unreachable`, `issuer_redirect`, `issuer_too_large`.
 */
export async function fetchDocument(start: string, { timeoutMs }: FetchBounds): Promise<Uint8Array> {
  const signal = AbortSignal.timeout(timeoutMs);
  let url = start;
  for (let redirects = 0; ; redirects += 1) {
    try {
      const response = await fetch(url, { redirect: "manual", signal, headers: { accept: "application/json" } });
      const location = response.headers.get("location");
      if (response.status === 200) return await readBody(response, url);
      await response.body?.cancel();
      if (response.status < 300 || response.status > 399 || location === null)
        throw new DiscoveryError("issuer_unreachable", { url, reason: `status ${response.status}` });
      const target = URL.parse(location, url);
      if (target?.protocol !== "https:" || redirects === MAX_REDIRECTS)
        throw new DiscoveryError("issuer_redirect", { url, target: (target?.href ?? "nowhere").slice(0, 200) });
      url = target.href;
    } catch (error) {
      if (error instanceof DiscoveryError) throw error;
      throw new DiscoveryError("issuer_unreachable", { url, reason: reasonOf(error, timeoutMs) });
    }
  }
}

async function readBody(response: Response, url: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > MAX_BYTES) throw new DiscoveryError("issuer_too_large", { url, limit: MAX_BYTES });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function reasonOf(error: unknown, timeoutMs: number): string {
  const { name, cause, message } = error as Error & { readonly cause?: { readonly code?: string } };
  return name === "TimeoutError" ? `no answer within ${timeoutMs} ms` : (cause?.code ?? message);
}

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { RestAnswer } from "../../../../local/cloud/rest/google-error.ts";
import type { RestRequest } from "../../../../local/cloud/rest/kms.ts";

/** A loopback port that answers like Cloud KMS. */
export interface KmsServer {
  /** e.g. `http://127.0.0.1:41234`. */
  readonly endpoint: string;
  /** Every request so far. */
  readonly requests: readonly (RestRequest & { readonly headers: Readonly<Record<string, unknown>> })[];
  close(): Promise<void>;
}

/** Serves `answer` on a free port; no answer becomes a plain 404, as from any web server. */
export async function serveKms(answer: (request: RestRequest) => Promise<RestAnswer | undefined>): Promise<KmsServer> {
  const requests: (RestRequest & { headers: Record<string, unknown> })[] = [];
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", async () => {
      const url = new URL(incoming.url ?? "/", "http://loopback");
      const body = Buffer.concat(chunks).toString();
      const request = {
        method: incoming.method ?? "",
        path: url.pathname,
        query: url.searchParams,
        body,
        headers: incoming.headers,
      };
      requests.push(request);
      const {
        status,
        headers,
        body: text,
      } = (await answer(request)) ?? { status: 404, headers: {}, body: "<html>Not Found</html>" };
      outgoing.writeHead(status, headers).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

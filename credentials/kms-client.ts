import type { KeyManagementServiceClient } from "@google-cloud/kms";
import { CredentialError } from "./errors.ts";

type ClientOptions = NonNullable<ConstructorParameters<typeof KeyManagementServiceClient>[0]>;

const clients = new Map<string, Promise<KeyManagementServiceClient>>();

/**
 * Opens Google's own client library on Cloud KMS, once per endpoint.
 *
 * The library takes a quarter of a second to load, so it is loaded when something is signed and not before.
 * @param endpoint - absent: Google's, with application default credentials. `http://` only on loopback, then without any credentials.
 * @throws {CredentialError} `kms_endpoint_unfit`.
 */
export async function kmsClient(endpoint?: string): Promise<KeyManagementServiceClient> {
  const options = endpoint === undefined ? {} : clientOptions(endpoint);
  const open = async () => {
    const { KeyManagementServiceClient } = await import("@google-cloud/kms");
    return new KeyManagementServiceClient(options);
  };
  const client = clients.get(endpoint ?? "") ?? open();
  clients.set(endpoint ?? "", client);
  return await client;
}

function clientOptions(endpoint: string): ClientOptions {
  const url = URL.parse(endpoint);
  const isPlain = url !== null && url.pathname === "/" && !url.search && !url.hash && !url.username && !url.password;
  if (isPlain && url.protocol === "https:") return { apiEndpoint: url.hostname, port: Number(url.port || 443) };
  if (!isPlain || url.protocol !== "http:" || !/^(127(\.\d+){3}|localhost|\[::1\])$/.test(url.hostname)) {
    // Only what cannot hold a password or a token is repeated.
    throw new CredentialError("kms_endpoint_unfit", { endpoint: url === null ? "what is no URL" : url.origin });
  }
  return {
    fallback: true,
    protocol: "http",
    apiEndpoint: url.hostname,
    port: Number(url.port || 80),
    auth: withoutCredentials as unknown as ClientOptions["auth"],
  };
}

/** The part of google-auth-library that the REST transport calls. It looks for no credentials, so none can leak to a loopback port. */
const withoutCredentials = {
  getRequestHeaders: async () => new Headers(),
  fetch: (url: string, { method, headers, body, signal }: RequestInit) => fetch(url, { method, headers, body, signal }),
};

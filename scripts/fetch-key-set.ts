import { LatchkeyError } from "../errors/latchkey-error.ts";
import { type Answer, send } from "../local/check/send.ts";

/** The key set as the world sees it. */
export interface PublishedKeySet {
  readonly text: string;
  /** When it was last changed, in seconds since the epoch; absent when its host does not say. */
  readonly modifiedAtSeconds?: number;
}

/**
 * Fetches the published key set, so that no token is signed under a kid that gateways cannot know.
 *
 * @throws {LatchkeyError} `key_set_unreachable`.
 */
export async function fetchKeySet(jwksUri: string): Promise<PublishedKeySet> {
  const answer = await send({ method: "GET", url: jwksUri }).catch((error: Error) => error);
  if (answer instanceof Error || answer.status !== 200) {
    throw new LatchkeyError(
      "key_set_unreachable",
      {
        message: "the key set at {url} cannot be fetched ({reason}), so nobody could verify a token",
        fix: "deploy the stack, or correct latchkey:issuer and host the key set there",
      },
      { url: jwksUri, reason: answer instanceof Error ? answer.message : `status ${answer.status}` },
    );
  }
  return { text: answer.body.toString("utf8"), modifiedAtSeconds: modifiedAt(answer) };
}

function modifiedAt({ headers }: Answer): number | undefined {
  const time = Date.parse(String(headers["last-modified"]));
  return Number.isNaN(time) ? undefined : time / 1000;
}

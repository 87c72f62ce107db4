import { compileDocument } from "../../openapi/google/compile-document.ts";
import type { LocalStack } from "../local-stack.ts";
import { pickOperation, type Target } from "./pick-operation.ts";

/** Operations of a stack to try credentials on. */
export interface Targets {
  /** Demands a key, at the stack's `keyUrl`. */
  readonly key?: Target;
  /** Demands a token of the own issuer, at the stack's `tokenUrl`. */
  readonly token?: Target;
  /** A key is a token in `x-api-key`. */
  readonly signedKeys: boolean;
}

/** What of a stack decides where credentials are tried. */
export interface TargetSource {
  readonly keyUrl: string;
  readonly tokenUrl: string;
  /** The own issuer. */
  readonly issuer: string;
  /** URL of each door → its gateway document. */
  readonly documents: ReadonlyMap<string, string>;
}

/** Finds operations to try credentials on. */
export function findTargets({ keyUrl, tokenUrl, issuer, documents }: TargetSource): Targets {
  const configs = new Map([...documents].map(([url, document]) => [url, compileDocument(document)]));
  const at = (url: string, demand: "key" | "token") => {
    const config = configs.get(url);
    return config && pickOperation(config, demand, issuer);
  };
  const own = [...configs.values()].flatMap((config) =>
    config.providers.filter((provider) => provider.issuer === issuer),
  );
  return {
    key: at(keyUrl, "key"),
    token: at(tokenUrl, "token"),
    signedKeys: own.some(({ locations }) =>
      locations.some((location) => "header" in location && location.header.toLowerCase() === "x-api-key"),
    ),
  };
}

/** Finds them in a stack on loopback, in the documents as they are deployed. */
export function findLocalTargets({ outputs, deployment, doors }: LocalStack): Targets {
  const deployed = new Map(deployment.doors.map((door) => [door.hostname, door.document]));
  return findTargets({
    keyUrl: outputs.keyUrl,
    tokenUrl: outputs.tokenUrl,
    issuer: outputs.issuer.issuer,
    documents: new Map(doors.map(({ url, hostname }) => [url, deployed.get(hostname) ?? ""])),
  });
}

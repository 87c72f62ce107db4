import type { Deployment } from "./deployment.ts";
import type { World } from "./gateway/world.ts";

/**
 * Stands in for whoever hosts the own issuer's key set (`latchkey:issuer.host: url`): its address answers with the set that
 * `latchkey jwks` prints for them to host.
 */
export function withHostedKeySet(world: World, deployment: () => Deployment): World {
  return {
    ...world,
    async fetchText(url) {
      const { issuer, keySet } = deployment().outputs as {
        readonly issuer?: { readonly jwksUri: string };
        readonly keySet?: string;
      };
      const isHosted = issuer?.jwksUri === url && !url.startsWith("https://storage.googleapis.com/");
      return isHosted && keySet ? { status: 200, body: keySet } : world.fetchText(url);
    },
  };
}

import * as pulumi from "@pulumi/pulumi";
import { ApiKeys } from "./api-keys.ts";
import { consumerOutputs, doorOutputs } from "./describe-outputs.ts";
import { Door } from "./door.ts";
import { GatewayAccount } from "./gateway-account.ts";
import { bucketName, doorId } from "./names.ts";
import { logsKeys, neededApis } from "./needed-apis.ts";
import type { StackOutputs } from "./outputs.ts";
import { PrivateService } from "./private-service.ts";
import { ProjectServices } from "./project-services.ts";
import { createProvider } from "./provider.ts";
import { readStack } from "./read-stack.ts";
import { RequestLogs } from "./request-logs.ts";
import { TokenIssuer } from "./token-issuer.ts";

/** The whole stack. It may be evaluated more than once in a process. */
export default async function stack(): Promise<StackOutputs> {
  const { settings, compilation } = await readStack();
  const { project, projectNumber, region, name } = settings;
  const takesKeys = compilation.doorsWithKeys.length > 0;
  const provider = createProvider(settings);
  const opts = { provider };
  const services = new ProjectServices("apis", { project, apis: neededApis(settings, takesKeys) }, opts);
  const service = new PrivateService(
    "service",
    { stackName: name, service: settings.service, project, projectNumber, region, services },
    opts,
  );
  const account = new GatewayAccount(
    "gateway-account",
    { accountId: `${name}-gateway`, project, service, services },
    opts,
  );
  const issuer =
    settings.signingKeys.length > 0
      ? new TokenIssuer("issuer", { ...settings, bucketName: bucketName(project, settings.stack), services }, opts)
      : undefined;
  const logs = logsKeys(settings, takesKeys)
    ? new RequestLogs(
        "request-logs",
        {
          ...settings.requestLogs,
          project,
          region,
          bucketId: `${name}-requests`,
          gatewayIds: settings.doors.map((door) => doorId(name, door)),
          services,
        },
        opts,
      )
    : undefined;
  const doors = settings.doors.map(
    (door) =>
      [
        door,
        new Door(
          door,
          {
            door,
            id: doorId(name, door),
            project,
            region,
            document: compilation.documents[door] ?? "",
            takesKeys: compilation.doorsWithKeys.includes(door),
            retiring: settings.retiringDoors.includes(door),
            account,
            after: [...(issuer?.live ?? []), ...(logs?.routed ?? [])],
            services,
          },
          opts,
        ),
      ] as const,
  );
  const keys = takesKeys
    ? new ApiKeys(
        "api-keys",
        {
          project,
          consumers: settings.consumers,
          doors: doors.filter(([door]) => compilation.doorsWithKeys.includes(door)).map(([, door]) => door),
          services,
        },
        opts,
      )
    : undefined;

  const urlOf = (wanted: string) => {
    const found = doors.find(([door]) => door === wanted);
    if (!found) throw new Error(`the stack has no door ${wanted}`);
    return found[1].url;
  };
  const keyUrl = urlOf(compilation.keyDoor);
  const tokenUrl = urlOf(compilation.tokenDoor);
  return {
    gatewayUrl: urlOf("main"),
    keyUrl,
    tokenUrl,
    doors: doorOutputs(doors),
    serviceUrl: service.url,
    gatewayAccount: account.email,
    issuer: { issuer: settings.issuer.issuer, jwksUri: settings.issuer.jwksUri, audience: settings.issuer.audience },
    signingKeys: issuer?.signingKeyVersions ?? {},
    keySet: issuer?.keySet ?? pulumi.output(""),
    consumers: consumerOutputs(settings.consumers, { keyUrl, tokenUrl }),
    apiKeys: keys?.keyStrings ?? pulumi.secret<Record<string, Record<string, string>>>({}),
  };
}

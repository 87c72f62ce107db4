import { afterEach, describe, expect, test } from "vitest";
import { send } from "../../local/check/send.ts";
import { systemClock } from "../../local/clock.ts";
import type { DeployedDoor } from "../../local/deployment.ts";
import type { World } from "../../local/gateway/world.ts";
import { ServedDoors } from "../../local/served-doors.ts";

/** A world in which every key is good and the service is not there. */
const world: World = {
  fetchText: async () => ({ status: 404, body: "" }),
  checkKey: async () => ({ ok: true, consumerProjectNumber: "1", keyUid: "u" }),
  idToken: async () => "token",
  locate: () => ({ protocol: "http:", host: "127.0.0.1", port: 1 }),
};

const opened: ServedDoors[] = [];
const make = (port = 0) => {
  const doors = new ServedDoors({ world, clock: systemClock, port, log: () => {} });
  opened.push(doors);
  return doors;
};
afterEach(() => Promise.all(opened.splice(0).map((doors) => doors.close())));

/** A door with one operation that demands a key. */
function door(name: string, path: string): DeployedDoor {
  const document = {
    swagger: "2.0",
    info: { title: "x", version: "1" },
    host: `${name}.example`,
    securityDefinitions: { key: { type: "apiKey", in: "header", name: "x-api-key" } },
    "x-google-backend": { address: "https://orders-1.europe-west1.run.app" },
    paths: {
      [path]: { get: { operationId: "a", security: [{ key: [] }], responses: { 200: { description: "ok" } } } },
    },
  };
  return {
    name,
    hostname: `${name}-1a2b.ew.gateway.dev`,
    configId: `${name}-1`,
    document: JSON.stringify(document),
    managedService: `${name}.apigateway.acme.cloud.goog`,
    serviceAccountEmail: "gateway@acme.iam.gserviceaccount.com",
  };
}

const statusOf = async (doors: ServedDoors, index: number, path: string) =>
  (await send({ method: "GET", url: `${doors.doors[index]?.url}${path}` })).status;

describe("doors that are served", () => {
  test("listen one each, from the wanted port on", async () => {
    const doors = make(41_480);
    await doors.deploy([door("main", "/a"), door("second", "/b")]);
    const [main, second] = doors.doors;
    expect(main?.listening.port).toBeGreaterThanOrEqual(41_480);
    expect(second?.listening.port).toBeGreaterThan(main?.listening.port ?? 0);
    expect(await Promise.all([statusOf(doors, 0, "/a"), statusOf(doors, 0, "/b")])).toEqual([401, 404]);
    expect(await Promise.all([statusOf(doors, 1, "/a"), statusOf(doors, 1, "/b")])).toEqual([404, 401]);
  });

  test("keep their address and take the new configuration at once", async () => {
    const doors = make();
    await doors.deploy([door("main", "/a")]);
    const before = doors.doors;
    await doors.deploy([door("main", "/b")]);
    expect(doors.doors).toEqual(before);
    expect(await Promise.all([statusOf(doors, 0, "/a"), statusOf(doors, 0, "/b")])).toEqual([404, 401]);
  });

  test("come and go while the others stay", async () => {
    const doors = make();
    await doors.deploy([door("main", "/a")]);
    const [main] = doors.doors;
    await doors.deploy([door("main", "/a"), door("second", "/b")]);
    const second = doors.doors[1]?.url ?? "";
    expect(await statusOf(doors, 1, "/b")).toBe(401);
    await doors.deploy([door("main", "/a")]);
    expect(doors.doors).toEqual([main]);
    await expect(send({ method: "GET", url: second })).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });

  test("are closed all together", async () => {
    const doors = make();
    await doors.deploy([door("main", "/a"), door("second", "/b")]);
    const urls = doors.doors.map(({ url }) => url);
    await doors.close();
    expect(doors.doors).toEqual([]);
    for (const url of urls) await expect(send({ method: "GET", url })).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });
});

import { createServer, type Server } from "node:http";
import { afterEach, expect, test } from "vitest";
import { listen, loopback } from "../../local/listen.ts";

const servers: Server[] = [];
const server = () => {
  const made = createServer((_, response) => response.end("here"));
  servers.push(made);
  return made;
};
afterEach(() => Promise.all(servers.splice(0).map((each) => new Promise((done) => each.close(done)))));

test("any free port is one that answers, on loopback alone", async () => {
  const made = server();
  const listening = await listen(made, 0);
  expect(listening).toEqual({ port: expect.any(Number) });
  expect(made.address()).toMatchObject({ address: loopback });
  expect(await (await fetch(`http://${loopback}:${listening.port}`)).text()).toBe("here");
});

test("the wanted port is taken when it is free, and the next free one otherwise, which is said", async () => {
  const { port } = await listen(server(), 0);
  const next = await listen(server(), port);
  expect(next.taken).toBe(port);
  expect(next.port).toBeGreaterThan(port);
  const third = await listen(server(), port);
  expect(third.port).toBeGreaterThan(next.port);
});

test("a port that this user may not have is passed over like a taken one", async () => {
  const listening = await listen(server(), 65_500);
  expect(listening.port).toBeGreaterThanOrEqual(65_500);
});

test("no port beyond the last is tried", async () => {
  await listen(server(), 65_535);
  await expect(listen(server(), 65_535)).rejects.toMatchObject({ code: "no_free_port", details: { from: 65_535 } });
});

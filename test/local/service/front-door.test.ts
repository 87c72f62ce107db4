import {
  createServer,
  request as httpRequest,
  type IncomingHttpHeaders,
  type RequestListener,
  type Server,
} from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createIdTokens } from "../../../local/cloud/id-token.ts";
import type { CloudState } from "../../../local/cloud/state.ts";
import type { App } from "../../../local/service/app.ts";
import { echo } from "../../../local/service/echo.ts";
import { frontDoor } from "../../../local/service/front-door.ts";
import { type Inputs, makeStack, NOW, PROJECT, PROJECT_NUMBER, REGION, Registrar } from "../cloud/registrar.ts";

const SERVICE = `projects/${PROJECT}/locations/${REGION}/services/orders`;
const URL_OF_SERVICE = `https://orders-${PROJECT_NUMBER}.${REGION}.run.app`;
const GATEWAY = `orders-gateway@${PROJECT}.iam.gserviceaccount.com`;
const RUN_SERVICE = "gcp:cloudrunv2/service:Service";
const MEMBER = "gcp:cloudrunv2/serviceIamMember:ServiceIamMember";
const LIMIT = 32 * 1024 * 1024;

const tokens = createIdTokens(() => NOW);
const servers: Server[] = [];
let stack: CloudState;
let base: string;

/** An app that says what arrived, without decoding anything. */
const mirror: App = (request, response) => {
  request.body.resume().once("end", () => response.end(JSON.stringify(request.headers)));
};

async function open(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function door(state: CloudState, app: App = mirror, service = SERVICE): Promise<string> {
  return open(frontDoor({ service, state: () => state, tokens, app }));
}

async function stateWith(change: (registrar: Registrar) => Promise<unknown>): Promise<CloudState> {
  const registrar = await new Registrar(stack).begin();
  await change(registrar);
  return registrar.cloud.state();
}

beforeAll(async () => {
  const registrar = new Registrar();
  await makeStack(registrar);
  stack = registrar.cloud.state();
  base = await door(stack);
});

afterAll(() => {
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
});

const bearer = async (email = GATEWAY, audience = URL_OF_SERVICE) => `Bearer ${await tokens.mint(email, audience)}`;

describe("who is let in", () => {
  const legacy = async () => {
    const service = Object.values(stack.objects).find(({ type }) => type === RUN_SERVICE);
    return bearer(GATEWAY, String(service?.outputs.uri));
  };
  const cases: readonly (readonly [string, () => Promise<Record<string, string>>, number])[] = [
    ["nobody without a token", async () => ({}), 403],
    ["nobody with an empty header", async () => ({ authorization: "" }), 403],
    ["the gateway's account", async () => ({ authorization: await bearer() }), 200],
    ["the gateway's account with the older URL as audience", async () => ({ authorization: await legacy() }), 200],
    ["a scheme in small letters", async () => ({ authorization: (await bearer()).replace("B", "b") }), 200],
    [
      "nobody with another service's audience",
      async () => ({ authorization: await bearer(GATEWAY, "https://x.run.app") }),
      401,
    ],
    [
      "nobody whose audience has a path",
      async () => ({ authorization: await bearer(GATEWAY, `${URL_OF_SERVICE}/a`) }),
      401,
    ],
    ["nobody without the role", async () => ({ authorization: await bearer("other@example.com") }), 403],
    ["nobody with something that is no token", async () => ({ authorization: "Bearer abc" }), 401],
    [
      "nobody with a long-lived token of our own",
      async () => ({ authorization: "Bearer eyJhbGciOiJSUzI1NiJ9.e30.c2ln" }),
      401,
    ],
    ["nobody with Basic", async () => ({ authorization: "Basic YTpi" }), 401],
    [
      "the serverless header instead of Authorization",
      async () => ({ authorization: "Bearer abc", "x-serverless-authorization": await bearer() }),
      200,
    ],
    [
      "nobody whose serverless header is bad, whatever Authorization says",
      async () => ({ authorization: await bearer(), "x-serverless-authorization": "Bearer abc" }),
      401,
    ],
  ];
  for (const [what, headers, status] of cases) {
    it(`${what}: ${status}`, async () => {
      const answer = await fetch(`${base}/orders?x=1`, { headers: await headers() });
      expect(answer.status).toBe(status);
      if (status === 200) return;
      expect(answer.headers.get("content-type")).toBe("text/html; charset=UTF-8");
      expect(await answer.text()).toMatch(status === 401 ? /<h1>Error: Unauthorized/ : /<h1>Error: Forbidden/);
      expect(answer.headers.has("www-authenticate")).toBe(status === 401);
    });
  }

  it("anybody once allUsers may invoke, and nobody on a conditional grant", async () => {
    const grant = { name: "orders", location: REGION, role: "roles/run.invoker", member: "allUsers" };
    const open = await door(await stateWith((registrar) => registrar.make(MEMBER, "all", grant)));
    expect((await fetch(open)).status).toBe(200);
    const condition = { expression: "true", title: "always" };
    const conditional = await door(
      await stateWith((registrar) => registrar.make(MEMBER, "all", { ...grant, condition })),
    );
    expect((await fetch(conditional)).status).toBe(403);
  });

  it("nobody any more once the grant is gone, without a restart", async () => {
    let state = stack;
    const live = await open(frontDoor({ service: SERVICE, state: () => state, tokens, app: mirror }));
    const headers = { authorization: await bearer() };
    expect((await fetch(live, { headers })).status).toBe(200);
    const objects = Object.entries(stack.objects).filter(([, { type }]) => type !== MEMBER);
    state = { ...stack, objects: Object.fromEntries(objects) };
    expect((await fetch(live, { headers })).status).toBe(403);
  });

  it("whoever holds the role on the whole project, or on another service, each only there", async () => {
    const project = { project: PROJECT, role: "roles/run.invoker", member: "serviceAccount:p@example.com" };
    const other = {
      name: "billing",
      location: REGION,
      role: "roles/run.invoker",
      member: "serviceAccount:o@example.com",
    };
    const at = await door(
      await stateWith(async (registrar) => {
        await registrar.make("gcp:projects/iAMMember:IAMMember", "p", project);
        await registrar.make(MEMBER, "o", other);
      }),
    );
    expect((await fetch(at, { headers: { authorization: await bearer("p@example.com") } })).status).toBe(200);
    expect((await fetch(at, { headers: { authorization: await bearer("o@example.com") } })).status).toBe(403);
  });

  it("also at a service the program only grants access to", async () => {
    const grant = { name: "billing", location: REGION, role: "roles/run.invoker", member: `serviceAccount:${GATEWAY}` };
    const state = await stateWith((registrar) => registrar.make(MEMBER, "billing", grant));
    const at = await door(state, mirror, `projects/${PROJECT}/locations/${REGION}/services/billing`);
    const audience = `https://billing-${PROJECT_NUMBER}.${REGION}.run.app`;
    expect((await fetch(at, { headers: { authorization: await bearer(GATEWAY, audience) } })).status).toBe(200);
  });

  const settings: readonly (readonly [string, Inputs, number])[] = [
    ["internal ingress", { ingress: "INGRESS_TRAFFIC_INTERNAL_ONLY" }, 404],
    ["no invoker check", { invokerIamDisabled: true }, 200],
  ];
  for (const [what, setting, status] of settings) {
    it(`follows the service's settings: ${what} gives ${status}`, async () => {
      const inputs = { name: "orders", location: REGION, template: {}, ...setting };
      const at = await door(await stateWith((registrar) => registrar.make(RUN_SERVICE, "orders", inputs)));
      expect((await fetch(at)).status).toBe(status);
    });
  }

  it("a custom audience", async () => {
    const inputs = { name: "orders", location: REGION, template: {}, customAudiences: ["https://api.acme.example"] };
    const at = await door(await stateWith((registrar) => registrar.make(RUN_SERVICE, "orders", inputs)));
    const headers = { authorization: await bearer(GATEWAY, "https://api.acme.example") };
    expect((await fetch(at, { headers })).status).toBe(200);
  });

  it("nobody at a service that does not exist", async () => {
    expect((await fetch(await door(stack, mirror, `${SERVICE}-none`))).status).toBe(404);
  });

  it("does not let a path write HTML", async () => {
    const { body } = await send(base, { path: "/<script>alert(1)</script>?q=<b>" });
    expect(body).not.toContain("<script>");
    expect(body).toContain("&#60;script&#62;");
  });
});

describe("what the container gets", () => {
  async function received(headers: Record<string, string | string[]>): Promise<[string, string][]> {
    const { body } = await send(base, { headers: { authorization: await bearer(), ...headers } });
    return JSON.parse(body) as [string, string][];
  }
  const value = (pairs: [string, string][], name: string) =>
    pairs.filter(([key]) => key.toLowerCase() === name).map(([, text]) => text);

  it("the token without its signature", async () => {
    const token = await bearer();
    const [seen = ""] = value(await received({}), "authorization");
    expect(seen).toBe(token.replace(/[^.]*$/, "SIGNATURE_REMOVED_BY_GOOGLE"));
  });

  it("Authorization untouched when the serverless header was judged", async () => {
    const pairs = await received({ authorization: "Basic YTpi", "x-serverless-authorization": await bearer() });
    expect(value(pairs, "authorization")).toEqual(["Basic YTpi"]);
    expect(value(pairs, "x-serverless-authorization")[0]).toContain("SIGNATURE_REMOVED_BY_GOOGLE");
  });

  it("where the request came from, after what others said of it", async () => {
    const pairs = await received({ "x-forwarded-for": "203.0.113.9", forwarded: "for=spoofed" });
    expect(value(pairs, "x-forwarded-for")).toEqual(["203.0.113.9, 127.0.0.1"]);
    expect(value(pairs, "x-forwarded-proto")).toEqual(["https"]);
    expect(value(pairs, "forwarded")).toEqual(['for="127.0.0.1";proto=https']);
  });

  it("no headers of the connection, and repeated ones in order", async () => {
    const pairs = await received({ connection: "close, x-hop", "x-hop": "1", te: "trailers", "x-many": ["a", "b"] });
    for (const name of ["connection", "x-hop", "te", "transfer-encoding"]) expect(value(pairs, name)).toEqual([]);
    expect(value(pairs, "x-many")).toEqual(["a", "b"]);
  });
});

describe("bodies", () => {
  it("of 32 MiB arrive whole, announced and in chunks", async () => {
    const at = await door(stack, echo);
    const body = Buffer.alloc(LIMIT, "x");
    const framings: readonly Record<string, string>[] = [
      { "content-length": String(LIMIT) },
      { "transfer-encoding": "chunked" },
    ];
    for (const headers of framings) {
      const answer = await send(at, { method: "POST", headers: { authorization: await bearer(), ...headers }, body });
      expect(JSON.parse(answer.body)).toMatchObject({ body: { length: LIMIT } });
    }
  });

  it("beyond that are refused when they are announced, and cut when they are not", async () => {
    const at = await door(stack, echo);
    const authorization = await bearer();
    const announced = await send(at, {
      method: "POST",
      headers: { authorization, "content-length": String(LIMIT + 1) },
    });
    expect(announced.status).toBe(413);
    const headers = { authorization, "transfer-encoding": "chunked" };
    const chunked = await send(at, { method: "POST", headers, body: Buffer.alloc(LIMIT + 1) });
    expect(chunked.status).toBe(413);
  });
});

it("ends a chunked body whose caller went away, so that the container does not wait for ever", async () => {
  let ended: (value: unknown) => void = () => {};
  const end = new Promise((resolve) => {
    ended = resolve;
  });
  let arrived: () => void = () => {};
  const arrival = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const at = await door(stack, (request) => {
    request.body.on("error", () => {}).once("close", () => ended("closed"));
    request.body.once("data", arrived);
  });
  const { hostname, port } = new URL(at);
  const headers = { authorization: await bearer(), "transfer-encoding": "chunked" };
  const outgoing = httpRequest({ hostname, port, method: "POST", headers }).on("error", () => {});
  outgoing.write("begin");
  await arrival;
  outgoing.destroy();
  expect(await end).toBe("closed");
});

it("answers 504 when the container takes longer than the service's timeout", async () => {
  const inputs = { name: "orders", location: REGION, template: { timeout: "0.05s" } };
  const state = await stateWith((registrar) => registrar.make(RUN_SERVICE, "orders", inputs));
  let aborted = false;
  const at = await door(state, (request) => {
    request.signal.addEventListener("abort", () => {
      aborted = true;
    });
  });
  const answer = await fetch(at, { headers: { authorization: await bearer() } });
  expect([answer.status, await answer.text()]).toEqual([504, "upstream request timeout"]);
  expect(aborted).toBe(true);
});

interface Sent {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Record<string, string | string[]>;
  readonly body?: Buffer;
}

/** A request with headers `fetch` does not let one set. */
function send(
  at: string,
  { path = "/", method, headers, body }: Sent,
): Promise<{ status: number; body: string; headers: IncomingHttpHeaders }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(at);
    const outgoing = httpRequest({ hostname, port, path, method, headers }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (chunk) => {
        text += chunk;
      });
      answer.once("end", () => resolve({ status: answer.statusCode ?? 0, body: text, headers: answer.headers }));
    });
    let answered = false;
    outgoing.once("response", () => {
      answered = true;
    });
    outgoing.on("error", (error) => {
      if (!answered) reject(error);
    });
    if (headers?.["content-length"] !== undefined && body === undefined) outgoing.flushHeaders();
    else outgoing.end(body);
  });
}

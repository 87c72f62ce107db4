import { describe, expect, it } from "vitest";
import { runServices } from "../../../local/service/run-services.ts";
import { type Inputs, PROJECT, PROJECT_NUMBER, REGION, Registrar } from "../cloud/registrar.ts";

const SERVICE = "gcp:cloudrunv2/service:Service";
const MEMBER = "gcp:cloudrunv2/serviceIamMember:ServiceIamMember";
const grant = { name: "orders", location: REGION, role: "roles/run.invoker", member: "user:jane@example.com" };
const inputs = { name: "orders", location: REGION, template: {} };

async function services(...made: (readonly [type: string, inputs: Inputs])[]) {
  const registrar = await new Registrar().begin();
  for (const [at, [type, values]] of made.entries()) await registrar.make(type, `r${at}`, values);
  return runServices(registrar.cloud.state());
}

describe("the services of a state", () => {
  it("are none at first", async () => expect(await services()).toEqual([]));

  it("hold each once, with both URLs as audiences, however many grants it has", async () => {
    const found = await services(
      [MEMBER, grant],
      [SERVICE, inputs],
      [MEMBER, { ...grant, member: "user:joe@example.com" }],
    );
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      id: `projects/${PROJECT}/locations/${REGION}/services/orders`,
      service: "orders",
      location: REGION,
      projectNumber: PROJECT_NUMBER,
      isReachable: true,
      checksInvoker: true,
      timeoutSeconds: 300,
    });
    expect(found[0]?.audiences).toHaveLength(2);
  });

  it("tell services of one name in two regions apart", async () => {
    const found = await services([SERVICE, inputs], [MEMBER, { ...grant, location: "us-east4" }]);
    expect(found.map(({ location }) => location)).toEqual([REGION, "us-east4"]);
  });

  const timeouts = [
    ["30s", 30],
    ["3600s", 3600],
    ["1.5s", 1.5],
    ["0s", 300],
    ["soon", 300],
  ] as const;
  for (const [timeout, seconds] of timeouts) {
    it(`wait ${seconds} seconds when told ${timeout}`, async () => {
      expect((await services([SERVICE, { ...inputs, template: { timeout } }]))[0]?.timeoutSeconds).toBe(seconds);
    });
  }

  it("let nobody in from outside unless all traffic is let in", async () => {
    for (const ingress of ["INGRESS_TRAFFIC_INTERNAL_ONLY", "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"]) {
      expect((await services([SERVICE, { ...inputs, ingress }]))[0]?.isReachable).toBe(false);
    }
  });
});

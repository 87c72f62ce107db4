import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { LatchkeyError } from "../../../errors/latchkey-error.ts";
import { SECRET, UNKNOWN } from "../../../local/engine/graph.ts";
import { evaluating, Group, named, Thing } from "./evaluating.ts";
import { FakeCloud } from "./fake-cloud.ts";

const lookingUp = () => {
  const thing = new Thing("found", { size: "large" }, { id: "projects/acme/things/1" });
  return { link: thing.selfLink, size: thing.size, id: thing.id };
};

test("what is looked up is recorded as somebody else's, with what the cloud knows", async () => {
  const cloud = new FakeCloud({ read: ({ id, state }) => ({ ...state, selfLink: `link:${id}` }) });
  const graph = await evaluating(lookingUp, {}, cloud);

  expect(named(graph, "found")).toMatchObject({
    urn: "urn:pulumi:dev::latchkey::acme:index:Thing::found",
    external: true,
    id: "projects/acme/things/1",
    inputs: { size: "large" },
  });
  expect(graph.outputs).toEqual({
    link: "link:projects/acme/things/1",
    size: "large",
    id: "projects/acme/things/1",
  });
  expect(cloud.registrations).toEqual([]);
});

test("a cloud that cannot look up confirms what the program said", async () => {
  expect((await evaluating(lookingUp)).outputs).toEqual({ size: "large", id: "projects/acme/things/1" });
});

test("the cloud's answer that there is no such resource ends the evaluation", async () => {
  const missing = new LatchkeyError("missing", { message: "no such thing", fix: "make it" });
  const cloud = new FakeCloud({
    read() {
      throw missing;
    },
  });

  await expect(evaluating(lookingUp, {}, cloud)).rejects.toBe(missing);
});

test("a cloud that breaks down is told with the resource", async () => {
  const cloud = new FakeCloud({
    read() {
      throw new Error("boom");
    },
  });

  await expect(evaluating(lookingUp, {}, cloud)).rejects.toMatchObject({
    code: "lookup_failed",
    details: { urn: "urn:pulumi:dev::latchkey::acme:index:Thing::found", reason: "boom" },
  });
});

test("secrets and parents hold for lookups too", async () => {
  const cloud = new FakeCloud({ read: () => ({ selfLink: "hush" }) });
  const graph = await evaluating(
    () => {
      new Group("Group", "group", (parent) => {
        const options = { parent, id: pulumi.output("1"), additionalSecretOutputs: ["selfLink"] };
        return { link: new Thing("found", { size: pulumi.secret("large") }, options).selfLink };
      });
    },
    {},
    cloud,
  );

  expect(named(graph, "found").outputs).toEqual({ size: { [SECRET]: "large" }, selfLink: { [SECRET]: "hush" } });
  expect(named(graph, "found").parent).toBe(named(graph, "group").urn);
  expect(named(graph, "group").outputs).toEqual({ link: { [SECRET]: "hush" } });
});

test("an id nobody knows yet is not looked up", async () => {
  let asked = 0;
  const cloud = new FakeCloud({
    read: () => {
      asked++;
      return {};
    },
  });
  const program = () => ({ link: new Thing("found", {}, { id: new Thing("new").id }).selfLink });
  const graph = await evaluating(program, { preview: true }, cloud);

  expect(asked).toBe(0);
  expect(named(graph, "found").id).toBe("");
  expect(graph.outputs).toEqual({ link: { [UNKNOWN]: true } });
});

test("a resource of this stack can be read back by its URN", async () => {
  const graph = await evaluating(async () => {
    const urn = await new Promise<string>((resolve) => new Thing("thing", { size: "large" }).urn.apply(resolve));
    const again = new Thing("thing", { size: undefined }, { urn });
    return { size: again.size, id: again.id };
  });

  expect(graph.outputs).toEqual({ size: "large", id: "thing-id" });
});

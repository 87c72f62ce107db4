import * as pulumi from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import { SECRET, UNKNOWN } from "../../../local/engine/graph.ts";
import { evaluating, Group, named, Thing } from "./evaluating.ts";
import { FakeCloud } from "./fake-cloud.ts";

const unknown = { [UNKNOWN]: true };

describe("a secret input", () => {
  const program = () => {
    const password = pulumi.secret("correct horse");
    const thing = new Thing("thing", { password, nested: { list: [password, "plain"] } });
    const nested = (thing as unknown as { nested: pulumi.Output<{ list: string[] }> }).nested;
    return { length: pulumi.secret("four").apply((text) => text.length), list: nested.list, link: thing.selfLink };
  };

  test("reaches the cloud in clear and the graph in its envelope", async () => {
    const cloud = new FakeCloud();
    const graph = await evaluating(program, {}, cloud);

    expect(cloud.registrations[0]?.inputs).toEqual({
      password: "correct horse",
      nested: { list: ["correct horse", "plain"] },
    });
    expect(named(graph, "thing").inputs).toEqual({
      password: { [SECRET]: "correct horse" },
      nested: { list: [{ [SECRET]: "correct horse" }, "plain"] },
    });
  });

  test("makes the output of its name secret, and whatever is derived from that", async () => {
    const graph = await evaluating(program);

    expect(named(graph, "thing").outputs).toMatchObject({
      password: { [SECRET]: "correct horse" },
      nested: { [SECRET]: { list: ["correct horse", "plain"] } },
      selfLink: "link:thing",
    });
    expect(graph.outputs).toEqual({
      length: { [SECRET]: 4 },
      list: { [SECRET]: ["correct horse", "plain"] },
      link: "link:thing",
    });
  });

  test("stays secret through components and chains of applies", async () => {
    const graph = await evaluating(() => {
      const group = new Group("Group", "group", (parent) => {
        const first = new Thing("first", { size: pulumi.secret("1") }, { parent });
        const second = new Thing("second", { size: pulumi.interpolate`${first.size}-${first.selfLink}` }, { parent });
        return { size: second.size.apply((size) => size.toUpperCase()) };
      });
      return { group };
    });

    expect(named(graph, "second").inputs.size).toEqual({ [SECRET]: "1-link:first" });
    expect(named(graph, "group").outputs.size).toEqual({ [SECRET]: "1-LINK:FIRST" });
  });
});

describe("a secret output", () => {
  test("of the cloud is one for the program", async () => {
    const cloud = new FakeCloud({ register: () => ({ id: "1", outputs: { selfLink: { [SECRET]: "hush" } } }) });
    const graph = await evaluating(() => ({ link: new Thing("thing").selfLink }), {}, cloud);

    expect(graph.outputs).toEqual({ link: { [SECRET]: "hush" } });
  });

  test.each([
    [false, "link:thing"],
    [true, unknown],
  ])("asked for by the program is one (preview: %s)", async (preview, value) => {
    const program = () => ({ link: new Thing("thing", {}, { additionalSecretOutputs: ["selfLink"] }).selfLink });
    const graph = await evaluating(program, { preview });

    expect(graph.outputs).toEqual({ link: { [SECRET]: value } });
    expect(named(graph, "thing")).toMatchObject({ additionalSecretOutputs: ["selfLink"] });
  });
});

describe("an unknown", () => {
  test("travels through applies, interpolations and further resources", async () => {
    const graph = await evaluating(
      () => {
        const first = new Thing("first", { size: "1" });
        const second = new Thing("second", {
          size: pulumi.interpolate`${first.size} of ${first.selfLink}`,
          known: "yes",
        });
        return { known: first.size, id: first.id, derived: second.size.apply((size) => size.length) };
      },
      { preview: true },
    );

    expect(named(graph, "second").inputs).toEqual({ size: unknown, known: "yes" });
    expect(graph.outputs).toEqual({ known: "1", id: unknown, derived: unknown });
  });

  test("inside a secret is both", async () => {
    const cloud = new FakeCloud();
    const graph = await evaluating(
      () => {
        const first = new Thing("first");
        new Thing("second", { size: pulumi.secret(first.selfLink) });
      },
      { preview: true },
      cloud,
    );

    expect(named(graph, "second").inputs.size).toEqual({ [SECRET]: unknown });
    expect(cloud.registrations[1]?.inputs.size).toEqual(unknown);
  });

  test("is not what a preview answers where the cloud knows better", async () => {
    const cloud = new FakeCloud({ register: () => ({ id: "kept", outputs: { selfLink: "as before" } }) });
    const program = () => {
      const thing = new Thing("thing");
      return { id: thing.id, link: thing.selfLink };
    };

    expect((await evaluating(program, { preview: true }, cloud)).outputs).toEqual({ id: "kept", link: "as before" });
  });
});

test("an asset arrives in its envelope and goes back as an asset", async () => {
  const cloud = new FakeCloud();
  const graph = await evaluating(
    () => {
      const thing = new Thing("thing", { source: new pulumi.asset.StringAsset("{}") });
      const { source } = thing as unknown as { source: pulumi.Output<pulumi.asset.Asset> };
      return { isAsset: source.apply((asset) => asset instanceof pulumi.asset.StringAsset) };
    },
    {},
    cloud,
  );

  expect(cloud.registrations[0]?.inputs).toEqual({ source: { $asset: { text: "{}" } } });
  expect(graph.outputs).toEqual({ isAsset: true });
});

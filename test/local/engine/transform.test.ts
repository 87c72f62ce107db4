import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { SECRET, UNKNOWN } from "../../../local/engine/graph.ts";
import { evaluating, Group, named, Thing } from "./evaluating.ts";

/** Adds a word to the input `trail`. */
const leaving = (word: string) => (args: pulumi.ResourceTransformArgs) => ({
  props: { ...args.props, trail: `${args.props.trail ?? ""}${word}` },
  opts: args.opts,
});

test("a resource's own transforms come first, then its parents', then the stack's", async () => {
  const graph = await evaluating(() => {
    pulumi.runtime.registerResourceTransform(leaving("stack"));
    const child = (parent: Group) => void new Thing("thing", {}, { parent, transforms: [leaving("own ")] });
    const inner = (parent: Group) =>
      void new Group("Inner", "inner", child, { parent, transforms: [leaving("inner ")] });
    new Group("Outer", "outer", inner, { transforms: [leaving("outer ")] });
  });

  expect(named(graph, "thing").inputs).toEqual({ trail: "own inner outer stack" });
});

test("options may be changed", async () => {
  const graph = await evaluating(() => {
    const changing = ({ props, opts }: pulumi.ResourceTransformArgs) => ({
      props,
      opts: { ...opts, protect: true, ignoreChanges: ["size"], aliases: [{ name: "old" }] },
    });
    new Thing("thing", { size: new Thing("other").selfLink }, { transforms: [changing] });
  });

  expect(named(graph, "thing")).toMatchObject({
    protect: true,
    ignoreChanges: ["size"],
    aliases: [{ name: "old" }],
    dependencies: [named(graph, "other").urn],
  });
});

test("a transform that returns nothing changes nothing, secrets and unknowns included", async () => {
  const graph = await evaluating(
    () => {
      const inputs = { password: pulumi.secret("hush"), link: new Thing("other").selfLink, list: ["a", { b: 1 }] };
      new Thing("thing", inputs, { transforms: [() => undefined] });
    },
    { preview: true },
  );

  expect(named(graph, "thing").inputs).toEqual({
    password: { [SECRET]: "hush" },
    link: { [UNKNOWN]: true },
    list: ["a", { b: 1 }],
  });
});

test("secrets and unknowns survive a transform that hands them on", async () => {
  const program = () => {
    const inputs = { password: pulumi.secret("hush"), link: new Thing("other").selfLink };
    new Thing("thing", inputs, { transforms: [leaving("seen")] });
  };
  const graph = await evaluating(program, { preview: true });

  expect(named(graph, "thing").inputs).toEqual({
    password: { [SECRET]: "hush" },
    link: { [UNKNOWN]: true },
    trail: "seen",
  });
});

test("a transform that throws ends the evaluation", async () => {
  const failing = () => {
    throw new Error("boom");
  };

  await expect(evaluating(() => void new Thing("thing", {}, { transforms: [failing] }))).rejects.toThrow(/boom/);
});

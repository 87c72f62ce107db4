import * as pulumi from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import { LatchkeyError } from "../../../errors/latchkey-error.ts";
import { SECRET, UNKNOWN } from "../../../local/engine/graph.ts";
import { evaluating, Thing } from "./evaluating.ts";
import { FakeCloud } from "./fake-cloud.ts";

const token = "acme:index:getThing";
const describing = new FakeCloud({ invoke: (_, args) => ({ ...args, color: "red" }) });

describe("a function", () => {
  test("is answered by the cloud", async () => {
    const graph = await evaluating(async () => pulumi.runtime.invoke(token, { size: 3 }), {}, describing);

    expect(graph.outputs).toEqual({ size: 3, color: "red" });
  });

  test("gets its arguments from resources, and hands on that they were secret", async () => {
    const cloud = new FakeCloud({ invoke: (_, args) => ({ ...args, color: "red" }) });
    const graph = await evaluating(
      () => {
        const { selfLink } = new Thing("thing");
        return {
          plain: read(pulumi.runtime.invokeOutput(token, { selfLink })),
          secret: read(pulumi.runtime.invokeOutput(token, { selfLink: pulumi.secret(selfLink) })),
        };
      },
      {},
      cloud,
    );

    expect(cloud.invocations.map(({ args }) => args)).toEqual([{ selfLink: "link:thing" }, { selfLink: "link:thing" }]);
    expect(graph.outputs).toEqual({ plain: "red", secret: { [SECRET]: "red" } });
  });

  test("is not called in a preview while an argument is unknown", async () => {
    const cloud = new FakeCloud();
    const program = () => ({ color: read(pulumi.runtime.invokeOutput(token, { of: new Thing("thing").selfLink })) });
    const graph = await evaluating(program, { preview: true }, cloud);

    expect(cloud.invocations).toEqual([]);
    expect(graph.outputs).toEqual({ color: { [UNKNOWN]: true } });
  });

  test("is called in a preview when everything is known, and may answer unknowns", async () => {
    const cloud = new FakeCloud({ invoke: () => ({ color: { [UNKNOWN]: true } }) });
    const program = () => ({ color: read(pulumi.runtime.invokeOutput(token, { size: 1 })) });
    const graph = await evaluating(program, { preview: true }, cloud);

    expect(cloud.invocations).toHaveLength(1);
    expect(graph.outputs).toEqual({ color: { [UNKNOWN]: true } });
  });

  test("may answer secrets", async () => {
    const cloud = new FakeCloud({ invoke: () => ({ color: { [SECRET]: "red" } }) });
    const graph = await evaluating(() => ({ color: read(pulumi.runtime.invokeOutput(token, {})) }), {}, cloud);

    expect(graph.outputs).toEqual({ color: { [SECRET]: "red" } });
  });
});

describe("a function the cloud refuses", () => {
  const refused = new LatchkeyError("gone", { message: "no such thing", fix: "make it" });
  const refusing = () =>
    new FakeCloud({
      invoke() {
        throw refused;
      },
    });

  test("rejects with the cloud's error", async () => {
    await expect(evaluating(() => pulumi.runtime.invoke(token, {}), {}, refusing())).rejects.toBe(refused);
    const program = () => ({ color: read(pulumi.runtime.invokeOutput(token, {})) });
    await expect(evaluating(program, {}, refusing())).rejects.toBe(refused);
  });

  test("can be caught by the program", async () => {
    const program = async () => {
      try {
        await pulumi.runtime.invoke(token, {});
        return {};
      } catch (error) {
        return { caught: (error as Error).message };
      }
    };

    expect((await evaluating(program, {}, refusing())).outputs).toEqual({ caught: "no such thing" });
  });

  test("names itself when the cloud breaks down", async () => {
    const cloud = new FakeCloud({
      invoke() {
        throw new Error("boom");
      },
    });

    await expect(evaluating(() => pulumi.runtime.invoke(token, {}), {}, cloud)).rejects.toMatchObject({
      code: "invoke_failed",
      details: { token, reason: "boom" },
    });
  });
});

function read(answer: pulumi.Output<{ color?: string }>): pulumi.Output<string | undefined> {
  return answer.apply(({ color }) => color);
}

import { fileURLToPath } from "node:url";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import { evaluate } from "../../../local/engine/evaluate.ts";
import { UNKNOWN } from "../../../local/engine/graph.ts";
import { evaluating, Group, named, Thing } from "./evaluating.ts";
import { FakeCloud } from "./fake-cloud.ts";

describe("a program with components three deep", () => {
  const program = () => {
    new Group("Outer", "outer", (outer) => {
      new Group(
        "Middle",
        "middle",
        (middle) => {
          const first = new Thing("first", { size: "large" }, { parent: middle });
          new Thing("second", { of: first.selfLink }, { parent: middle });
          return { size: first.size };
        },
        { parent: outer },
      );
    });
  };

  test("names every ancestor in the URN", async () => {
    const graph = await evaluating(program);

    expect(graph.resources.map((resource) => resource.urn)).toEqual([
      "urn:pulumi:dev::latchkey::pulumi:pulumi:Stack::latchkey-dev",
      "urn:pulumi:dev::latchkey::acme:index:Outer::outer",
      "urn:pulumi:dev::latchkey::acme:index:Outer$acme:index:Middle::middle",
      "urn:pulumi:dev::latchkey::acme:index:Outer$acme:index:Middle$acme:index:Thing::first",
      "urn:pulumi:dev::latchkey::acme:index:Outer$acme:index:Middle$acme:index:Thing::second",
    ]);
  });

  test("records parents, dependencies, inputs and outputs", async () => {
    const graph = await evaluating(program);
    const [outer, middle, first, second] = ["outer", "middle", "first", "second"].map((name) => named(graph, name));

    expect(outer?.parent).toBe(graph.resources[0]?.urn);
    expect(middle?.parent).toBe(outer?.urn);
    expect(first).toMatchObject({ parent: middle?.urn, custom: true, id: "first-id", inputs: { size: "large" } });
    expect(second).toMatchObject({
      inputs: { of: "link:first" },
      outputs: { of: "link:first", selfLink: "link:second" },
      dependencies: [first?.urn],
      propertyDependencies: { of: [first?.urn] },
    });
    expect(middle).toMatchObject({ custom: false, id: "", outputs: { size: "large" } });
  });

  test("registers the same resources in a preview, with unknowns where an update has values", async () => {
    const [update, preview] = [await evaluating(program), await evaluating(program, { preview: true })];

    expect(preview.preview).toBe(true);
    expect(preview.resources.map(({ urn }) => urn)).toEqual(update.resources.map(({ urn }) => urn));
    expect(named(preview, "first")).toMatchObject({
      id: "",
      outputs: { size: "large", selfLink: { [UNKNOWN]: true } },
    });
    expect(named(preview, "second")).toMatchObject({ id: "", inputs: { of: { [UNKNOWN]: true } } });
  });
});

describe("resource options", () => {
  test("protect and retainOnDelete come from the parent unless the resource says otherwise", async () => {
    const cloud = new FakeCloud();
    await evaluating(
      () => {
        new Group(
          "Vault",
          "vault",
          (parent) => {
            new Thing("kept", {}, { parent });
            new Thing("free", {}, { parent, protect: false, retainOnDelete: false });
          },
          { protect: true, retainOnDelete: true },
        );
        new Thing("plain");
      },
      {},
      cloud,
    );

    const asked = cloud.registrations.map(({ name, protect, retainOnDelete }) => [name, protect, retainOnDelete]);
    expect(Object.fromEntries(asked.map(([name, ...rest]) => [name, rest]))).toEqual({
      kept: [true, true],
      free: [false, false],
      plain: [false, false],
    });
  });

  test("dependsOn a component waits for its children", async () => {
    const graph = await evaluating(() => {
      const group = new Group("Group", "group", (parent) => void new Thing("child", {}, { parent }));
      new Thing("after", {}, { dependsOn: group });
    });

    expect(named(graph, "after").dependencies).toContain(named(graph, "child").urn);
  });

  test("are recorded, and handed to the cloud where it needs them", async () => {
    const cloud = new FakeCloud();
    const options = { ignoreChanges: ["size"], deleteBeforeReplace: true, import: "given-id" };
    const graph = await evaluating(() => void new Thing("thing", { size: "1" }, options), {}, cloud);

    expect(named(graph, "thing")).toMatchObject({
      ignoreChanges: ["size"],
      deleteBeforeReplace: true,
      importId: "given-id",
    });
    expect(cloud.registrations[0]).toMatchObject({ ignoreChanges: ["size"] });
  });

  test("the place of the registration is told relative to the project", async () => {
    const rootDirectory = fileURLToPath(new URL("../../..", import.meta.url));
    const graph = await evaluating(() => void new Thing("thing"), { rootDirectory });

    expect(named(graph, "thing").sourcePosition).toMatch(/^test\/local\/engine\/evaluat\w+(\.test)?\.ts:\d+$/);
  });
});

describe("aliases", () => {
  test("of a resource and of its parents become former URNs", async () => {
    const cloud = new FakeCloud();
    const graph = await evaluating(
      () => {
        new Group(
          "Consumer",
          "acme",
          (parent) => void new Thing("acme-key", {}, { parent, aliases: [{ parent: pulumi.rootStackResource }] }),
          { aliases: [{ name: "initech" }] },
        );
      },
      {},
      cloud,
    );

    expect(named(graph, "acme-key").aliases).toEqual([{ noParent: true }]);
    expect(cloud.registrations[0]?.formerUrns).toEqual([
      "urn:pulumi:dev::latchkey::acme:index:Thing::acme-key",
      "urn:pulumi:dev::latchkey::acme:index:Consumer$acme:index:Thing::initech-key",
    ]);
  });

  test("pass through several generations", async () => {
    const cloud = new FakeCloud();
    const inner = (outer: Group) =>
      new Group("Inner", "a-b", (parent) => void new Thing("a-b-c", {}, { parent }), { parent: outer });
    await evaluating(() => void new Group("Outer", "a", inner, { aliases: [{ name: "x" }] }), {}, cloud);

    expect(cloud.registrations[0]?.formerUrns).toEqual([
      "urn:pulumi:dev::latchkey::acme:index:Outer$acme:index:Inner$acme:index:Thing::x-b-c",
    ]);
  });
});

describe("configuration", () => {
  test("reaches the program, structured values as JSON and secret ones as secrets", async () => {
    const graph = await evaluating(
      () => {
        const config = new pulumi.Config();
        return {
          doors: config.requireObject("doors"),
          password: config.requireSecret("password"),
          stack: pulumi.getStack(),
        };
      },
      {
        config: { "latchkey:doors": '["main","second"]', "latchkey:password": "correct horse" },
        secretKeys: ["latchkey:password"],
      },
    );

    expect(graph.outputs).toEqual({ doors: ["main", "second"], password: { $secret: "correct horse" }, stack: "dev" });
  });

  test("organization and root directory are as the job says", async () => {
    const graph = await evaluating(
      () => ({ organization: pulumi.getOrganization(), root: pulumi.runtime.getRootDirectory() }),
      { organization: "acme", rootDirectory: "/project" },
    );

    expect(graph.outputs).toEqual({ organization: "acme", root: "/project" });
  });
});

describe("messages", () => {
  test("of the program are recorded with their resource, never printed", async () => {
    const graph = await evaluating(() => {
      const thing = new Thing("thing");
      void pulumi.log.info("made it", thing);
      void pulumi.log.warn("careful");
    });

    expect(graph.logs).toEqual([
      { severity: "info", message: "made it", urn: named(graph, "thing").urn },
      { severity: "warning", message: "careful" },
    ]);
  });

  test("hold no secret of the configuration", async () => {
    const graph = await evaluating(
      () => {
        new pulumi.Config().requireSecret("password").apply((password) => pulumi.log.info(`it is ${password}`));
      },
      { config: { "latchkey:password": "correct horse" }, secretKeys: ["latchkey:password"] },
    );

    expect(graph.logs).toEqual([{ severity: "info", message: "it is [secret]" }]);
  });
});

test("a resource made in an apply is there in an update, and missing in a preview that cannot know the value", async () => {
  const program = () => {
    new Thing("early").selfLink.apply((link) => new Thing("late", { size: link }));
  };
  const [update, preview] = [await evaluating(program), await evaluating(program, { preview: true })];

  expect(update.resources.map(({ name }) => name)).toEqual(["latchkey-dev", "early", "late"]);
  expect(preview.resources.map(({ name }) => name)).toEqual(["latchkey-dev", "early"]);
});

describe("evaluations", () => {
  test("side by side do not see each other", async () => {
    const program = () => {
      const name = new pulumi.Config().require("name");
      const thing = new Thing(name, { size: name });
      return { size: thing.size.apply((size) => `${size}!`) };
    };
    const names = ["one", "two", "three", "four"];
    const graphs = await Promise.all(
      names.map((name, index) =>
        evaluating(program, { stack: name, config: { "latchkey:name": name }, preview: index % 2 === 0 }),
      ),
    );

    expect(graphs.map((graph) => graph.outputs)).toEqual(names.map((name) => ({ size: `${name}!` })));
    expect(graphs.map((graph) => graph.resources.length)).toEqual([2, 2, 2, 2]);
    expect(graphs.map((graph) => graph.preview)).toEqual([true, false, true, false]);
  });

  test("of the same module run its default export anew each time", async () => {
    const program = fileURLToPath(new URL("../../fixtures/engine/key-program.ts", import.meta.url));
    const counts = [2, 3].map((count) => ({ "latchkey:count": String(count) }));
    const graphs = [];
    for (const config of counts) {
      const job = { project: "latchkey", stack: "dev", config, secretKeys: [], preview: false, program };
      graphs.push(await evaluate(job, new FakeCloud()));
    }

    expect(graphs.map((graph) => graph.outputs.count)).toEqual([2, 3]);
  });

  test("finish the cloud once after an update, and not after a preview", async () => {
    const [update, preview] = [new FakeCloud(), new FakeCloud()];
    await evaluating(() => void new Thing("thing"), {}, update);
    await evaluating(() => void new Thing("thing"), { preview: true }, preview);

    expect([update.finished, preview.finished]).toEqual([1, 0]);
  });
});

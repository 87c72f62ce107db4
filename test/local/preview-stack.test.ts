import { expect, test } from "vitest";
import { previewStack } from "../../local/preview-stack.ts";
import { devConfig, makeProject } from "../fixtures/project.ts";

test("a preview tells what the program warns of, and leaves nothing unknown in a gateway document", async () => {
  const kids = Array.from({ length: 501 }, (_, index) => `Vq3mXb8sTtyR0kWnPz${String(index).padStart(4, "0")}`);
  const consumers = Object.fromEntries(
    kids.map((kid, index) => [`consumer${index}`, { tokens: [{ kid, signingKey: "one", state: "active" }] }]),
  );
  const project = await makeProject({ ...devConfig, "latchkey:consumers": consumers });
  try {
    const { warnings, documents, outputs } = await previewStack({ stack: "dev", root: project.root, verbose: false });
    expect(warnings.join("\n")).toMatch(/latchkey:consumers: .*501/);
    for (const document of Object.values(documents)) expect(document).not.toMatch(/\[unknown\]|\$unknown/);
    expect(Object.keys(outputs.consumers as object)).toHaveLength(501);
  } finally {
    await project.remove();
  }
});

test("a project that cannot be previewed is an error of whoever wrote it", async () => {
  const project = await makeProject({ ...devConfig, "latchkey:doors": ["third"] });
  try {
    await expect(previewStack({ stack: "dev", root: project.root, verbose: false })).rejects.toMatchObject({
      code: "settings_invalid",
      problems: [expect.objectContaining({ key: "latchkey:doors[0]", seen: "third" }), expect.anything()],
    });
  } finally {
    await project.remove();
  }
});

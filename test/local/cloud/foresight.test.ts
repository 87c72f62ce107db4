import { describe, expect, it } from "vitest";
import { BUCKET } from "../../../local/cloud/storage.ts";
import { evaluateProgram, outputsOf } from "../../infra/evaluate-program.ts";
import { Registrar, urn } from "./registrar.ts";

const guarded = { protect: true };
const bucket = (location: string) => ({ name: "keys", location });

async function deployed() {
  const registrar = await new Registrar().begin();
  await registrar.make(BUCKET, "first", bucket("EU"), guarded);
  await registrar.make(BUCKET, "second", { ...bucket("EU"), name: "others" }, guarded);
  await registrar.make(BUCKET, "free", { ...bucket("EU"), name: "free" });
  return registrar.end();
}

describe("a preview over what is deployed", () => {
  it("goes on and tells of everything that would be refused", async () => {
    const preview = await new Registrar(await deployed(), { preview: true }).begin();
    await preview.make(BUCKET, "first", bucket("US"), guarded);
    await preview.make(BUCKET, "free", { ...bucket("US"), name: "free" });
    const refusal = { type: BUCKET, code: "protected" };
    expect(preview.cloud.refusals()).toEqual([
      { ...refusal, urn: urn(BUCKET, "first"), name: "first", id: "keys", would: "replace", because: ["location"] },
      { ...refusal, urn: urn(BUCKET, "second"), name: "second", id: "others", would: "delete", because: [] },
    ]);
  });

  it("tells of nothing when nothing protected changes", async () => {
    const preview = await new Registrar(await deployed(), { preview: true }).begin();
    await preview.make(BUCKET, "first", { ...bucket("EU"), forceDestroy: true }, guarded);
    await preview.make(BUCKET, "second", { ...bucket("EU"), name: "others" });
    expect(preview.cloud.refusals()).toEqual([]);
  });

  it("is right: the deployment is refused, at the first of them", async () => {
    const registrar = await new Registrar(await deployed()).begin();
    await expect(registrar.make(BUCKET, "first", bucket("US"), guarded)).rejects.toMatchObject({ code: "protected" });
  });

  it("still knows the public half of a signing key that is there", async () => {
    const { graph, state } = await evaluateProgram();
    const again = await evaluateProgram({ state, preview: true });
    expect(outputsOf(again.graph).keySet).toBe(outputsOf(graph).keySet);
  });
});

import { expect, it } from "vitest";
import type { Operation } from "../../../local/pulumi/operations.ts";
import { engineChanges } from "../../../local/rehearse/engine-changes.ts";

const step = (op: string, name: string, type = "gcp:apigateway/apiConfig:ApiConfig"): Operation => ({
  op,
  name,
  type,
  urn: `urn:pulumi:dev::latchkey::${type}::${name}`,
  changed: [],
  failed: false,
});

it("tells what happened in the cloud in its order, without the engine's own books", () => {
  const operations = [
    step("update", "latchkey-dev", "pulumi:pulumi:Stack"),
    step("create", "second", "latchkey:index:Door"),
    step("create-replacement", "main-config"),
    step("replace", "main-config"),
    step("update", "main-gateway", "gcp:apigateway/gateway:Gateway"),
    step("create", "key-acme-k2", "gcp:projects/apiKey:ApiKey"),
    step("delete-replaced", "main-config"),
    step("delete", "key-acme-k1", "gcp:projects/apiKey:ApiKey"),
  ];
  expect(engineChanges(operations).map(({ change, name }) => `${change} ${name}`)).toEqual([
    "replaced main-config",
    "updated main-gateway",
    "created key-acme-k2",
    "old deleted main-config",
    "deleted key-acme-k1",
  ]);
});

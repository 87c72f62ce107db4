import { expect, it } from "vitest";
import { secondsAtGoogle } from "../../../local/provider/latency.ts";
import { readOptions } from "../../../local/provider/options.ts";
import { subjectOf } from "../../../local/provider/subject.ts";

it("reads everything from the environment", () => {
  expect(readOptions({ LATCHKEY_CLOUD_STATE: "/c.json" })).toEqual({ stateFile: "/c.json", latency: 0, lag: 0 });
  expect(
    readOptions({
      LATCHKEY_CLOUD_STATE: "/c.json",
      LATCHKEY_CLOUD_LATENCY: "0.5",
      LATCHKEY_CLOUD_LAG: "2",
      LATCHKEY_CLOUD_FAULTS: "/f.json",
      LATCHKEY_CLOUD_PROJECT_NUMBER: "123456789012",
    }),
  ).toEqual({ stateFile: "/c.json", latency: 0.5, lag: 2, faultsFile: "/f.json", projectNumber: "123456789012" });
});

it("says which variable is missing or no factor", () => {
  expect(() => readOptions({})).toThrow(/does not know where its cloud is/);
  for (const value of ["fast", "-1", "Infinity"]) {
    const read = () => readOptions({ LATCHKEY_CLOUD_STATE: "/c.json", LATCHKEY_CLOUD_LATENCY: value });
    expect(read, value).toThrow(/LATCHKEY_CLOUD_LATENCY/);
  }
});

it("reads type and name out of a URN with parents", () => {
  const subject = subjectOf("urn:pulumi:dev::p::latchkey:index:Door$gcp:apigateway/api:Api::a::b");
  expect(subject).toMatchObject({ token: "gcp:apigateway/api:Api", name: "a::b" });
});

it("knows that a config takes Google longer than a key", () => {
  const [config, key] = ["gcp:apigateway/apiConfig:ApiConfig", "gcp:projects/apiKey:ApiKey"];
  expect(secondsAtGoogle(config ?? "", "create")).toBeGreaterThan(secondsAtGoogle(key ?? "", "create"));
});

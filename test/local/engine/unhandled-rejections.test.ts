import { AsyncLocalStorage } from "node:async_hooks";
import { afterEach, beforeEach, expect, test } from "vitest";
import { collectRejections } from "../../../local/engine/unhandled-rejections.ts";

const context = new AsyncLocalStorage<object>();
const locate = () => context.getStore();
const stray: unknown[] = [];
const note = (reason: unknown) => void stray.push(reason);
let before: NodeJS.UnhandledRejectionListener[];

beforeEach(() => {
  stray.length = 0;
  before = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", note);
});

afterEach(() => {
  process.removeAllListeners("unhandledRejection");
  for (const listener of before) process.on("unhandledRejection", listener);
});

test("a rejection nobody handles goes to the owner of its context, however late", async () => {
  const [one, other] = [{}, {}];
  const seen: [string, unknown][] = [];
  const stops = [
    collectRejections(one, locate, (reason) => seen.push(["one", reason])),
    collectRejections(other, locate, (reason) => seen.push(["other", reason])),
  ];
  context.run(one, () => void Promise.reject("at once"));
  context.run(other, () => void new Promise(setImmediate).then(() => Promise.reject("later")));
  await turns(3);
  for (const stop of stops) stop();

  expect(seen).toEqual([
    ["one", "at once"],
    ["other", "later"],
  ]);
  expect(stray).toEqual([]);
});

test("a rejection of anybody else reaches whoever listened before", async () => {
  const stop = collectRejections({}, locate, () => expect.unreachable());
  void Promise.reject("foreign");
  await turns(2);
  stop();

  expect(stray).toEqual(["foreign"]);
});

test("when the last owner is gone the listeners are as they were", async () => {
  const stops = [collectRejections({}, locate, () => undefined), collectRejections({}, locate, () => undefined)];
  for (const stop of stops) stop();

  expect(process.listeners("unhandledRejection")).toEqual([note]);
});

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise(setImmediate);
}

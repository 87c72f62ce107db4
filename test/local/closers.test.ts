import { expect, test } from "vitest";
import { Closers } from "../../local/closers.ts";

function closing(): { readonly closers: Closers; readonly closed: string[]; add(name: string, fails?: boolean): void } {
  const closers = new Closers();
  const closed: string[] = [];
  return {
    closers,
    closed,
    add: (name, fails = false) =>
      closers.add(async () => {
        closed.push(name);
        if (fails) throw new Error(`${name} is stuck`);
      }),
  };
}

test("closes in the opposite order of opening", async () => {
  const { closers, closed, add } = closing();
  for (const name of ["state", "lock", "door"]) add(name);
  await closers.close();
  expect(closed).toEqual(["door", "lock", "state"]);
});

test("closes the rest when something cannot be closed, and says so afterwards", async () => {
  const { closers, closed, add } = closing();
  add("state");
  add("lock", true);
  add("door", true);
  await expect(closers.close()).rejects.toThrow("door is stuck");
  expect(closed).toEqual(["door", "lock", "state"]);
});

test("closes once", async () => {
  const { closers, closed, add } = closing();
  add("state");
  await closers.close();
  await closers.close();
  expect(closed).toEqual(["state"]);
});

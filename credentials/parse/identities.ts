import type { Problem } from "../../errors/problem.ts";
import type { Consumer } from "../consumer.ts";
import { SENTINEL_KID } from "../sentinel.ts";
import { slugOf } from "../slug.ts";
import { Field } from "./field.ts";

/** Refuses two consumers that would share a resource name, and two generations that would share a kid. */
export function checkIdentities(root: Field, consumers: readonly Consumer[], problems: Problem[]): void {
  const slugs = new Map(consumers.map((consumer) => [slugOf(consumer.name), consumer.name]));
  const kids = new Map<string, string>([[SENTINEL_KID, "the key set's sentinel"]]);
  const former = new Map<string, string>();
  for (const consumer of consumers) {
    const at = `${root.path}.${consumer.name}`;
    const namesake = slugs.get(slugOf(consumer.name));
    if (namesake !== undefined && namesake !== consumer.name) {
      const message = `becomes ${slugOf(consumer.name)} in resource names, and so does ${namesake}`;
      new Field(at, consumer.name, problems).refuse(message, "names that differ in more than case and punctuation");
    }
    for (const [index, name] of consumer.formerly.entries()) {
      const holder = slugs.get(slugOf(name)) ?? former.get(slugOf(name));
      if (holder !== undefined) {
        const message = holder === consumer.name ? "is already a name of this consumer" : `is also a name of ${holder}`;
        new Field(`${at}.formerly[${index}]`, name, problems).refuse(
          message,
          "a name that no consumer has now, given once",
        );
      }
      former.set(slugOf(name), consumer.name);
    }
    for (const { kid } of consumer.tokens) {
      const holder = kids.get(kid);
      if (holder !== undefined)
        new Field(`${at}.tokens`, kid, problems).refuse(
          `kid is already that of ${holder}`,
          "a new random kid per generation",
        );
      kids.set(kid, consumer.name);
    }
  }
}

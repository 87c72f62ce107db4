import { expect, test } from "vitest";
import { hideSecrets } from "../../../local/engine/hide-secrets.ts";

const config = {
  "latchkey:password": "correct horse",
  "latchkey:longer": "correct horse battery",
  "latchkey:pin": "1234",
  "latchkey:keys": '{"acme":["first-key"],"count":123456}',
  "latchkey:plain": "not secret at all",
};
const hide = hideSecrets(config, [
  "latchkey:password",
  "latchkey:longer",
  "latchkey:pin",
  "latchkey:keys",
  "latchkey:gone",
]);

test.each([
  ["it is correct horse, correct horse", "it is [secret], [secret]"],
  ["correct horse battery", "[secret]"],
  ["the first-key", "the [secret]"],
  ["not secret at all", "not secret at all"],
  ["room 1234", "room 1234"],
])("%s", (text, hidden) => {
  expect(hide(text)).toBe(hidden);
});

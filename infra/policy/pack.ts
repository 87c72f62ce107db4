import { PolicyPack } from "@pulumi/policy";
import { policies } from "./policies.ts";

/** Starts the server that the CLI asks. One per process, so nothing but the entry may load this. */
new PolicyPack("latchkey", {
  displayName: "Latchkey",
  description: "Keeps the private service private, and what was handed out working.",
  policies,
});

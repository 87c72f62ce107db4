import { counted } from "../counted.ts";
import type { Place } from "../finding.ts";
import type { FindingLog } from "../finding-log.ts";
import type { Cursor } from "../source/cursor.ts";
import type { References } from "../source/references.ts";
import { takenHeader } from "./taken-headers.ts";

/** What the check is made with. */
export interface TrafficContext {
  readonly root: Cursor;
  readonly references: References;
  readonly log: FindingLog;
}

interface SeenHeader {
  readonly name: string;
  readonly place: Place;
  /** Places it stands at. */
  readonly places: Set<string>;
}

/** Looks for requests and answers that an ordinary gateway refuses, changes or holds back. @see gateway-semantics §6 */
export class TrafficCheck {
  readonly #references: References;
  readonly #log: FindingLog;
  readonly #headers = new Map<string, SeenHeader>();
  #callbacks: Place | undefined;

  constructor({ root, references, log }: TrafficContext) {
    this.#references = references;
    this.#log = log;
    this.#lookAtTypes("every operation without `produces`", root.get("produces")?.items() ?? []);
    const webhooks = root.get("webhooks");
    if (webhooks) log.add("calls_out_ignored", webhooks.place, { name: "webhooks" });
  }

  /** @param what - method and path. @param parameters - with references followed. */
  look(what: string, operation: Cursor, parameters: readonly Cursor[]): void {
    for (const parameter of parameters) {
      if (parameter.get("in")?.text === "header") this.#lookAtHeader(what, parameter);
    }
    this.#callbacks ??= operation.get("callbacks")?.place;
    this.#lookAtTypes(what, operation.get("produces")?.items() ?? []);
    this.#lookAtContent(what, operation.get("requestBody"));
    for (const [status, response] of operation.get("responses")?.entries() ?? []) {
      if (status === "101") this.#log.add("websocket", response.place, { what });
      this.#lookAtContent(what, response);
    }
  }

  /** Tells what several operations share once. */
  finish(): void {
    if (this.#callbacks) this.#log.add("calls_out_ignored", this.#callbacks, { name: "callbacks" });
    for (const { name, place, places } of this.#headers.values()) {
      const elsewhere = places.size > 1 ? `, here and at ${counted(places.size - 1, "other place")}` : "";
      const taken = takenHeader(name);
      if (taken) this.#log.add("header_taken", place, { name, elsewhere, ...taken });
      else this.#log.add("header_underscore", place, { name, elsewhere, instead: name.replaceAll("_", "-") });
    }
  }

  #lookAtHeader(what: string, parameter: Cursor): void {
    const name = parameter.get("name")?.text ?? "";
    if (/^(upgrade|sec-websocket-.*)$/i.test(name)) this.#log.add("websocket", parameter.place, { what });
    if (!takenHeader(name) && !name.includes("_")) return;
    const key = name.toLowerCase();
    const { place } = parameter;
    const seen = this.#headers.get(key) ?? { name, place, places: new Set() };
    seen.places.add(`${place.file} ${place.pointer}`);
    this.#headers.set(key, seen);
  }

  #lookAtContent(what: string, holder: Cursor | undefined): void {
    const content = holder && this.#references.peek(holder)?.get("content");
    if (content?.node.kind !== "map") return;
    for (const type of content.node.entries.keys()) this.#judge(what, type, content.get(type));
  }

  #lookAtTypes(what: string, types: readonly Cursor[]): void {
    for (const type of types) this.#judge(what, type.text ?? "", type);
  }

  #judge(what: string, type: string, at: Cursor | undefined): void {
    if (!at) return;
    if (/^text\/event-stream\b/i.test(type)) this.#log.add("event_stream", at.place, { what });
    if (/^application\/grpc\b/i.test(type)) this.#log.add("grpc", at.place, { what, type });
  }
}

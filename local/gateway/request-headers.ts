/** Header lines of a request as the gateway's steps read and change them: lower-case names, in wire order. */
export class RequestHeaders {
  readonly #names: string[] = [];
  readonly #values: string[] = [];
  /** Bytes of all names and values as received. */
  readonly size: number;
  /** Lines as received. */
  readonly lines: number;

  /** @param raw - names and values in turn, one character per byte, as in `IncomingMessage.rawHeaders`. */
  constructor(raw: readonly string[]) {
    let size = 0;
    for (let i = 0; i + 1 < raw.length; i += 2) {
      const name = (raw[i] ?? "").toLowerCase();
      const value = raw[i + 1] ?? "";
      size += name.length + value.length;
      const earlier = name === "authorization" ? this.#names.indexOf(name) : -1;
      if (earlier < 0) {
        this.#names.push(name);
        this.#values.push(value);
      } else {
        // Envoy joins repeated Authorization lines before any filter sees them (gateway-semantics §12).
        const before = this.#values[earlier] ?? "";
        this.#values[earlier] = before === "" ? value : `${before},${value}`;
      }
    }
    this.size = size;
    this.lines = raw.length >> 1;
  }

  /** First value of a header; undefined where it is absent. */
  get(name: string): string | undefined {
    const at = this.#names.indexOf(name);
    return at < 0 ? undefined : this.#values[at];
  }

  /** Every value of a header, in wire order. */
  all(name: string): readonly string[] {
    return this.#values.filter((_, i) => this.#names[i] === name);
  }

  delete(name: string): void {
    for (let at = this.#names.indexOf(name); at >= 0; at = this.#names.indexOf(name, at)) {
      this.#names.splice(at, 1);
      this.#values.splice(at, 1);
    }
  }

  /** Replaces every line of a header by one. */
  set(name: string, value: string): void {
    this.delete(name);
    this.append(name, value);
  }

  append(name: string, value: string): void {
    this.#names.push(name);
    this.#values.push(value);
  }

  someName(test: (name: string) => boolean): boolean {
    return this.#names.some(test);
  }

  /** Names and values in turn, without the lines whose name `drop` holds. */
  flat(drop: ReadonlySet<string>): string[] {
    const lines: string[] = [];
    for (let i = 0; i < this.#names.length; i += 1) {
      const name = this.#names[i] ?? "";
      if (!drop.has(name)) lines.push(name, this.#values[i] ?? "");
    }
    return lines;
  }
}

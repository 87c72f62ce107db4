import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { translatePath } from "../../../local/gateway/translate-path.ts";
import { normalizePath } from "../../../openapi/google/normalize-path.ts";
import { parsePathTemplate } from "../../../openapi/google/path-template.ts";
import type { PathTranslation } from "../../../openapi/google/service-config.ts";
import { backend } from "./stage.ts";

interface Cases {
  rewrite_unit: {
    translation: PathTranslation;
    backend_path: string;
    url_template: string | null;
    request: string;
    expect: string;
  }[];
  derived: {
    path_translation: PathTranslation;
    backend_path: string;
    route_template: string;
    request: string;
    expect: string;
  }[];
  dynamic_routing: {
    request: string;
    normalize_path: boolean;
    route_template?: string;
    backend_rule?: { address: string; path_translation: PathTranslation };
    expect: { backend_request_uri?: string };
  }[];
}

const file = new URL("../../../../shared/cases/backend-cases.json", import.meta.url);
const cases: Cases | undefined = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;

function translate(pathTranslation: PathTranslation, address: string, template: string, request: string): string {
  const mark = request.indexOf("?");
  const target = { path: mark < 0 ? request : request.slice(0, mark), query: mark < 0 ? "" : request.slice(mark) };
  return translatePath(
    { backend: backend({ pathTranslation, address }), jsonNames: { order_id: "orderId" } },
    parsePathTemplate(template),
    target,
  );
}

describe("CONSTANT_ADDRESS", () => {
  it.each([
    ["https://b.test", "/x/{id}", "/x/1", "/?id=1"],
    ["https://b.test/c/", "/x/{id}", "/x/1?q=2", "/c?q=2&id=1"],
    ["https://b.test/c", "/x/{id}", "/x/1?", "/c?&id=1"],
    ["https://b.test/c", "/x/{id}", "/x/a&b=c", "/c?id=a&b=c"],
    ["https://b.test/c", "/x/{order_id}", "/x/7", "/c?orderId=7"],
    ["https://b.test/c", "/x/{rest=**}", "/x/a/b///", "/c?rest=a/b"],
    ["https://b.test/c", "/x/{a.b}/y/{c}:go", "/x/1/y/2:go", "/c?a.b=1&c=2"],
    ["https://b.test/c?ignored=1", "/x/*", "/x/1", "/c"],
  ])("%s takes %s %s to %s", (address, template, request, expected) => {
    expect(translate("CONSTANT_ADDRESS", address, template, request)).toBe(expected);
  });
});

describe("APPEND_PATH_TO_ADDRESS", () => {
  it.each([
    ["https://b.test", "/x/1/?q=2", "/x/1/?q=2"],
    ["https://b.test/base/", "/x", "/base/x"],
    ["b.test:8443/base", "/x?", "/base/x?"],
  ])("%s takes %s to %s", (address, request, expected) => {
    expect(translate("APPEND_PATH_TO_ADDRESS", address, "/**", request)).toBe(expected);
  });
});

describe.skipIf(cases === undefined)("published cases", () => {
  it("rewrite alike", () => {
    for (const one of cases?.rewrite_unit ?? []) {
      const got = translate(
        one.translation,
        `https://b.test${one.backend_path}`,
        one.url_template ?? "/**",
        one.request,
      );
      expect(got, JSON.stringify(one)).toBe(one.expect);
    }
    for (const one of cases?.derived ?? []) {
      const got = translate(one.path_translation, `https://b.test${one.backend_path}`, one.route_template, one.request);
      expect(got, JSON.stringify(one)).toBe(one.expect);
    }
  });

  it("route and rewrite alike", () => {
    for (const one of cases?.dynamic_routing ?? []) {
      const { route_template: template, backend_rule: rule, expect: expected } = one;
      // Fields in camel case are restored from the description's own types, which a path template alone does not hold.
      if (template === undefined || rule === undefined || /_[a-z]_[a-z]/.test(template)) continue;
      const [path = "", ...query] = one.request.split(/(?=\?)/);
      const normal = one.normalize_path ? (normalizePath(path) ?? "") : path;
      const address = rule.address.replace("{host}:{port}", "b.test");
      const got = translate(rule.path_translation, address, template, [normal, ...query].join(""));
      expect(got, JSON.stringify(one)).toBe(expected.backend_request_uri);
    }
  });
});

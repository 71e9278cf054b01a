import ts from "typescript";
import { describe, expect, it } from "vitest";
import { files, readText } from "./checkout.ts";
import { findForbidden, findMisplaced } from "./layout-rules.ts";

const importsOf = (path: string): readonly string[] =>
  ts.preProcessFile(readText(path), true, true).importedFiles.map(({ fileName }) => fileName);

describe("the layout", () => {
  it("has nothing outside its folders", () => {
    expect(files.map(findMisplaced).filter((finding) => finding !== undefined)).toEqual([]);
  });

  it("has imports that go one way only", () => {
    const sources = files.filter((path) => /\.(ts|mts|mjs)$/.test(path));
    expect(sources.length).toBeGreaterThan(100);
    const findings = sources.flatMap((path) => importsOf(path).map((specifier) => findForbidden(path, specifier)));
    expect(findings.filter((finding) => finding !== undefined)).toEqual([]);
  });
});

describe("the check of places", () => {
  it.each([
    "notes.txt",
    "src/main.ts",
    "gateway/utils/a.ts",
    "subgraphs/vtj/helpers/a.ts",
    "mocks/shared/a.ts",
    "types/a.d.ts",
  ])("sees that %s is misplaced", (path) => {
    expect(findMisplaced(path)).toContain(path);
  });

  it.each(["README.md", "gateway/source/source.ts", "tests/gateway/source/source.test.ts", "docs/errors.md"])(
    "lets %s be",
    (path) => {
      expect(findMisplaced(path)).toBeUndefined();
    },
  );
});

describe("the check of imports", () => {
  it.each([
    ["gateway/source/a.ts", "./b", "must end in .ts"],
    ["gateway/source/a.ts", "./b.js", "must end in .ts"],
    ["gateway/source/a.ts", "fs", 'must be written "node:fs"'],
    [
      "gateway/source/a.ts",
      "../actor/index.ts",
      "may not import gateway/actor/index.ts; it may import gateway/errors.ts",
    ],
    ["gateway/actor/a.ts", "../subgraph/index.ts", "may not import"],
    ["gateway/gate/a.ts", "../engine/index.ts", "may not import"],
    ["gateway/server/a.ts", "../policy/index.ts", "may not import"],
    ["gateway/server/a.ts", "../engine/apollo.ts", "import gateway/engine/index.ts, not gateway/engine/apollo.ts"],
    ["gateway/main.ts", "./source/source.ts", "import gateway/source/index.ts"],
    ["gateway/main.ts", "../subgraphs/vtj/index.ts", "may not import subgraphs/vtj/index.ts"],
    ["gateway/engine/a.ts", "../../subgraphs/vtj/index.ts", "may not import"],
    ["gateway/engine/a.ts", "../main.ts", "may not import"],
    ["gateway/engine/a.ts", "../../mocks/http/index.ts", "may not import"],
    ["subgraphs/vtj/a.ts", "../kela/index.ts", "may not import subgraphs/kela/index.ts"],
    ["subgraphs/vtj/a.ts", "../../gateway/gate/index.ts", "may not import"],
    ["subgraphs/vtj/a.ts", "../../gateway/catalogue/index.ts", "may not import"],
    ["subgraphs/vtj/a.ts", "../../gateway/source/read-xml.ts", "import gateway/source/index.ts"],
    ["subgraphs/vtj/a.ts", "../../mocks/vtj/index.ts", "may not import"],
    ["mocks/vtj/a.ts", "../../subgraphs/vtj/wire.ts", "may not import"],
    ["mocks/vtj/a.ts", "../../gateway/source/index.ts", "may not import"],
    ["mocks/vtj/a.ts", "../kela/index.ts", "it may import mocks/population/, mocks/http/"],
    ["mocks/vtj/a.ts", "../population/person.ts", "import mocks/population/index.ts"],
    ["mocks/postgres/a.ts", "../population/index.ts", "it may import mocks/http/"],
    ["mocks/population/a.ts", "../vtj/index.ts", "may not import"],
    ["mocks/start-all.ts", "../gateway/config/index.ts", "may not import"],
    ["schema/a.ts", "../gateway/engine/index.ts", "may not import"],
    ["explorer/a.ts", "../gateway/errors.ts", "it may import its own folder only"],
    ["scripts/a.ts", "../subgraphs/vtj/index.ts", "may not import"],
    ["scripts/a.ts", "../gateway/source/source.ts", "import gateway/source/index.ts"],
    ["vitest.config.ts", "./gateway/errors.ts", "may not import"],
    [
      "gateway/engine/asiakas/a.ts",
      "@apollo/gateway",
      "@apollo/gateway is imported in gateway/engine/apollo.ts, bench/engines/peers/ only",
    ],
    ["subgraphs/vtj/a.ts", "undici", "undici is imported in gateway/source/, bench/ only"],
    ["subgraphs/crm/a.ts", "pg", "pg is imported in"],
    ["gateway/gate/a.ts", "@noble/ciphers/aes.js", "@noble/ciphers is imported in"],
  ])("sees that %s may not import %s", (file, specifier, finding) => {
    expect(findForbidden(file, specifier)).toContain(finding);
  });

  it.each([
    ["gateway/source/a.ts", "./b.ts"],
    ["gateway/source/a.ts", "node:fs"],
    ["gateway/source/a.ts", "undici"],
    ["gateway/engine/asiakas/a.ts", "../engine.ts"],
    ["gateway/server/a.ts", "../engine/index.ts"],
    ["gateway/operation/a.ts", "../has-personal-code.ts"],
    ["gateway/main.ts", "./subgraph/type-defs.ts"],
    ["gateway/subgraph-main.ts", "./main.ts"],
    ["subgraphs/vtj/a.ts", "../../gateway/subgraph/index.ts"],
    ["subgraphs/vtj/a.ts", "../../gateway/has-personal-code.ts"],
    ["subgraphs/kayttoloki/a.ts", "../../gateway/audit/index.ts"],
    ["mocks/vtj/a.ts", "../population/index.ts"],
    ["mocks/start-all.ts", "./vtj/index.ts"],
    ["schema/a.ts", "../gateway/subgraph/type-defs.ts"],
    ["schema/rules/a.ts", "../finding.ts"],
    ["scripts/a.ts", "../mocks/main.ts"],
    ["tests/gateway/source/a.test.ts", "../../../gateway/source/source.ts"],
    ["tests/gateway/source/a.test.ts", "undici"],
  ])("lets %s import %s", (file, specifier) => {
    expect(findForbidden(file, specifier)).toBeUndefined();
  });

  it("sees every form of an import", () => {
    const text =
      'import "./a.ts"; import type { B } from "./b.ts"; export { c } from "./c.ts"; const d = await import("./d.ts");';
    const seen = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
    expect(seen).toEqual(["./a.ts", "./b.ts", "./c.ts", "./d.ts"]);
  });
});

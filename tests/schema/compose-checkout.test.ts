import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { composeCheckout } from "../../schema/compose-checkout.ts";
import { findStale } from "../../schema/find-stale.ts";
import { formatFinding } from "../../schema/finding.ts";
import { asiakas, kela } from "./fixtures.ts";

const schemaFolder = fileURLToPath(new URL("../../schema", import.meta.url));
let root = "";

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "asiakas-compose-"));
  mkdirSync(join(root, "schema"));
  for (const name of ["directives.graphql", "yhteiset.graphql", "tiedot.graphql"]) {
    cpSync(join(schemaFolder, name), join(root, "schema", name));
  }
  mkdirSync(join(root, "subgraphs"));
});

afterEach(() => rmSync(root, { recursive: true }));

function writeSubgraph(name: string, schemaText: string): void {
  mkdirSync(join(root, "subgraphs", name), { recursive: true });
  writeFileSync(join(root, "subgraphs", name, "schema.graphql"), schemaText);
}

/** The composed files, which must come to be. */
function compose() {
  const outcome = composeCheckout(root);
  if (outcome.kind === "refused") throw new Error(outcome.errors.map(formatFinding).join("\n"));
  return outcome.files;
}

/** What is wrong, as it is printed. */
function refusals(): readonly string[] {
  const outcome = composeCheckout(root);
  return outcome.kind === "refused" ? outcome.errors.map(formatFinding) : [];
}

describe("composing a checkout", () => {
  test("takes every folder that has a schema, by name, and gives both files", () => {
    writeSubgraph(kela.name, kela.schemaText);
    writeSubgraph(asiakas.name, asiakas.schemaText);
    mkdirSync(join(root, "subgraphs", "tyhja"));
    const files = compose();
    expect(files.map(({ file }) => file)).toEqual(["schema/supergraph.graphql", "schema/api.graphql"]);
    expect(files[0]?.text).toMatch(/ASIAKAS @join__graph[^]*KELA @join__graph/);
    expect(files[0]?.text).toMatch(/^# Composed by `npm run compose`/);
  });

  test("names a broken rule by file, line and column, before composition is tried", () => {
    writeSubgraph(asiakas.name, asiakas.schemaText);
    writeSubgraph(kela.name, kela.schemaText.replace(" @tieto(id: 26)\n", "\n"));
    expect(refusals()).toEqual([
      "subgraphs/kela/schema.graphql:8:3  Asiakas.laakekatto has no @tieto  →  add @tieto(id: N); the items are in schema/tiedot.graphql",
    ]);
  });

  test("names text that is not GraphQL once", () => {
    writeSubgraph(asiakas.name, "type Query {");
    expect(refusals()).toEqual([
      "subgraphs/asiakas/schema.graphql:1:13  Syntax Error: Expected Name, found <EOF>.  →  mend the syntax there",
    ]);
  });

  test("asks for the place again where one subgraph leads to another's type", () => {
    writeSubgraph(asiakas.name, asiakas.schemaText);
    writeSubgraph("ptv", ptv);
    writeSubgraph("yhteinen", yhteinen);
    expect(refusals()).toEqual([
      expect.stringMatching(
        /^schema\/api\.graphql:\d+:3 {2}Asiakas\.palvelu may tell where the person is \(an organisation or unit\) {2}→ {2}answer/,
      ),
    ]);
  });

  test("asks for a description that no subgraph gives", () => {
    writeSubgraph(asiakas.name, asiakas.schemaText);
    writeSubgraph(
      "kela",
      kela.schemaText.replace(
        /"""\nMaksukatto[^"]*"""\ntype Maksukatto \{/,
        'type Maksukatto @key(fields: "maksaja") {',
      ),
    );
    expect(refusals()).toEqual([expect.stringContaining("Maksukatto has no description")]);
  });

  test("says what to do when there is no subgraph", () => {
    expect(refusals()).toEqual([
      "subgraphs  no folder has a schema.graphql  →  add a subgraph: a folder with its types in schema.graphql",
    ]);
  });
});

describe("the stale check", () => {
  beforeEach(() => {
    writeSubgraph(asiakas.name, asiakas.schemaText);
    writeSubgraph(kela.name, kela.schemaText);
  });

  test("passes when both files are as composed", () => {
    const files = compose();
    files.forEach(({ file, text }) => writeFileSync(join(root, file), text));
    expect(findStale(root, files)).toEqual([]);
  });

  test("names the first line that differs, in each file", () => {
    const files = compose();
    files.forEach(({ file, text }) => writeFileSync(join(root, file), text.replace("Int!", "Int")));
    const lineOf = (file: string): number =>
      readFileSync(join(root, file), "utf8")
        .split("\n")
        .findIndex((line, index) => line !== textLine(file, index)) + 1;
    const textLine = (name: string, index: number): string | undefined =>
      files.find(({ file }) => file === name)?.text.split("\n")[index];
    expect(findStale(root, files).map(formatFinding)).toEqual(
      files.map(
        ({ file }) => `${file}:${lineOf(file)}:1  is stale from this line on  →  npm run compose, and commit the file`,
      ),
    );
  });

  test("names a line that is missing at the end, and a file that is missing", () => {
    const files = compose();
    const [supergraph] = files;
    const text = supergraph?.text ?? "";
    writeFileSync(join(root, "schema/supergraph.graphql"), text.slice(0, -1));
    expect(findStale(root, files).map(formatFinding)).toEqual([
      `schema/supergraph.graphql:${text.split("\n").length}:1  is stale from this line on  →  npm run compose, and commit the file`,
      "schema/api.graphql  is missing  →  npm run compose, and commit the file",
    ]);
  });
});

const ptv = `type Query {
  """
  Palvelut.

  The services.
  """
  palvelut: [Palvelu]
}

"""
Palvelu.

A service.
"""
type Palvelu @key(fields: "tunnus") @viitetieto {
  "Tunnus. Identifier."
  tunnus: ID!
  "Tuottaja. Producer."
  tuottaja: String
}
`;

const yhteinen = `type Asiakas @key(fields: "id") {
  id: ID!
  """
  Palvelu.

  The service.
  """
  palvelu: Palvelu @tieto(id: 18)
}

type Palvelu @key(fields: "tunnus") { tunnus: ID! }
`;

import { buildSchema } from "graphql";
import { describe, expect, test } from "vitest";
import { composeSupergraph } from "../../schema/compose-supergraph.ts";
import { formatFinding } from "../../schema/finding.ts";
import { asiakas, kela } from "./fixtures.ts";

/** Composes what must compose. */
function compose(...subgraphs: Parameters<typeof composeSupergraph>[0]) {
  const composed = composeSupergraph(subgraphs);
  if (composed.kind === "refused") throw new Error(composed.errors.map(formatFinding).join("\n"));
  return composed;
}

/** Error lines of what must not compose. */
function refusals(...subgraphs: Parameters<typeof composeSupergraph>[0]): readonly string[] {
  const composed = composeSupergraph(subgraphs);
  return composed.kind === "refused" ? composed.errors.map(formatFinding) : [];
}

describe("two subgraphs", () => {
  test("keep our marks in the supergraph", () => {
    const { supergraphSdl, hints } = compose(asiakas, kela);
    expect(supergraphSdl).toMatch(/laakekatto: Maksukatto @join__field\(graph: KELA\) @tieto\(id: 26\)/);
    expect(supergraphSdl).toContain("@tieto(id: 26, paljastaaPaikan: VALILLISESTI)");
    expect(supergraphSdl).toContain('@sisaankaynti(sallittu: ["S"])');
    expect(hints).toEqual([]);
  });

  test("have a URL that can't be called, unless one is given", () => {
    const { supergraphSdl } = compose(asiakas, { ...kela, url: "http://127.0.0.1:4001/graphql" });
    expect(supergraphSdl).toContain('@join__graph(name: "asiakas", url: "http://asiakas.asiakas.invalid/graphql")');
    expect(supergraphSdl).toContain('@join__graph(name: "kela", url: "http://127.0.0.1:4001/graphql")');
  });

  test("compose to the same text each time", () => {
    expect(compose(asiakas, kela)).toEqual(compose(asiakas, kela));
  });
});

describe("the public schema", () => {
  test("is a schema with descriptions and our marks, and nothing of federation", () => {
    const { apiSdl } = compose(asiakas, kela);
    const schema = buildSchema(apiSdl);
    expect(schema.getQueryType()?.getFields()["mina"]?.description).toBe(
      "Kirjautunut asiakas.\n\nThe signed-in customer.",
    );
    expect(apiSdl).toContain("laakekatto: Maksukatto @tieto(id: 26)");
    expect(apiSdl).not.toMatch(/join__|link__|@link|@key|@shareable|_entities|_service/);
  });

  test("leaves out what is inaccessible: a field, a type, an enum value, a member of a union", () => {
    const schemaText = `type Query {
  a: Tila
  b: Osapuoli
  salattu: Salattu @inaccessible
}
enum Tila { AVOIN SALAINEN @inaccessible }
union Osapuoli = Yritys | Salattu
type Yritys { nimi: String }
type Salattu @inaccessible { nimi: String }`;
    const { apiSdl } = compose({ name: "koe", schemaText });
    const schema = buildSchema(apiSdl);
    expect(Object.keys(schema.getQueryType()?.getFields() ?? {})).toEqual(["a", "b"]);
    expect(apiSdl).not.toMatch(/salattu|SALAINEN|inaccessible/i);
  });
});

describe("an error names the place in the own file and what to do", () => {
  test("syntax", () => {
    expect(refusals(asiakas, { name: "kela", schemaText: "type Asiakas {\n  id ID!\n}" })).toEqual([
      'subgraphs/kela/schema.graphql:2:6  Syntax Error: Expected ":", found Name "ID".  →  mend the syntax there',
    ]);
  });

  test("an unknown type", () => {
    const [error] = refusals(asiakas, {
      name: "kela",
      schemaText: `type Asiakas @key(fields: "id") {\n  id: ID!\n  katto: Kato\n}`,
    });
    expect(error).toBe(
      "subgraphs/kela/schema.graphql:3:10  Unknown type Kato  →  mend the schema there: it must be valid by itself",
    );
  });

  test("a field that two subgraphs have", () => {
    const crm = { name: "crm", schemaText: kela.schemaText };
    const [error] = refusals(asiakas, crm, kela);
    expect(error).toMatch(/^subgraphs\/crm\/schema\.graphql:8:3 {2}Non-shareable field "Asiakas\.laakekatto"/);
    expect(error).toMatch(/→ {2}let one subgraph have the field, or mark it @shareable in every one that has it$/);
  });

  test("a shared type that the own file defines again", () => {
    const [error] = refusals(asiakas, { name: "kela", schemaText: `${kela.schemaText}type Raha { sentit: Int! }\n` });
    expect(error).toBe(
      'subgraphs/kela/schema.graphql  There can be only one type named "Raha"  →  mend the schema there: it must be valid by itself',
    );
  });

  test("marks that differ between subgraphs, of which composition would drop one", () => {
    const shared = `type Maksukatto @shareable { raja: Int @tieto(id: 26) }`;
    const a = { name: "a", schemaText: `type Query { a: Maksukatto }\n${shared}` };
    const b = { name: "b", schemaText: `type Query { b: Maksukatto }\n${shared.replace("26", "27")}` };
    const [error] = refusals(a, b);
    expect(error).toMatch(/^subgraphs\/a\/schema\.graphql:2:\d+ {2}/);
    expect(error).toMatch(/→ {2}give the mark the same arguments in every subgraph that has the field$/);
  });
});

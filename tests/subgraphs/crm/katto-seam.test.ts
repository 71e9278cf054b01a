import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { loadCatalogue } from "../../../gateway/catalogue/index.ts";
import { composeSupergraph } from "../../../schema/compose-supergraph.ts";

const schemaOf = (name: string): string =>
  readFileSync(new URL(`../../../subgraphs/${name}/schema.graphql`, import.meta.url), "utf8");

/** The types of the ceiling as crm declares them. */
function toKattoTypes(sdl: string): string {
  const names = ["type PalvelujenMaksukatto", "enum KatonPerusta", "type KatonAlue"];
  return names.map((name) => /^[^}]+}\n/.exec(sdl.slice(sdl.indexOf(`${name} `)))?.[0] ?? "").join("\n");
}

it("a kela that holds the ceiling of service fees takes the field over, with crm as it is", () => {
  const crm = schemaOf("crm");
  const own = `
    type Query { katto: Int }
    type Asiakas @key(fields: "id") {
      id: ID!
      "Katto Kelasta. The ceiling from Kela."
      palvelujenMaksukatto(vuosi: Int): PalvelujenMaksukatto @override(from: "crm") @tieto(id: 27)
    }
    ${toKattoTypes(crm)}`;
  const composed = composeSupergraph([
    { name: "crm", schemaText: crm },
    { name: "katto", schemaText: own },
  ]);
  expect(composed.kind === "composed" ? [] : composed.errors).toEqual([]);
  const sdl = composed.kind === "composed" ? composed.supergraphSdl : "";
  const tiedot = readFileSync(new URL("../../../schema/tiedot.graphql", import.meta.url), "utf8");
  const catalogue = loadCatalogue({ supergraphSdl: sdl, tiedotSdl: tiedot });
  expect(catalogue.kentta("Asiakas", "palvelujenMaksukatto")?.lahde).toEqual(["katto"]);
  expect(catalogue.kentta("PalvelujenMaksukatto", "kertynyt")?.lahde).toContain("katto");
  expect(catalogue.kentta("Asiakas", "asiakasmaksut")?.lahde).toEqual(["crm"]);
});

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { loadCatalogue } from "../../../gateway/catalogue/index.ts";

const tiedotSdl = readFileSync(new URL("../../../schema/tiedot.graphql", import.meta.url), "utf8");

const graphs = `
enum join__Graph {
  ASIAKAS @join__graph(name: "asiakas", url: "http://asiakas.asiakas.invalid/graphql")
  CRM_VANHA @join__graph(name: "crm-vanha", url: "http://crm-vanha.asiakas.invalid/graphql")
  KELA @join__graph(name: "kela", url: "http://kela.asiakas.invalid/graphql")
}`;

const supergraphSdl = `${graphs}
type Query @join__type(graph: ASIAKAS) @join__type(graph: KELA) {
  mina: Asiakas @join__field(graph: ASIAKAS) @sisaankaynti(sallittu: ["S", "P"])
  alueet: [Alue!]! @join__field(graph: KELA)
  versio: String @join__field(graph: KELA) @viitetieto
}
type Asiakas @join__type(graph: ASIAKAS, key: "id") @join__type(graph: KELA, key: "id") @join__type(graph: CRM_VANHA, key: "id") {
  id: ID!
  hetu: String @join__field(graph: ASIAKAS) @join__field(graph: KELA, external: true) @tieto(id: 101)
  katto: Katto @join__field(graph: KELA, override: "crm-vanha") @join__field(graph: CRM_VANHA, usedOverridden: true) @tieto(id: 26)
  kotialue: Alue @join__field(graph: KELA) @tieto(id: 103, paljastaaPaikan: SUORAAN)
  aihe: String @join__field(graph: KELA) @tieto(id: 15, paljastaaPaikan: EI)
}
interface Katto @join__type(graph: KELA) { raja: Int tuottaja: String @tieto(id: 26, paljastaaPaikan: VALILLISESTI) }
type Alue @join__type(graph: KELA) @viitetieto { koodi: String }
`;

/** The catalogue of a supergraph that differs from the fixture in one text. */
function load(from = "", to = "") {
  return loadCatalogue({ tiedotSdl, supergraphSdl: supergraphSdl.replace(from, to) });
}

describe("items", () => {
  test("are all there, by number and in order", () => {
    const { tiedot, tieto } = load();
    expect(tiedot).toHaveLength(36);
    expect(tieto(26)).toMatchObject({ nimi: "Lääkekorvausten maksukatto", rekisteri: "Kela", taso: "KANSALLINEN" });
    expect(tieto(30)).toBeUndefined();
  });
});

describe("fields", () => {
  const { kentta } = load();

  test("carry their item and the subgraph that answers, not one that only takes or has lost them", () => {
    expect(kentta("Asiakas", "hetu")).toMatchObject({ tieto: 101, lahde: ["asiakas"], viitetieto: false });
    expect(kentta("Asiakas", "katto")).toMatchObject({ tieto: 26, lahde: ["kela"] });
  });

  test("without a source of their own are answered by every subgraph of the type", () => {
    const id = kentta("Asiakas", "id");
    expect(id?.lahde).toEqual(["asiakas", "kela", "crm-vanha"]);
    expect(id?.tieto).toBeUndefined();
  });

  test("tell how they give away the place; EI is no place", () => {
    expect(kentta("Asiakas", "kotialue")?.paljastaaPaikan).toBe("SUORAAN");
    expect(kentta("Katto", "tuottaja")?.paljastaaPaikan).toBe("VALILLISESTI");
    expect(kentta("Asiakas", "aihe")?.paljastaaPaikan).toBeUndefined();
  });

  test("say who may enter", () => {
    expect(kentta("Query", "mina")?.sisaankaynti).toEqual(["S", "P"]);
    expect(kentta("Asiakas", "katto")?.sisaankaynti).toBeUndefined();
  });

  test("are public by their own mark, their type's, or at the root by what they give", () => {
    expect(kentta("Query", "versio")?.viitetieto).toBe(true);
    expect(kentta("Query", "alueet")?.viitetieto).toBe(true);
    expect(kentta("Alue", "koodi")?.viitetieto).toBe(true);
    expect(kentta("Asiakas", "kotialue")?.viitetieto).toBe(false);
  });

  test("that the supergraph lacks are unknown, whatever they are called", () => {
    expect(kentta("Asiakas", "lakekatto")).toBeUndefined();
    expect(kentta("Asiakas", "__proto__")).toBeUndefined();
    expect(kentta("constructor", "name")).toBeUndefined();
  });
});

describe("refuses to load", () => {
  test("a letter that is not known", () => {
    expect(() => load('["S", "P"]', '["S", "X"]')).toThrow("Query.mina: @sisaankaynti has the unknown letter X");
  });

  test("an entry for nobody", () => {
    expect(() => load('["S", "P"]', "[]")).toThrow("Query.mina: @sisaankaynti allows nobody");
  });

  test("an item that is not declared", () => {
    expect(() => load("id: 26", "id: 30")).toThrow("Asiakas.katto: @tieto(id: 30) is not declared in tiedot.graphql");
  });

  test("a mark without a number", () => {
    expect(() => load("@tieto(id: 26)", "@tieto")).toThrow("Asiakas.katto: @tieto has no id");
  });

  test("an answer about the place that is not known", () => {
    expect(() => load("SUORAAN", "EHKA")).toThrow(
      "Asiakas.kotialue: paljastaaPaikan must be SUORAAN, VALILLISESTI or EI, got EHKA",
    );
  });
});

import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { validateXML } from "xmllint-wasm";
import { kysy, toPyynto } from "../mocks/vtj/sanomat.ts";
import { ask, persona, startGraph } from "../subgraphs/vtj/graph.ts";
import type { Graph } from "../subgraphs/vtj/graph.ts";

const folder = new URL("vtj-xsd/", import.meta.url);
const read = (file: string): { readonly fileName: string; readonly contents: string } => ({
  fileName: file,
  contents: readFileSync(new URL(file, folder), "utf8"),
});
const shared = ["xroad.xsd", "identifiers.xsd", "vtjkysely.xsd", "vastaus.xsd", "ryhmat.xsd"].map(read);

/** What the schemas say against a message of a product: each fault with its line; nothing when it is valid. */
async function faultsOf(xml: string, henkilo: string): Promise<readonly string[]> {
  const { valid, errors } = await validateXML({
    xml: { fileName: "sanoma.xml", contents: xml },
    schema: read("soap.xsd"),
    preload: [...shared, { ...read(henkilo), fileName: "henkilo.xsd" }],
  });
  const faults = errors.map(({ message }) => message);
  expect(faults.length === 0).toBe(valid);
  return faults;
}

const products = [
  ["PERUSSANOMA 1", "henkilo-perussanoma-1.xsd"],
  ["HUOLTAJA-HUOLLETTAVAT", "henkilo-huoltaja-huollettavat.xsd"],
  ["HUOLLETTAVA-HUOLTAJAT", "henkilo-huollettava-huoltajat.xsd"],
  ["HVAASIAKAS", "henkilo-hvaasiakas.xsd"],
] as const;

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());

describe("messages of VTJkysely against its schemas", { timeout: 30_000 }, () => {
  it("the client's question is valid, header and body", async () => {
    await ask(graph.transport, { fields: "nimi { etunimet } perhesuhteet { siviilisaaty }" });
    const questions = graph.mock.requests.latest().filter(({ runko }) => runko.includes("HenkilonTunnusKysely"));
    expect(questions.length).toBeGreaterThan(0);
    for (const { runko } of questions) expect(await faultsOf(runko, "henkilo-hvaasiakas.xsd")).toEqual([]);
  });

  it.each(products)("the register's answer of %s is valid for each persona", async (tuote, file) => {
    for (const nimi of ["aino", "eino", "venla", "onni", "urho", "amina", "kaisa"]) {
      const { body } = await kysy(graph.mock, toPyynto({ tuote, hetu: persona(nimi).hetu ?? "" }));
      expect(body).toContain("<Henkilo>");
      expect([nimi, ...(await faultsOf(body, file))]).toEqual([nimi]);
    }
  });

  it("an answer that finds nobody is valid", async () => {
    const { body } = await kysy(graph.mock, toPyynto({ hetu: "010190-999W" }));
    expect(body).toContain("0001");
    expect(await faultsOf(body, "henkilo-huoltaja-huollettavat.xsd")).toEqual([]);
  });

  it("what breaks the schemas is told", async () => {
    const { body } = await kysy(graph.mock, toPyynto());
    const file = "henkilo-huoltaja-huollettavat.xsd";
    expect(await faultsOf(body, "henkilo-perussanoma-1.xsd")).not.toEqual([]);
    for (const [was, becomes] of [
      [/<Kuolintiedot>.*<\/Kuolintiedot>/s, ""],
      [/<Kuntanumero>\d+/, "<Kuntanumero>37"],
      [/Paluukoodi koodi="\d+"/, 'Paluukoodi koodi="ok"'],
      [/objectType="SERVICE"/, 'objectType="PALVELU"'],
    ] as const) {
      const broken = body.replace(was, becomes);
      expect(broken).not.toBe(body);
      expect(await faultsOf(broken, file)).not.toEqual([]);
    }
    expect(await faultsOf(toPyynto().replace("SoSoNimi>", "Sanoma>"), file)).not.toEqual([]);
  });
});

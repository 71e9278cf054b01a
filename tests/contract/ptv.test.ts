import { parse } from "graphql";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { tuntematon } from "../../gateway/actor/index.ts";
import { createCallRecorder, createDeadline } from "../../gateway/source/index.ts";
import type { LahdeRow } from "../../gateway/source/index.ts";
import { createInProcessTransport } from "../../gateway/subgraph/index.ts";
import type { SubgraphAnswer, SubgraphTransport } from "../../gateway/subgraph/index.ts";
import type { Fault, MockServer } from "../../mocks/http/index.ts";
import { start, toJarjestajat } from "../../mocks/ptv/index.ts";
import { subgraph } from "../../subgraphs/ptv/index.ts";
import { everyFault, ids } from "./ask-subgraph.ts";

interface Sivu {
  readonly edges: readonly { readonly node: Readonly<Record<string, unknown>> }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly yhteensa: number;
}

describe("PTV", () => {
  let mock: MockServer;
  let transport: SubgraphTransport;
  beforeAll(async () => {
    mock = await start();
  });
  afterAll(() => mock.close());
  // Each test begins with nothing kept.
  beforeEach(() => open());
  afterEach(async () => {
    mock.faults.set([]);
    mock.requests.clear();
    await transport.close();
  });

  function open(settings: Readonly<Record<string, unknown>> = {}): void {
    const own = { url: `${mock.url}/api/v11`, jarjestajat: toJarjestajat(["08", "15", "90"]), ...settings };
    transport = createInProcessTransport(subgraph, { ids, now: () => new Date(), settings: own });
  }
  async function reopen(settings: Readonly<Record<string, unknown>>): Promise<void> {
    await transport.close();
    open(settings);
  }

  async function ask(query: string): Promise<SubgraphAnswer & { readonly rows: readonly LahdeRow[] }> {
    const deadline = createDeadline(20_000);
    const recorder = createCallRecorder(() => deadline.elapsedMs());
    const scope = { deadline, recorder, actor: tuntematon, pyynto: "p1" };
    const answer = await transport.call({ document: parse(query), variables: {} }, scope);
    deadline.end();
    return { ...answer, rows: recorder.rows() };
  }

  async function askList(field: string, fields: string): Promise<Sivu> {
    const { data, errors } = await ask(
      `{ lista: ${field} { yhteensa pageInfo { hasNextPage endCursor } edges { cursor node { ${fields} } } } }`,
    );
    expect(errors).toEqual([]);
    return data?.["lista"] as Sivu;
  }
  const namesOf = ({ edges }: Sivu): readonly unknown[] => edges.map(({ node }) => node["nimi"]);
  const asked = (): readonly string[] => mock.requests.latest().map(({ polku }) => polku);

  it("tells a region's services in three languages, with who produces them and where they are given", async () => {
    const { edges, yhteensa } = await askList(
      'palvelut(alue: "08", haku: "terveysasema")',
      `nimi sv: nimi(kieli: SV) en: nimi(kieli: EN) kuvaus laji maksullisuus kielet valtakunnallinen asiakasseteliKaytossa
       palveluluokat { arvo nimi(kieli: SV) } osapuolet { nimi rooli }
       kanavat { nimi(kieli: EN) laji kayntiosoitteet { katu(kieli: SV) postitoimipaikka kunta { arvo nimi } } }`,
    );
    expect(yhteensa).toBe(1);
    expect(edges[0]?.node).toMatchObject({
      nimi: "Terveysasema",
      sv: "Hälsostation",
      en: "Health station",
      laji: "PALVELU",
      maksullisuus: "MAKSULLINEN",
      valtakunnallinen: false,
      asiakasseteliKaytossa: false,
      palveluluokat: [{ arvo: "P4.1", nimi: "Primärvård" }],
      osapuolet: [{ nimi: "Pirkanmaan hyvinvointialue", rooli: "VASTUUTAHO" }],
      kanavat: [
        { nimi: "Health station", laji: "PALVELUPAIKKA", kayntiosoitteet: [{ katu: "Exempelgatan 1", kunta: {} }] },
        { laji: "VERKKOASIOINTI", kayntiosoitteet: [] },
      ],
    });
  });

  it("falls back from a language that is missing, and lists a service without channels", async () => {
    const { edges } = await askList('palvelut(alue: "15", haku: "palvelut")', "nimi(kieli: EN) kanavat { id }");
    expect(edges.map(({ node }) => node)).toContainEqual({
      nimi: "Päihdepalvelut",
      kanavat: [expect.anything(), expect.anything()],
    });
    expect(edges.map(({ node }) => node)).toContainEqual({ nimi: "Mental health services", kanavat: [] });
  });

  it("is read page by page, and the list paged on without asking again", async () => {
    const first = await askList('palvelut(alue: "90", first: 100)', "nimi");
    expect([first.yhteensa, first.edges.length, first.pageInfo.hasNextPage]).toEqual([123, 100, true]);
    const rest = await askList(`palvelut(alue: "90", first: 100, after: "${first.pageInfo.endCursor}")`, "nimi");
    expect([rest.edges.length, rest.pageInfo.hasNextPage]).toEqual([23, false]);
    expect(new Set([...namesOf(first), ...namesOf(rest)]).size).toBe(123);
    expect(asked()).toEqual([expect.stringMatching(/page=1$/), expect.stringMatching(/page=2$/)]);
  });

  it("is searched here, by name or class in any language: a search never goes out", async () => {
    expect(namesOf(await askList('palvelut(haku: "munhälso")', "nimi"))).toEqual(Array(3).fill("Suun terveydenhuolto"));
    expect(namesOf(await askList('palvelut(alue: "08", haku: "HOME CARE")', "nimi"))).toHaveLength(2);
    expect(asked().join()).not.toMatch(/munh|HOME/i);
  });

  it("tells the services of a municipality, and none for one that it does not know", async () => {
    expect((await askList('palvelut(kunta: "837")', "nimi")).yhteensa).toBe(13);
    expect((await askList('palvelut(kunta: "999")', "nimi")).yhteensa).toBe(0);
  });

  it("tells providers: those responsible and those who produce, each once", async () => {
    const { edges } = await askList(
      "palveluntarjoajat",
      "nimi sv: nimi(kieli: SV) laji ytunnus verkkosivut(kieli: SV)",
    );
    expect(edges.map(({ node }) => node["nimi"])).toEqual([
      "Arkiapu Malli Ky",
      "Esimerkkihammas Oy",
      "Esimerkkihoiva Oy",
      "Helsingin kaupunki",
      "Hoivamalli Oy",
      "Keski-Suomen hyvinvointialue",
      "Pirkanmaan hyvinvointialue",
      "Testihammas Oy",
      "Testiterapia Oy",
    ]);
    expect(edges.find(({ node }) => node["nimi"] === "Helsingin kaupunki")?.node).toEqual({
      nimi: "Helsingin kaupunki",
      sv: "Helsingfors stad",
      laji: "KUNTA",
      ytunnus: "9990190-0",
      verkkosivut: ["https://www.esimerkki.invalid/sv"],
    });
    expect((await askList('palveluntarjoajat(haku: "hoiva")', "nimi")).yhteensa).toBe(2);
  });

  it.each([
    'palvelut(alue: "08", kunta: "837")',
    'palvelut(alue: "77")',
    'palvelut(alue: "010190-900P")',
    'palvelut(kunta: "1")',
    'palvelut(haku: "a")',
    'palvelut(after: "roska")',
    "palvelut(first: 0)",
  ])("is not asked for what can't be: %s", async (field) => {
    const { data, errors } = await ask(`{ ${field} { yhteensa } }`);
    expect(data).toEqual({ palvelut: null });
    expect(errors).toMatchObject([{ code: "BAD_USER_INPUT" }]);
    expect(asked().join()).not.toMatch(/837|77|900P|roska/);
  });

  it("shows no official's name or phone, whatever is asked of a channel", async () => {
    const { edges } = await askList(
      "palvelut(first: 100)",
      "kanavat { id nimi laji kielet verkkosivut kayntiosoitteet { katu } }",
    );
    expect(edges.length).toBe(100);
    expect(JSON.stringify(edges)).not.toMatch(/Virkailija|0401234567/);
  });

  it("is asked by the version that is kept", async () => {
    await reopen({ valimuisti: { tuoreMs: 0 } });
    await ask('{ palvelut(alue: "08") { yhteensa } }');
    const { rows } = await ask('{ palvelut(alue: "08") { yhteensa } }');
    expect(rows).toMatchObject([{ lahde: "ptv", tila: "OK", kutsut: 0, valimuisti: "VANHENTUNUT" }]);
    await expect.poll(() => asked().length).toBe(2);
    expect(mock.requests.latest().map(({ otsakkeet }) => otsakkeet["if-none-match"])).toEqual([
      undefined,
      expect.stringMatching(/^W\/"/),
    ]);
  });

  const faults: readonly (readonly [Fault, string])[] = [
    ...everyFault,
    [{ laji: "virhekoodi", koodi: "400" }, "SOURCE_DENIED"],
    [{ laji: "virhekoodi", koodi: "401" }, "SOURCE_DENIED"],
    [{ laji: "virhekoodi", koodi: "403" }, "SOURCE_DENIED"],
    [{ laji: "virhekoodi", koodi: "429" }, "SOURCE_UNAVAILABLE"],
    [{ laji: "virhekoodi", koodi: "500" }, "SOURCE_UNAVAILABLE"],
    [{ laji: "virhekoodi", koodi: "503" }, "SOURCE_UNAVAILABLE"],
    [{ laji: "virhekoodi", koodi: "outo-laji" }, "SOURCE_INVALID_RESPONSE"],
    [{ laji: "virhekoodi", koodi: "kutistuu" }, "SOURCE_INVALID_RESPONSE"],
  ];
  it.each(faults)("%j gives %s for services and providers, and no word of PTV's", async (fault, code) => {
    mock.faults.set([fault]);
    if (code === "SOURCE_TIMEOUT") await reopen({ timeoutMs: 100 });
    const { data, errors, rows } = await ask("{ palvelut { yhteensa } palveluntarjoajat { yhteensa } }");
    expect(data).toEqual({ palvelut: null, palveluntarjoajat: null });
    expect(errors.map((error) => error.code)).toEqual([code, code]);
    expect(errors[0]?.parameters).toMatchObject({ lahde: "ptv" });
    expect(rows).toMatchObject([{ lahde: "ptv", tila: code, valimuisti: "EI" }]);
    expect(JSON.stringify(errors)).not.toMatch(/Virhe \d|<html|page|errorMessage/);
  });

  it.each(everyFault)("%j costs a service its channels only, when they alone fail", async (fault, code) => {
    await reopen(code === "SOURCE_TIMEOUT" ? { timeoutMs: 400 } : {});
    await ask('{ palvelut(alue: "08") { yhteensa } }');
    mock.faults.set([fault]);
    const { data, errors } = await ask('{ palvelut(alue: "08", first: 2) { edges { node { nimi kanavat { id } } } } }');
    expect(data).toMatchObject({ palvelut: { edges: [{ node: { nimi: expect.any(String), kanavat: null } }, {}] } });
    expect(errors.map((error) => error.code)).toEqual([code, code]);
  });

  it("is not missed while a copy is there", async () => {
    await reopen({ valimuisti: { tuoreMs: 0 } });
    const query = '{ palvelut(alue: "08", haku: "neuvola") { edges { node { nimi kanavat { id } } } } }';
    const { data } = await ask(query);
    for (const [fault] of faults) {
      mock.faults.set([fault]);
      const old = await ask(query);
      expect(old.data).toEqual(data);
      expect(old.rows).toMatchObject([{ lahde: "ptv", tila: "OK", valimuisti: "VANHENTUNUT" }]);
    }
  });

  it("that knows no organisation of the region gives an empty list", async () => {
    await reopen({ jarjestajat: [{ alue: "08", ytunnus: "0000000-0" }] });
    expect((await askList('palvelut(alue: "08")', "nimi")).yhteensa).toBe(0);
    expect((await askList("palveluntarjoajat", "nimi")).yhteensa).toBe(0);
  });
});

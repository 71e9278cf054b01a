import type { DocumentNode } from "graphql";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { tuntematon } from "../../gateway/actor/index.ts";
import type { Actor } from "../../gateway/actor/index.ts";
import { createCallRecorder, createDeadline } from "../../gateway/source/index.ts";
import type { LahdeRow } from "../../gateway/source/index.ts";
import { createInProcessTransport } from "../../gateway/subgraph/index.ts";
import type { SubgraphTransport, Tunnus } from "../../gateway/subgraph/index.ts";
import type { Fault, MockServer } from "../../mocks/http/index.ts";
import { start } from "../../mocks/kela/index.ts";
import { subgraph } from "../../subgraphs/kela/index.ts";
import { askSubgraph, ids } from "./ask-subgraph.ts";
import type { Asked } from "./ask-subgraph.ts";
import { hetut, personaHetu, population, toDocument } from "./persons.ts";
import { everyXRoadFault } from "./xroad-register.ts";

const now = (): Date => new Date("2026-11-23T10:15:02Z");
const clerk = {
  kind: "ammattilainen",
  sub: "tyontekija-1",
  kirjain: "R",
  organisaatio: "1.2.246.10.1",
  organisaationNimi: "Testialue",
  alue: "08",
  kayttotarkoitus: "LASKUTUS",
} as const satisfies Actor;

const raha = "{ sentit teksti sv: teksti(kieli: SV) en: teksti(kieli: EN) }";
const ceiling = `{
  vuosi raja ${raha} kertynyt { sentit } jaljella { sentit } tayttynyt tayttymispaiva puuttumisenSyy
  alkuomavastuu { sovelletaan raja { sentit } kertynyt { sentit } jaljella { sentit } taynna }
}`;
const bothCeilings = toDocument(`laakekatto ${ceiling} matkakatto ${ceiling}`);
const medicine = toDocument("laakekatto { kertynyt { sentit } tayttynyt }");

/** What stands in the mock's own errors, and identity codes. */
const kelasWords =
  /KELMU|SERVICE:|Virheellinen|Henkilöä|Huoltokatko|sopimusta|Loppukäyttäjä|tiedonsaanti|kieltänyt|<html|\d{6}[-A]\d{3}/;

const aino = personaHetu("aino");

describe("kela over X-Road", () => {
  let mock: MockServer;
  let transport: SubgraphTransport;
  /** As `transport`, with little patience: only for a source that does not answer in time. */
  let hurried: SubgraphTransport;
  let lahteet: readonly LahdeRow[] = [];

  beforeAll(async () => {
    mock = await start({ population, now });
    const settings = {
      url: mock.url,
      client: { instance: "FI", memberClass: "MUN", memberCode: "9999999-9", subsystem: "asiakas-graph" },
      kayttotarkoitus: "HVA-ASIAKASTIEDOT",
      // One failure after another is asked of it here: its breaker is left out of it.
      suojaus: { leastCalls: 100_000 },
    };
    transport = createInProcessTransport(subgraph, { ids, now, settings });
    hurried = createInProcessTransport(subgraph, { ids, now, settings: { ...settings, timeoutMs: 100 } });
  });
  afterAll(async () => {
    await Promise.all([transport.close(), hurried.close()]);
    await mock.close();
  });
  afterEach(() => {
    mock.faults.set([]);
    mock.requests.clear();
  });

  async function ask(
    document: DocumentNode,
    asked: readonly (string | Tunnus)[],
    { actor = clerk, through = transport }: { readonly actor?: Actor; readonly through?: SubgraphTransport } = {},
  ): Promise<Asked> {
    const pyynto = "0f6b5a0e-6d0b-4a4e-9d53-0c6a3a7f1b20";
    const answer = await askSubgraph(through, { document, asked, actor, pyynto });
    ({ lahteet } = answer);
    return answer;
  }

  it("gives both ceilings of a person by one call", async () => {
    const { entities, errors } = await ask(bothCeilings, [aino]);
    expect(errors).toEqual([]);
    expect(entities).toEqual([
      {
        laakekatto: {
          vuosi: 2026,
          raja: { sentit: 63_612, teksti: "636,12\u00a0€", sv: "636,12\u00a0€", en: "€636.12" },
          kertynyt: { sentit: 15_988 },
          jaljella: { sentit: 47_624 },
          tayttynyt: false,
          tayttymispaiva: null,
          puuttumisenSyy: null,
          alkuomavastuu: {
            sovelletaan: true,
            raja: { sentit: 7033 },
            kertynyt: { sentit: 7033 },
            jaljella: { sentit: 0 },
            taynna: true,
          },
        },
        matkakatto: {
          vuosi: 2026,
          raja: { sentit: 30_000, teksti: "300,00\u00a0€", sv: "300,00\u00a0€", en: "€300.00" },
          kertynyt: { sentit: 0 },
          jaljella: { sentit: 30_000 },
          tayttynyt: false,
          tayttymispaiva: null,
          puuttumisenSyy: null,
          alkuomavastuu: null,
        },
      },
    ]);
    expect(mock.requests.count()).toBe(1);
    expect(lahteet).toMatchObject([{ lahde: "kela", tila: "OK", kutsut: 1 }]);
  });

  it("tells Kela who asks and for what, and no identity code outside the body", async () => {
    await ask(medicine, [aino]);
    const [request] = mock.requests.latest();
    expect(request).toMatchObject({
      metodi: "POST",
      polku: "/r1/FI/GOV/0246246-0/Kelmu/etuustiedot/v1/maksukatot/haku",
      otsakkeet: {
        "x-road-client": "FI/MUN/9999999-9/asiakas-graph",
        "x-road-userid": "FItyontekija-1",
        "x-road-issue": "LASKUTUS/0f6b5a0e-6d0b-4a4e-9d53-0c6a3a7f1b20",
        "x-kela-loppukayttaja": "tyontekija-1",
        "x-kela-kayttotarkoitus": "HVA-ASIAKASTIEDOT",
      },
    });
    expect(JSON.parse(request?.runko ?? "")).toEqual({ henkilotunnus: aino, vuosi: 2026, katot: ["LAAKE"] });
    expect(JSON.stringify({ ...request, runko: "" })).not.toContain(aino);
  });

  it("gives each message an id of its own, and each the id of the request", async () => {
    await ask(medicine, hetut(150));
    const headers = mock.requests.latest().map(({ otsakkeet }) => otsakkeet);
    const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
    for (const { "x-road-id": id } of headers) expect(id).toMatch(uuid);
    expect(new Set(headers.map(({ "x-road-id": id }) => id)).size).toBe(2);
    for (const { "x-road-issue": issue } of headers) expect(issue).toMatch(/\/0f6b5a0e-6d0b-4a4e-9d53-0c6a3a7f1b20$/);
  });

  it("is told that a customer looks at their own, and that a guardian acts for another", async () => {
    const actor = { kind: "asiakas", sub: "s-1", asiakasId: ids.seal({ laji: "HETU", arvo: aino }) } as const;
    await ask(medicine, [aino], { actor });
    await ask(medicine, [personaHetu("eino")], { actor });
    const issues = mock.requests.latest().map(({ otsakkeet }) => otsakkeet["x-road-issue"]?.split("/")[0]);
    expect(issues).toEqual(["OMAT_TIEDOT", "PUOLESTA_ASIOINTI"]);
  });

  it("is not asked for one who states no purpose", async () => {
    const { kayttotarkoitus: _, ...actor } = clerk;
    expect((await ask(medicine, [aino], { actor })).errors).toMatchObject([{ code: "SOURCE_DENIED" }]);
    expect(mock.requests.count()).toBe(0);
  });

  it.each([
    ["onni", true, 63_612],
    ["liisa", false, 63_132],
  ])("shows the ceiling of %s as it is", async (persona, tayttynyt, sentit) => {
    const { entities } = await ask(medicine, [personaHetu(persona)]);
    expect(entities).toEqual([{ laakekatto: { kertynyt: { sentit }, tayttynyt } }]);
  });

  it("gives no sums for one who is not insured, and says why", async () => {
    const { entities, errors } = await ask(bothCeilings, [personaHetu("amina")]);
    expect(errors).toEqual([]);
    const untold = {
      vuosi: 2026,
      raja: null,
      kertynyt: null,
      jaljella: null,
      tayttynyt: null,
      tayttymispaiva: null,
      puuttumisenSyy: "EI_VAKUUTETTU",
      alkuomavastuu: null,
    };
    expect(entities).toEqual([{ laakekatto: untold, matkakatto: untold }]);
  });

  it("applies no initial deductible to a child", async () => {
    const { entities } = await ask(toDocument("laakekatto { alkuomavastuu { sovelletaan raja { sentit } } }"), [
      personaHetu("eino"),
    ]);
    expect(entities).toEqual([{ laakekatto: { alkuomavastuu: { sovelletaan: false, raja: null } } }]);
  });

  it("asks 150 persons by two list calls, and matches the answers by person", async () => {
    const asked = hetut(150);
    const { entities, errors } = await ask(medicine, asked);
    expect(errors).toEqual([]);
    expect(mock.requests.latest().map(({ polku }) => polku.split("/").at(-1))).toEqual(["joukkohaku", "joukkohaku"]);
    const sizes = mock.requests.latest().map(({ runko }) => JSON.parse(runko).henkilotunnukset.length);
    expect(sizes).toEqual([100, 50]);
    const onni = asked.indexOf(personaHetu("onni"));
    expect(entities[onni]).toEqual({ laakekatto: { kertynyt: { sentit: 63_612 }, tayttynyt: true } });
  });

  it("asks each person once for each year", async () => {
    const document = toDocument(
      "nyt: laakekatto { vuosi } sama: laakekatto(vuosi: 2026) { vuosi } ennen: laakekatto(vuosi: 2024) { vuosi }",
    );
    const { entities } = await ask(document, [aino]);
    expect(entities).toEqual([{ nyt: { vuosi: 2026 }, sama: { vuosi: 2026 }, ennen: { vuosi: 2024 } }]);
    expect(mock.requests.count()).toBe(2);
  });

  it.each([1999, 2027])("refuses the year %i without asking Kela", async (vuosi) => {
    const { errors } = await ask(toDocument(`laakekatto(vuosi: ${vuosi}) { vuosi }`), [aino]);
    expect(errors).toMatchObject([
      { code: "BAD_USER_INPUT", parameters: { syy: { fi: "vuosi on 2000-2026", en: "the year is 2000-2026" } } },
    ]);
    expect(mock.requests.count()).toBe(0);
  });

  it("says when Kela has no figures of a year", async () => {
    const { errors } = await ask(toDocument("laakekatto(vuosi: 2010) { vuosi }"), [aino]);
    const parameters = { lahde: "kela", syy: "Kelalla ei ole tietoja tältä vuodelta" };
    expect(errors).toMatchObject([{ code: "BAD_USER_INPUT", parameters }]);
  });

  it("says that Kela does not know a person, alone and among others", async () => {
    const unknown = "010190-999W";
    expect((await ask(medicine, [unknown])).errors).toMatchObject([{ code: "SUBJECT_NOT_FOUND" }]);
    const { entities, errors } = await ask(medicine, [unknown, aino]);
    expect(errors).toMatchObject([{ code: "SUBJECT_NOT_FOUND", path: ["_entities", 0, "laakekatto"] }]);
    expect(entities[1]).toMatchObject({ laakekatto: { kertynyt: { sentit: 15_988 } } });
  });

  it("sends nobody without an identity code, and nothing for one who has not signed in", async () => {
    const { entities, errors } = await ask(bothCeilings, [{ laji: "TILAPAINEN", arvo: "08-2026-000007" }]);
    expect({ entities, errors }).toEqual({ entities: [{ laakekatto: null, matkakatto: null }], errors: [] });
    expect((await ask(medicine, [aino], { actor: tuntematon })).errors).toMatchObject([{ code: "SOURCE_DENIED" }]);
    expect(mock.requests.count()).toBe(0);
  });

  it("refuses an id that it did not make", async () => {
    const deadline = createDeadline(20_000);
    const answer = await transport.call(
      { document: medicine, variables: { keys: [{ __typename: "Asiakas", id: "AAAA" }] } },
      { deadline, recorder: createCallRecorder(() => 0), actor: clerk, pyynto: "p1" },
    );
    deadline.end();
    expect(answer.errors).toMatchObject([{ code: "BAD_USER_INPUT" }]);
  });

  it("gives the visits of the choice trial", async () => {
    const document = toDocument(
      "tuottajavalinnat { oikeus kayntejaKaytetty kayntejaJaljella kaynnit { paiva tuottaja { ytunnus nimi } omavastuu { sentit } } }",
    );
    const { entities, errors } = await ask(document, [personaHetu("liisa"), aino]);
    expect(errors).toEqual([]);
    const visit = {
      paiva: "2026-01-14",
      tuottaja: { ytunnus: "9990002-2", nimi: "Testilääkäriasema Oy" },
      omavastuu: { sentit: 3020 },
    };
    expect(entities).toEqual([
      { tuottajavalinnat: { oikeus: true, kayntejaKaytetty: 1, kayntejaJaljella: 2, kaynnit: [visit] } },
      { tuottajavalinnat: { oikeus: false, kayntejaKaytetty: 0, kayntejaJaljella: 0, kaynnit: [] } },
    ]);
  });

  const trial = toDocument("tuottajavalinnat { oikeus kayntejaKaytetty kayntejaJaljella kaynnit { paiva } }");

  it("shows three of three visits used, and no right of one who is 64", async () => {
    const isSixtyFour = ({ syntymapaiva, vakuutettu }: { syntymapaiva: string; vakuutettu: boolean }): boolean =>
      vakuutettu && syntymapaiva > "1961-11-23" && syntymapaiva < "1962-11-23";
    const young = Array.from(population.kaikki()).find(isSixtyFour)?.hetu ?? "";
    const { entities, errors } = await ask(trial, [personaHetu("onni"), young]);
    expect(errors).toEqual([]);
    const kaynnit = ["2026-01-14", "2026-03-04", "2026-05-20"].map((paiva) => ({ paiva }));
    expect(entities).toEqual([
      { tuottajavalinnat: { oikeus: true, kayntejaKaytetty: 3, kayntejaJaljella: 0, kaynnit } },
      { tuottajavalinnat: { oikeus: false, kayntejaKaytetty: 0, kayntejaJaljella: 0, kaynnit: [] } },
    ]);
  });

  it("gives the ceiling of service fees with the others of the year, in one call", async () => {
    const document = toDocument(`laakekatto { vuosi } palvelujenMaksukatto {
      vuosi raja { sentit } kertynyt { sentit } jaljella { sentit } tayttynyt perustuu taydellinen alueet { alue }
    }`);
    const { entities, errors } = await ask(document, [aino]);
    expect(errors).toEqual([]);
    const kertynyt: unknown = expect.any(Number);
    expect(entities).toEqual([
      {
        laakekatto: { vuosi: 2026 },
        palvelujenMaksukatto: {
          vuosi: 2026,
          raja: { sentit: 81_500 },
          kertynyt: { sentit: kertynyt },
          jaljella: { sentit: kertynyt },
          tayttynyt: false,
          perustuu: "KELA",
          taydellinen: true,
          alueet: [],
        },
      },
    ]);
    const [request] = mock.requests.latest();
    expect(JSON.parse(request?.runko ?? "")).toMatchObject({ katot: ["LAAKE", "PALVELU"] });
    expect(mock.requests.count()).toBe(1);
  });

  it("has no ceiling of service fees for one who is not insured, and counts a child's for the guardian", async () => {
    const document = toDocument("palvelujenMaksukatto { kertynyt { sentit } kertyyHuoltajalle }");
    const { entities, errors } = await ask(document, [personaHetu("amina"), personaHetu("eino")]);
    expect(errors).toEqual([]);
    expect(entities).toEqual([
      { palvelujenMaksukatto: null },
      { palvelujenMaksukatto: { kertynyt: { sentit: 0 }, kertyyHuoltajalle: true } },
    ]);
  });

  const faults: readonly (readonly [Fault, string])[] = [
    ...everyXRoadFault,
    [{ laji: "virhekoodi", koodi: "KELMU-400-01" }, "BAD_USER_INPUT"],
    [{ laji: "virhekoodi", koodi: "KELMU-400-03" }, "SOURCE_DENIED"],
    [{ laji: "virhekoodi", koodi: "KELMU-403-01" }, "SOURCE_DENIED"],
    [{ laji: "virhekoodi", koodi: "KELMU-403-02" }, "SOURCE_DENIED"],
    [{ laji: "virhekoodi", koodi: "KELMU-403-03" }, "SOURCE_DENIED"],
    [{ laji: "virhekoodi", koodi: "KELMU-404-01" }, "SUBJECT_NOT_FOUND"],
    [{ laji: "virhekoodi", koodi: "KELMU-409-01" }, "CONSENT_MISSING"],
    [{ laji: "virhekoodi", koodi: "KELMU-429-01" }, "SOURCE_UNAVAILABLE"],
    [{ laji: "virhekoodi", koodi: "KELMU-503-01" }, "SOURCE_UNAVAILABLE"],
  ];
  const askings: readonly (readonly [string, readonly string[]])[] = [
    ["one person", [aino]],
    ["several persons", [aino, personaHetu("onni")]],
  ];

  describe.each(askings)("when something is wrong, for %s", (_, asked) => {
    it.each(faults)("%j gives %s and no word of Kela's", async (fault, code) => {
      mock.faults.set([fault]);
      const { entities, errors } = await ask(medicine, asked, {
        through: code === "SOURCE_TIMEOUT" ? hurried : transport,
      });
      expect(errors.map((error) => error.code)).toEqual(asked.map(() => code));
      expect(entities).toEqual(asked.map(() => ({ laakekatto: null })));
      expect(lahteet).toMatchObject([{ lahde: "kela", tila: code === "SUBJECT_NOT_FOUND" ? "OK" : code }]);
      expect(JSON.stringify(errors)).not.toMatch(kelasWords);
    });
  });
});

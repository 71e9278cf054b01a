import type { DocumentNode } from "graphql";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { tuntematon } from "../../gateway/actor/index.ts";
import { createCallRecorder, createDeadline } from "../../gateway/source/index.ts";
import { createAsiakasIds, createInProcessTransport } from "../../gateway/subgraph/index.ts";
import type { SubgraphAnswer, SubgraphTransport } from "../../gateway/subgraph/index.ts";
import { start } from "../../mocks/crm/index.ts";
import type { CrmMock } from "../../mocks/crm/index.ts";
import type { Fault } from "../../mocks/http/index.ts";
import { createPopulation } from "../../mocks/population/index.ts";
import type { Henkilo } from "../../mocks/population/index.ts";
import { subgraph } from "../../subgraphs/crm/index.ts";
import { toDocument } from "./persons.ts";

const population = createPopulation({ seed: 1, size: 600 });
const people = [...population.kaikki()];
const regions = ["08", "15", "90"];
const ids = createAsiakasIds(Buffer.alloc(64, 3));
const now = new Date("2026-11-25T10:15:02Z");
const tanaan = "2026-11-25";
const herateet = Object.fromEntries(
  regions.map((alue) => [
    alue,
    {
      oikeusperusta: "703/2023 ja alueen päätös",
      herateet: [
        {
          tunnus: "kaikki",
          nimi: { fi: "Kaikki" },
          luokka: "LAAJA",
          // A condition that all meet who have been seen, so that each count is told.
          ehdot: [{ laskuri: "KAYNNIT", ikkunaPaivia: 365, vahintaan: 1 }],
        },
      ],
    },
  ]),
);

/** Each field with a selection, and whether one region's failure leaves the rows of the others. */
const fields = {
  maksuyhteydet: "{ saaja oletus alue }",
  palveluidenKaytto: "{ luokka alue perusteet { ehdot { maara } } }",
  alueenTuottajavalinnat: "{ laji tuottaja tuottajanAlue alue }",
  asiakasmaksut: "{ numero summa { sentit } kerryttaaMaksukattoa kertyyHuoltajalle alue rivimerkit rekisterinpitaja }",
  henkilokohtainenBudjetti: "{ numero jaljella { sentit } alue }",
  maksusitoumukset: "{ numero jaljella { sentit } alue }",
} as const;
const single = {
  tyoterveyshuolto: "{ onAsiakas alue }",
  kiireellisenHoidonMaksaja: "{ laji alue }",
  palvelujenMaksukatto: "{ kertynyt { sentit } taydellinen }",
} as const;
const all = { ...fields, ...single };
const names = Object.keys(all).filter((name): name is keyof typeof all => name in all);
const lists = Object.keys(fields).filter((name): name is keyof typeof fields => name in fields);

describe("payers, services and commitments over the regions' CRMs", () => {
  let mock: CrmMock;
  /** Gives up soon: for faults. */
  let hasty: SubgraphTransport;
  /** For many persons over the one session of an embedded database. */
  let transport: SubgraphTransport;

  beforeAll(async () => {
    mock = await start({ population, alueet: regions, now: () => now });
    const solmut = mock.nodes.map(({ alue, url }) => ({ alue, url }));
    // One failure after another is asked of it here: its breaker is left out of it.
    const settings = { solmut, herateet, katonAlueet: regions, suojaus: { leastCalls: 100_000 } };
    transport = createInProcessTransport(subgraph, { settings: { ...settings, timeoutMs: 4500 }, ids, now: () => now });
    hasty = createInProcessTransport(subgraph, { settings: { ...settings, timeoutMs: 400 }, ids, now: () => now });
  }, 60_000);
  afterEach(() => {
    for (const faults of [mock.faults, ...mock.nodes.map((node) => node.faults)]) faults.set([]);
    mock.requests.clear();
  });
  afterAll(async () => {
    await Promise.all([transport.close(), hasty.close()]);
    await mock.close();
  });

  async function ask(
    document: DocumentNode,
    persons: readonly Henkilo[],
    by: SubgraphTransport = transport,
  ): Promise<SubgraphAnswer> {
    const deadline = createDeadline(5000);
    const keys = persons.map(({ hetu, tilapainenTunnus = "" }) => ({
      __typename: "Asiakas",
      id: ids.seal(hetu === undefined ? { laji: "TILAPAINEN", arvo: tilapainenTunnus } : { laji: "HETU", arvo: hetu }),
    }));
    const answer = await by.call(
      { document, variables: { keys } },
      { deadline, recorder: createCallRecorder(() => 0), actor: tuntematon, pyynto: "p1" },
    );
    deadline.end();
    return answer;
  }

  const entities = ({ data }: SubgraphAnswer): Record<string, never>[] => {
    const given = data?.["_entities"];
    return Array.isArray(given) ? given : [];
  };
  const only = (name: keyof typeof all): DocumentNode => toDocument(`${name} ${all[name]}`);
  const isHere = ({ alue }: { readonly alue: string }): boolean => regions.includes(alue);

  it("give everyone what the population says, and nobody anything else", async () => {
    const answer = await ask(toDocument(names.map((name) => `${name} ${all[name]}`).join(" ")), people);
    expect(answer.errors).toEqual([]);
    entities(answer).forEach((given, at) => {
      const henkilo = people[at];
      if (henkilo === undefined) throw new Error("more persons than were asked");
      const fees = population.asiakasmaksut(henkilo, 2026).filter((fee) => isHere(fee) && fee.paiva <= tanaan);
      const rows: { numero: string; summa: { sentit: number }; kerryttaaMaksukattoa: boolean }[] =
        given["asiakasmaksut"] ?? [];
      expect(
        rows
          .map(({ numero, summa, kerryttaaMaksukattoa }) => `${numero} ${summa.sentit} ${kerryttaaMaksukattoa}`)
          .sort(),
      ).toEqual(fees.map(({ numero, sentit, kerryttaa }) => `${numero} ${sentit} ${kerryttaa}`).sort());
      expect(numerot(given, "maksusitoumukset")).toEqual(
        population
          .sitoumukset(henkilo)
          .filter(isHere)
          .map(({ numero }) => numero)
          .sort(),
      );
      expect(numerot(given, "henkilokohtainenBudjetti")).toEqual(
        population
          .budjetit(henkilo)
          .filter(isHere)
          .map(({ numero }) => numero)
          .sort(),
      );
      expect(given["maksuyhteydet"] ?? []).toHaveLength(population.maksuyhteydet(henkilo).filter(isHere).length);
      expect(given["alueenTuottajavalinnat"] ?? []).toHaveLength(
        population.alueenTuottajavalinnat(henkilo).filter(isHere).length,
      );
    });
    const asked = mock.requests.latest();
    expect(asked).toHaveLength(names.length * regions.length);
  });

  it("sum each person's ceiling from the fees of all who fill it", async () => {
    const kertyma = new Map<string, number>();
    for (const fee of people.flatMap((one) => population.asiakasmaksut(one, 2026))) {
      if (!isHere(fee) || fee.paiva > tanaan || fee.katonHetu === undefined) continue;
      kertyma.set(fee.katonHetu, (kertyma.get(fee.katonHetu) ?? 0) + fee.sentit);
    }
    const answer = await ask(only("palvelujenMaksukatto"), people);
    expect(answer.errors).toEqual([]);
    entities(answer).forEach((given, at) => {
      const hetu = people[at]?.hetu;
      const expected = { kertynyt: { sentit: kertyma.get(hetu ?? "") ?? 0 }, taydellinen: true };
      expect(given["palvelujenMaksukatto"]).toEqual(hetu === undefined ? null : expected);
    });
    expect([...kertyma.values()].some((sentit) => sentit > 0)).toBe(true);
  });

  it("count visits in the window that ends today", async () => {
    const answer = await ask(only("palveluidenKaytto"), people);
    const alku = "2025-11-25";
    entities(answer).forEach((given, at) => {
      const henkilo = people[at];
      if (henkilo === undefined) throw new Error("more persons than were asked");
      const visits = [2025, 2026].flatMap((vuosi) => population.kaynnit(henkilo, vuosi));
      const rows: { alue: string; perusteet: { ehdot: { maara: number }[] }[] }[] = given["palveluidenKaytto"] ?? [];
      for (const { alue, perusteet } of rows) {
        const own = visits.filter((one) => one.alue === alue && one.paiva > alku && one.paiva <= tanaan).length;
        expect(perusteet.map(({ ehdot }) => ehdot[0]?.maara)).toEqual(own === 0 ? [] : [own]);
      }
    });
  });

  it.each(names)("ask each region once for %s, however many customers are asked about", async (name) => {
    await ask(only(name), people.slice(0, 200));
    expect(
      mock.requests
        .latest()
        .map(({ polku }) => polku)
        .sort(),
    ).toEqual(regions.map((alue) => `/crm_${alue}`));
  });

  const faults: readonly (readonly [string, Fault])[] = [
    ["SOURCE_TIMEOUT", { laji: "jumissa" }],
    ["SOURCE_UNAVAILABLE", { laji: "http500" }],
    ["SOURCE_UNAVAILABLE", { laji: "katkaistu" }],
    ["SOURCE_INVALID_RESPONSE", { laji: "roska" }],
    ["SOURCE_INVALID_RESPONSE", { laji: "vaaraHenkilo" }],
    ["SOURCE_DENIED", { laji: "virhekoodi", koodi: "42501" }],
  ];
  const cases = names.flatMap((name) => faults.map(([code, fault]) => ({ name, code, fault, laji: fault.laji })));

  it.each(cases)("answer $code for $name to $laji in every region", async ({ name, code, fault }) => {
    mock.faults.set([fault]);
    const [sofia] = people.filter(({ persona }) => persona === "sofia");
    const answer = await ask(only(name), sofia === undefined ? [] : [sofia], hasty);
    expect(entities(answer)).toEqual([{ [name]: null }]);
    expect(answer.errors).toEqual([{ code, parameters: { lahde: "crm" }, path: ["_entities", 0, name] }]);
  });

  it.each(lists)("give the other regions' %s when one does not answer", async (name) => {
    const [sofia] = people.filter(({ persona }) => persona === "sofia");
    const persons = sofia === undefined ? [] : [sofia];
    const whole = await ask(only(name), persons);
    mock.nodes.find(({ alue }) => alue === "15")?.faults.set([{ laji: "http500" }]);
    const answer = await ask(only(name), persons);
    const rowsOf = (one: SubgraphAnswer): ({ alue: string } | null)[] => entities(one)[0]?.[name] ?? [];
    expect(rowsOf(answer).filter((row) => row !== null)).toEqual(rowsOf(whole).filter((row) => row?.alue !== "15"));
    const at = rowsOf(answer).indexOf(null);
    expect(answer.errors).toEqual([
      { code: "SOURCE_UNAVAILABLE", parameters: { lahde: "crm" }, path: ["_entities", 0, name, at] },
    ]);
  });

  it("hide a region's failure behind occupational health care in force elsewhere, never behind one that ended", async () => {
    const [sofia, aino] = ["sofia", "aino"].map((name) => people.find(({ persona }) => persona === name));
    if (sofia === undefined || aino === undefined) throw new Error("no persona");
    const down = (alue: string): void =>
      mock.nodes.find((node) => node.alue === alue)?.faults.set([{ laji: "http500" }]);
    down("15");
    expect(entities(await ask(only("tyoterveyshuolto"), [sofia]))).toEqual([
      { tyoterveyshuolto: { onAsiakas: true, alue: "90" } },
    ]);
    mock.nodes.find((node) => node.alue === "15")?.faults.set([]);
    down("90");
    const answer = await ask(only("tyoterveyshuolto"), [sofia]);
    expect(entities(answer)).toEqual([{ tyoterveyshuolto: null }]);
    expect(answer.errors.map(({ code }) => code)).toEqual(["SOURCE_UNAVAILABLE"]);
  });

  it("know who pays by the day, also one who was met without an identity code", async () => {
    const mihai = people.find(({ persona }) => persona === "mihai");
    const answer = await ask(
      toDocument('kiireellisenHoidonMaksaja(paiva: "2026-05-01") { laji alue peruste }'),
      mihai === undefined ? [] : [mihai],
    );
    expect(entities(answer)).toEqual([
      { kiireellisenHoidonMaksaja: { laji: "KELA", alue: null, peruste: "SAIRAANHOITOKORTTI" } },
    ]);
  });

  it("say nothing of the use when no region has stated triggers, which is not the same as little use", async () => {
    const solmut = mock.nodes.map(({ alue, url }) => ({ alue, url }));
    const bare = createInProcessTransport(subgraph, { settings: { solmut }, ids, now: () => now });
    const deadline = createDeadline(5000);
    const [aino] = people;
    const keys = [{ __typename: "Asiakas", id: ids.seal({ laji: "HETU", arvo: aino?.hetu ?? "" }) }];
    const answer = await bare.call(
      { document: only("palveluidenKaytto"), variables: { keys } },
      { deadline, recorder: createCallRecorder(() => 0), actor: tuntematon, pyynto: "p1" },
    );
    deadline.end();
    await bare.close();
    expect(entities(answer)).toEqual([{ palveluidenKaytto: null }]);
    expect(mock.requests.count()).toBe(0);
  });

  it("cover the account number for one who is not known to be the customer or billing", async () => {
    const answer = await ask(toDocument("maksuyhteydet { iban }"), people.slice(0, 1));
    const rows: { iban: string }[] = entities(answer)[0]?.["maksuyhteydet"] ?? [];
    expect(rows.length).toBeGreaterThan(0);
    for (const { iban } of rows) expect(iban).toMatch(/^FI•{14}\d{2}$/);
  });
});

function numerot(given: Record<string, never>, name: string): readonly string[] {
  const rows: { numero: string }[] = given[name] ?? [];
  return rows.map(({ numero }) => numero).sort();
}

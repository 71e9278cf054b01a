import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "../../gateway/actor/index.ts";
import type { LahdeRow } from "../../gateway/source/index.ts";
import { createInProcessTransport } from "../../gateway/subgraph/index.ts";
import type { SubgraphTransport } from "../../gateway/subgraph/index.ts";
import type { Fault } from "../../mocks/http/index.ts";
import { start } from "../../mocks/ptj/index.ts";
import type { PtjMock, PtjNode } from "../../mocks/ptj/index.ts";
import { subgraph } from "../../subgraphs/ptj/index.ts";
import { askSubgraph, ids } from "./ask-subgraph.ts";
import { hetut, personaHetu, population, toDocument } from "./persons.ts";

const started = new Date("2026-11-23T10:15:02Z");
let clock = started;
const now = (): Date => clock;
const nurse: Actor = {
  kind: "ammattilainen",
  sub: "tyontekija-1",
  kirjain: "H",
  organisaatio: "1.2.246.10.99900008",
  organisaationNimi: "Testialue",
  alue: "08",
  kayttotarkoitus: "HOITO",
};
const aino = personaHetu("aino");
const findings = toDocument("toimintakyky { koodi { arvo } aste rivimerkit rekisterinpitaja alue }");
const codes = toDocument("toimintakyky { koodi { arvo } }");
const guidance = toDocument("ohjaus { laji aihe }");
const plans = toDocument("toteutussuunnitelmat { nimi tavoitteet { teksti } }");
/** What stands in the mock's own errors and narrative, identity codes, and the key. */
const systemsWords = /java|Sisäinen|Kertomus|<div|<html|\d{6}[-A]\d{3}|PRIVATE KEY|127\.0\.0/;

/** What a question gave, in short. */
interface Told {
  readonly entities: readonly Readonly<Record<string, readonly unknown[] | null>>[];
  readonly codes: readonly string[];
  /** Errors and rows of sources, to be searched for what may not be told. */
  readonly text: string;
}

describe.each([
  ["A", ["08"]],
  ["B", ["15", "08"]],
] as const)("a client and patient system of vendor %s", (toimittaja, alueet) => {
  let mock: PtjMock;
  let node: PtjNode;
  let transport: SubgraphTransport;
  let hurried: SubgraphTransport;
  let lahteet: readonly LahdeRow[] = [];

  beforeAll(async () => {
    mock = await start({ population, alueet, now });
    const found = mock.nodes.find((each) => each.alue === "08" && each.toimittaja === toimittaja);
    if (found === undefined) throw new Error("the mock has no such node of 08");
    node = found;
    transport = open({});
    hurried = open({ timeoutMs: 150 });
    await ask(codes, [aino]);
    await ask(codes, [aino], hurried);
  });
  afterAll(async () => {
    await Promise.all([transport.close(), hurried.close()]);
    await mock.close();
  });
  beforeEach(() => node.requests.clear());
  afterEach(() => {
    node.faults.set([]);
    clock = started;
  });

  function open(
    changes: Readonly<Record<string, unknown>>,
    solmu: Readonly<Record<string, unknown>> = {},
  ): SubgraphTransport {
    const { tunnus: asiakastunnus, avain } = mock.ohjelma;
    const solmut = [{ alue: "08", url: node.url, asiakastunnus, avain, ...solmu }];
    const settings = { solmut, suojaus: { leastCalls: 100_000 }, ...changes };
    return createInProcessTransport(subgraph, { ids, now, settings });
  }

  async function ask(
    document: ReturnType<typeof toDocument>,
    asked: readonly string[],
    through: SubgraphTransport = transport,
    actor: Actor = nurse,
  ): Promise<Told> {
    const answer = await askSubgraph(through, { document, asked, actor, pyynto: "p1" });
    lahteet = answer.lahteet;
    return {
      entities: answer.entities as Told["entities"],
      codes: answer.errors.map(({ code }) => code),
      text: JSON.stringify([answer.errors, lahteet]),
    };
  }

  const paths = (): readonly string[] => node.requests.latest().map(({ metodi, polku }) => `${metodi} ${polku}`);

  it("gives professionals' findings with their marks, and leaves out the customer's own, errors and what is no ICF", async () => {
    const { entities, codes: errors } = await ask(findings, [aino]);
    expect(errors).toEqual([]);
    const row = { rekisterinpitaja: "08", alue: "08" };
    expect(entities).toEqual([
      {
        toimintakyky: [
          { ...row, koodi: { arvo: "d450" }, aste: "LIEVA", rivimerkit: [] },
          { ...row, koodi: { arvo: "d240" }, aste: "VAIKEA", rivimerkit: ["EI_SAHKOISEEN_ASIOINTIIN"] },
          { ...row, koodi: { arvo: "b152" }, aste: "KOHTALAINEN", rivimerkit: ["ERITYINEN_SISALTO"] },
        ],
      },
    ]);
    expect(lahteet).toMatchObject([{ lahde: "ptj", solmu: "08", tila: "OK" }]);
  });

  it("tells a minor's stand by each finding, none where the record has none", async () => {
    const { entities } = await ask(findings, [personaHetu("eino")]);
    expect(entities[0]?.["toimintakyky"]).toMatchObject([
      { koodi: { arvo: "d160" }, rivimerkit: ["HUOLTAJALLE_AVOIN"] },
      { koodi: { arvo: "d720" }, rivimerkit: ["HUOLTAJALTA_SALATTU"] },
      { koodi: { arvo: "d820" }, rivimerkit: ["HUOLTAJALTA_SALATTU"] },
      { koodi: { arvo: "b134" }, rivimerkit: [] },
    ]);
  });

  it("gives each event of guidance and each plan once", async () => {
    const hoito = population.hoito(population.henkilo(0));
    const told = await ask(guidance, [aino]);
    expect(told.codes).toEqual([]);
    expect(told.entities[0]?.["ohjaus"]).toHaveLength(hoito.ohjaukset.length);
    const planned = await ask(plans, [aino]);
    expect(planned.codes).toEqual([]);
    expect(planned.entities[0]?.["toteutussuunnitelmat"]).toHaveLength(hoito.suunnitelmat.length);
    expect(JSON.stringify([told.entities, planned.entities])).not.toMatch(systemsWords);
  });

  it("asks for the statement and a token once, tells the asker each time, and puts nobody's code in an address", async () => {
    const own = open({});
    await ask(codes, [aino], own);
    await ask(guidance, [aino], own);
    await own.close();
    expect(paths().filter((path) => path === "GET /fhir/metadata")).toHaveLength(1);
    expect(paths().filter((path) => path === "POST /oauth/token")).toHaveLength(1);
    expect(paths().join(" ")).not.toMatch(/\d{6}[-A]\d{3}/);
    const asked = node.requests.latest().filter(({ otsakkeet }) => otsakkeet["authorization"] !== undefined);
    expect(asked.length).toBeGreaterThan(2);
    for (const { otsakkeet } of asked) {
      expect(otsakkeet).toMatchObject({
        "x-loppukayttaja": "tyontekija-1",
        "x-kayttotarkoitus": "HOITO",
        "x-request-id": "p1",
      });
    }
  });

  it("signs in anew once the token has ended, and once the node has refused it", async () => {
    clock = new Date(started.getTime() + 290_000);
    await ask(codes, [aino]);
    expect(paths().filter((path) => path === "POST /oauth/token")).toHaveLength(1);
    node.faults.set([{ laji: "virhekoodi", koodi: "login" }]);
    expect((await ask(codes, [aino])).codes).toEqual(["SOURCE_DENIED"]);
    node.faults.set([]);
    node.requests.clear();
    expect((await ask(codes, [aino])).codes).toEqual([]);
    expect(paths().filter((path) => path === "POST /oauth/token")).toHaveLength(1);
  });

  it("is asked in two steps of all persons at once, each person's rows their own", async () => {
    const asked = hetut(30);
    const { entities, codes: errors } = await ask(codes, asked);
    expect(errors).toEqual([]);
    expect(entities).toHaveLength(30);
    const expected = asked.map((hetu) => {
      const found = population.etsi(hetu);
      const all = found === undefined ? [] : population.hoito(found).havainnot;
      return all
        .filter(({ rekisterinpitaja }) => rekisterinpitaja === "08")
        .map(({ icf }) => icf)
        .sort();
    });
    const told = entities.map(({ toimintakyky }) =>
      (toimintakyky as readonly { readonly koodi: { readonly arvo: string } }[]).map(({ koodi }) => koodi.arvo).sort(),
    );
    expect(told).toEqual(expected);
    const batches = paths().filter((path) => path === "POST /fhir");
    // 30 persons are two batches; whom the node knows fits in one more.
    expect(batches).toHaveLength(toimittaja === "B" ? 3 : 0);
  });

  it("gives an empty list of a person whom it does not know, and asks no more of them", async () => {
    const { entities, codes: errors } = await ask(codes, [personaHetu("kaisa")]);
    expect(errors).toEqual([]);
    expect(entities).toEqual([{ toimintakyky: [] }]);
    expect(paths().some((path) => path.includes("Observation"))).toBe(false);
  });

  it.each<[string, Fault, string]>([
    ["broken", { laji: "http500" }, "SOURCE_UNAVAILABLE"],
    ["cut", { laji: "katkaisu" }, "SOURCE_UNAVAILABLE"],
    ["not JSON", { laji: "roska" }, "SOURCE_INVALID_RESPONSE"],
    ["truncated", { laji: "katkaistu" }, "SOURCE_INVALID_RESPONSE"],
    ["of another person", { laji: "vaaraHenkilo" }, "SOURCE_INVALID_RESPONSE"],
    ["login", { laji: "virhekoodi", koodi: "login" }, "SOURCE_DENIED"],
    ["forbidden", { laji: "virhekoodi", koodi: "forbidden" }, "SOURCE_DENIED"],
    ["invalid", { laji: "virhekoodi", koodi: "invalid" }, "SOURCE_INVALID_RESPONSE"],
    ["throttled", { laji: "virhekoodi", koodi: "throttled" }, "SOURCE_UNAVAILABLE"],
    ["transient", { laji: "virhekoodi", koodi: "transient" }, "SOURCE_UNAVAILABLE"],
    ["timeout", { laji: "virhekoodi", koodi: "timeout" }, "SOURCE_TIMEOUT"],
    ["a next link elsewhere", { laji: "virhekoodi", koodi: "muualle" }, "SOURCE_INVALID_RESPONSE"],
    ["pages without an end", { laji: "virhekoodi", koodi: "silmukka" }, "SOURCE_INVALID_RESPONSE"],
  ])("%s is told as the source's fault, in our words", async (_, fault, code) => {
    node.faults.set([fault]);
    const { entities, codes: errors, text } = await ask(codes, [aino]);
    expect(errors).toEqual([code]);
    expect(entities).toEqual([{ toimintakyky: null }]);
    expect(text).not.toMatch(systemsWords);
    expect(lahteet).toMatchObject([{ lahde: "ptj", solmu: "08", tila: code }]);
  });

  it.each<[string, Fault]>([
    ["slow", { laji: "hidas", viiveMs: 2000 }],
    ["silent", { laji: "jumissa" }],
  ])("%s is given up in time", async (_, fault) => {
    node.faults.set([fault]);
    expect((await ask(codes, [aino], hurried)).codes).toEqual(["SOURCE_TIMEOUT"]);
  });

  it.each(["not-found", "deleted"])("%s of a person is no error: there is nothing", async (koodi) => {
    node.faults.set([{ laji: "virhekoodi", koodi }]);
    const { entities, codes: errors } = await ask(codes, [aino]);
    expect(errors).toEqual([]);
    expect(entities).toEqual([{ toimintakyky: [] }]);
  });

  it("not found of a person's records may be not shown to us: it is a denial, not an empty list", async () => {
    node.faults.set([{ laji: "virhekoodi", koodi: "not-found-records" }]);
    const { entities, codes: errors } = await ask(codes, [aino]);
    expect(errors).toEqual(["SOURCE_DENIED"]);
    expect(entities).toEqual([{ toimintakyky: null }]);
  });

  it("gives what came where the node says that it may not be all, and says so", async () => {
    node.faults.set([{ laji: "virhekoodi", koodi: "vajaa" }]);
    const { entities, codes: errors } = await ask(codes, [aino]);
    expect(errors).toEqual(["SOURCE_UNAVAILABLE"]);
    expect(entities[0]?.["toimintakyky"]).toHaveLength(4);
    expect(entities[0]?.["toimintakyky"]?.at(-1)).toBeNull();
  });

  it("does not ask for what the token does not cover, and gives the rest", async () => {
    node.faults.set([{ laji: "virhekoodi", koodi: "kapea" }]);
    const own = open({});
    const { entities, codes: errors } = await ask(guidance, [aino], own);
    await own.close();
    expect(errors).toEqual(["SOURCE_DENIED"]);
    const rows = (entities[0]?.["ohjaus"] ?? []) as readonly ({ readonly laji: string } | null)[];
    expect(new Set(rows.flatMap((row) => row?.laji ?? []))).toEqual(new Set(rows.length > 1 ? ["KAYNTI"] : []));
    const bodies = node.requests.latest().map(({ polku, runko }) => (polku.startsWith("/oauth") ? "" : polku + runko));
    expect(bodies.join(" ")).not.toContain("Communication");
  });

  it("gives no token for another key, nor for a token endpoint that is not configured", async () => {
    const other = await start({ population, alueet: ["15"], now });
    await other.close();
    const { avain } = other.ohjelma;
    for (const solmu of [{ avain }, { avain: "-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----" }]) {
      const own = open({}, solmu);
      expect((await ask(codes, [aino], own)).codes).toEqual(["SOURCE_DENIED"]);
      await own.close();
    }
    const elsewhere = open({}, { tunnistus: "http://127.0.0.3:1" });
    expect((await ask(codes, [aino], elsewhere)).codes).toEqual(["SOURCE_INVALID_RESPONSE"]);
    await elsewhere.close();
  });

  it("is not asked when there is nobody to tell it of", async () => {
    const { kayttotarkoitus: _, ...purposeless } = nurse;
    expect((await ask(codes, [aino], transport, purposeless)).codes).toEqual(["SOURCE_DENIED"]);
    expect(paths()).toEqual([]);
  });

  it("of which one person's answer is more than the limits is refused, not cut", async () => {
    for (const limits of [{ tietueita: 1 }, { sivuja: 1 }]) {
      const own = open(limits);
      const isOver = "tietueita" in limits || toimittaja === "B";
      expect((await ask(codes, [aino], own)).codes).toEqual(isOver ? ["SOURCE_INVALID_RESPONSE"] : []);
      await own.close();
    }
  });
});

import { parse } from "graphql";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { tuntematon } from "../../gateway/actor/index.ts";
import type { Actor } from "../../gateway/actor/index.ts";
import { createCallRecorder, createDeadline } from "../../gateway/source/index.ts";
import type { CallRecorder } from "../../gateway/source/index.ts";
import { createAsiakasIds, createInProcessTransport } from "../../gateway/subgraph/index.ts";
import type { SubgraphAnswer, SubgraphTransport } from "../../gateway/subgraph/index.ts";
import { start } from "../../mocks/crm/index.ts";
import type { CrmMock } from "../../mocks/crm/index.ts";
import { createPopulation } from "../../mocks/population/index.ts";
import type { Henkilo } from "../../mocks/population/index.ts";
import { subgraph } from "../../subgraphs/crm/index.ts";
import { databases } from "./databases.ts";
import { everyRegionFault, toFaultName } from "./region-faults.ts";

const regions = ["08", "15", "90"];
const population = createPopulation({ seed: 7, size: 2000 });
const people = [...population.kaikki()];
/** Somebody who was met without an identity code, and then was given one. */
const yhdistetty = people.find(
  (one) => one.hetu !== undefined && population.yhteystiedot(one).some(({ alue }) => alue === "15"),
);
const entinenTunnus = "15-2026-999999";
const ids = createAsiakasIds(Buffer.alloc(64, 3));
/** Time enough on any machine; and so little that a source that hangs is soon given up. */
const [timeoutMs, shortMs] = [4500, 400];

const document = parse(`
  query ($asiakkaat: [_Any!]!) {
    _entities(representations: $asiakkaat) {
      ... on Asiakas {
        yhteystiedot { laji arvo kayttotarkoitus pitkaaikainen ilmoitettu alue }
        valiaikaisetTiedot { tunniste nimi syy annettu alue yhdistetty { id } }
        asiakassetelit {
          numero palvelu arvo { sentit teksti } alkaen paattyy tila
          kaytot { tuottaja alue summa { sentit } paiva } jaljella { sentit } alue
        }
      }
    }
  }`);
const onlySetelit = parse(
  "query ($asiakkaat: [_Any!]!) { _entities(representations: $asiakkaat) { ... on Asiakas { asiakassetelit { numero alue } } } }",
);

function toId(henkilo: Henkilo): string {
  if (henkilo.hetu !== undefined) return ids.seal({ laji: "HETU", arvo: henkilo.hetu });
  return ids.seal({ laji: "TILAPAINEN", arvo: henkilo.tilapainenTunnus ?? "" });
}

/** A person with vouchers of one of the regions, some of them used in another region. */
function setelinSaaja(): Henkilo {
  const found = people.find((one) => {
    const vouchers = population.setelit(one).filter(({ alue }) => regions.includes(alue));
    return vouchers.some(({ alue, kaytot }) => kaytot.some((use) => use.alue !== alue));
  });
  if (found === undefined) throw new Error("the population has nobody who used a voucher in another region");
  return found;
}

function tilapainen(): Henkilo {
  const found = people.find(({ tilapainenTunnus }) => regions.includes(tilapainenTunnus?.slice(0, 2) ?? ""));
  if (found === undefined) throw new Error("the population has nobody with a temporary identifier");
  return found;
}

/** What `_entities` gave for the person at `at`. */
function entity(answer: SubgraphAnswer, at = 0): Record<string, never> {
  const entities = answer.data?.["_entities"];
  return Array.isArray(entities) ? entities[at] : {};
}

function open(settings: unknown): SubgraphTransport {
  return createInProcessTransport(subgraph, { settings, ids, now: () => new Date() });
}

function kaikki(): readonly Henkilo[] {
  return people.map((one) => (one === yhdistetty ? { ...one, tilapainenTunnus: entinenTunnus } : one));
}

interface Asking {
  readonly document?: typeof document;
  readonly recorder?: CallRecorder;
  readonly limitMs?: number;
  readonly beforeAnswer?: (end: () => void) => void;
  readonly actor?: Actor;
}

function ask(transport: SubgraphTransport, persons: readonly Henkilo[], asking: Asking = {}): Promise<SubgraphAnswer> {
  const deadline = createDeadline(asking.limitMs ?? 5000);
  const recorder = asking.recorder ?? createCallRecorder(() => deadline.elapsedMs());
  const variables = { asiakkaat: persons.map((one) => ({ __typename: "Asiakas", id: toId(one) })) };
  const answer = transport.call(
    { document: asking.document ?? document, variables },
    { deadline, recorder, actor: asking.actor ?? tuntematon, pyynto: "p1" },
  );
  asking.beforeAnswer?.(() => deadline.end());
  return answer.finally(() => deadline.end());
}

describe.each(databases)("crm over $name", ({ options }) => {
  let mock: CrmMock;
  let transport: SubgraphTransport;
  let hurried: SubgraphTransport;
  const facing = (code: unknown): SubgraphTransport => (code === "SOURCE_TIMEOUT" ? hurried : transport);
  const solmut = (): { alue: string; url: string }[] => mock.nodes.map(({ alue, url }) => ({ alue, url }));

  beforeAll(async () => {
    mock = await start({ population: { ...population, kaikki }, alueet: regions, ...options });
    // One failure after another is asked of it here: its breaker is left out of it.
    const settings = { solmut: solmut(), suojaus: { leastCalls: 100_000 } };
    transport = open({ ...settings, timeoutMs });
    hurried = open({ ...settings, timeoutMs: shortMs });
  }, 60_000);
  afterEach(() => {
    for (const faults of [mock.faults, ...mock.nodes.map((node) => node.faults)]) faults.set([]);
    mock.requests.clear();
  });
  afterAll(async () => {
    await Promise.all([transport.close(), hurried.close()]);
    await mock.close();
  });

  it("gives contacts and vouchers of every region, in the order of regions, newest first", async () => {
    const aino = people[0];
    if (aino === undefined) throw new Error("no persona");
    const answer = await ask(transport, [aino]);
    expect(answer.errors).toEqual([]);
    const contacts = population.yhteystiedot(aino).filter(({ alue }) => regions.includes(alue));
    const given: { alue: string; ilmoitettu: string; arvo: string }[] = entity(answer)["yhteystiedot"] ?? [];
    expect(given.map(({ arvo }) => arvo).sort()).toEqual(contacts.map(({ arvo }) => arvo).sort());
    const order = given.map(({ alue, ilmoitettu }) => ({ alue, ilmoitettu }));
    expect(order).toEqual(
      order.toSorted((one, other) =>
        one.alue === other.alue ? other.ilmoitettu.localeCompare(one.ilmoitettu) : one.alue.localeCompare(other.alue),
      ),
    );
    expect(entity(answer)["valiaikaisetTiedot"]).toBeNull();
  });

  it("tells each region who asks, for what and in which request, in a comment of the statement", async () => {
    const aino = people[0];
    if (aino === undefined) throw new Error("no persona");
    const actor = { kind: "asiakas", sub: "s*/;'", asiakasId: toId(aino) } as const;
    const answer = await ask(transport, [aino], { document: onlySetelit, actor });
    expect(answer.errors).toEqual([]);
    const texts = mock.requests.latest().map(({ runko }) => runko);
    expect(texts).toHaveLength(regions.length);
    for (const text of texts) {
      expect(text).toMatch(/ \/\*loppukayttaja='[\w-]{43}',tarkoitus='OMAT_TIEDOT',pyynto='p1'\*\//);
      expect(text).not.toContain(actor.sub);
    }
  });

  it("counts what is left of a voucher from its uses, those in other regions among them", async () => {
    const henkilo = setelinSaaja();
    const answer = await ask(transport, [henkilo]);
    expect(answer.errors).toEqual([]);
    const expected = population.setelit(henkilo).filter(({ alue }) => regions.includes(alue));
    const given: { numero: string; jaljella: { sentit: number }; kaytot: { alue: string }[] }[] =
      entity(answer)["asiakassetelit"] ?? [];
    expect(given).toHaveLength(expected.length);
    for (const seteli of expected) {
      const used = seteli.kaytot.reduce((sum, { sentit }) => sum + sentit, 0);
      expect(given).toContainEqual(
        expect.objectContaining({
          numero: seteli.numero,
          alue: seteli.alue,
          tila: seteli.tila,
          arvo: expect.objectContaining({ sentit: seteli.arvoSentit }),
          jaljella: { sentit: seteli.arvoSentit - used },
        }),
      );
      const uses = given.find(({ numero }) => numero === seteli.numero)?.kaytot.map(({ alue }) => alue);
      expect(uses?.sort()).toEqual(seteli.kaytot.map(({ alue }) => alue).sort());
    }
  });

  it("knows a person by the temporary identifier that a region gave", async () => {
    const henkilo = tilapainen();
    const answer = await ask(transport, [henkilo]);
    expect(answer.errors).toEqual([]);
    expect(entity(answer)["valiaikaisetTiedot"]).toMatchObject({
      tunniste: henkilo.tilapainenTunnus,
      nimi: `${henkilo.etunimet} ${henkilo.sukunimi}`,
      alue: henkilo.tilapainenTunnus?.slice(0, 2),
      yhdistetty: null,
    });
  });

  it("tells whom a temporary identity was joined to, asked by either of the person's codes", async () => {
    if (yhdistetty === undefined) throw new Error("nobody in region 15");
    const id = toId(yhdistetty);
    const former = { ...yhdistetty, hetu: undefined, tilapainenTunnus: entinenTunnus };
    const answer = await ask(transport, [yhdistetty, former]);
    expect(answer.errors).toEqual([]);
    expect(entity(answer, 0)["valiaikaisetTiedot"]).toMatchObject({
      tunniste: entinenTunnus,
      alue: "15",
      yhdistetty: { id },
    });
    expect(entity(answer, 1)).toEqual(entity(answer, 0));
  });

  it("asks each region once for a field, however many customers are asked about", async () => {
    const persons = people.slice(0, 200);
    const answer = await ask(transport, persons, { document: onlySetelit });
    expect(answer.errors).toEqual([]);
    expect(mock.requests.count()).toBe(regions.length);
    const asked = mock.requests.latest().map(({ runko }) => JSON.parse(runko).lauseet);
    expect(asked.every((lauseet) => lauseet.length === 1)).toBe(true);
    persons.forEach((one, at) => {
      const given: { numero: string }[] = entity(answer, at)["asiakassetelit"] ?? [];
      const expected = population.setelit(one).filter(({ alue }) => regions.includes(alue));
      expect(given.map(({ numero }) => numero).sort()).toEqual(expected.map(({ numero }) => numero).sort());
    });
  });

  it("keeps identity codes out of the statement's text", async () => {
    const henkilo = setelinSaaja();
    await ask(transport, [henkilo]);
    const texts = mock.requests.latest().flatMap(({ runko }) => JSON.parse(runko).lauseet);
    expect(texts.map(({ sql }: { sql: string }) => sql).join()).not.toContain(henkilo.hetu);
    expect(JSON.stringify(texts)).toContain(henkilo.hetu);
  });

  it("tells each region in the rows of lahteet", async () => {
    const recorder = createCallRecorder(() => 0);
    await ask(transport, [setelinSaaja()], { recorder, document: onlySetelit });
    expect(recorder.rows().map(({ lahde, solmu, tila }) => ({ lahde, solmu, tila }))).toEqual(
      regions.map((solmu) => ({ lahde: "crm", solmu, tila: "OK" })),
    );
  });

  const faults: typeof everyRegionFault = [...everyRegionFault, [{ laji: "vaaraHenkilo" }, "SOURCE_INVALID_RESPONSE"]];
  const cases = faults.map(([fault, code]) => ({ code, fault, name: toFaultName(fault) }));

  it.each(cases)("answers $code, with nothing of the source's own, to $name", async ({ code, fault }) => {
    const henkilo = setelinSaaja();
    mock.faults.set([fault]);
    const answer = await ask(facing(code), [henkilo], { document: onlySetelit });
    expect(entity(answer)).toEqual({ asiakassetelit: null });
    expect(answer.errors).toEqual([
      { code, parameters: { lahde: subgraph.name }, path: ["_entities", 0, "asiakassetelit"] },
    ]);
  });

  it.each(cases)("is well again after $name", async ({ code, fault }) => {
    mock.faults.set([fault]);
    await ask(facing(code), [setelinSaaja()], { document: onlySetelit });
    mock.faults.set([]);
    const answer = await ask(facing(code), [setelinSaaja()], { document: onlySetelit });
    expect(answer.errors).toEqual([]);
  });

  it.each(cases)("gives the other regions' vouchers when one region shows $name", async ({ code, fault }) => {
    const henkilo = setelinSaaja();
    const own = population.setelit(henkilo).filter(({ alue }) => regions.includes(alue));
    const failing = mock.nodes.find(({ alue }) => own.every((seteli) => seteli.alue !== alue));
    failing?.faults.set([fault]);
    const answer = await ask(facing(code), [henkilo], { document: onlySetelit });
    const given: ({ numero: string } | null)[] = entity(answer)["asiakassetelit"] ?? [];
    const at = given.indexOf(null);
    expect(
      given
        .filter((one) => one !== null)
        .map(({ numero }) => numero)
        .sort(),
    ).toEqual(own.map(({ numero }) => numero).sort());
    expect(answer.errors).toEqual([
      { code, parameters: { lahde: subgraph.name }, path: ["_entities", 0, "asiakassetelit", at] },
    ]);
  });

  it("never shows another person's record", async () => {
    mock.faults.set([{ laji: "vaaraHenkilo" }]);
    const answer = await ask(transport, people.slice(0, 5));
    const shown = JSON.stringify(answer);
    for (const one of people) {
      for (const { arvo } of population.yhteystiedot(one).slice(0, 1)) expect(shown).not.toContain(arvo);
    }
  });

  it("ends the statement when the client leaves", async () => {
    mock.faults.set([{ laji: "jumissa" }]);
    const answer = await ask(transport, [setelinSaaja()], {
      document: onlySetelit,
      beforeAnswer: (end) => setImmediate(end),
    });
    expect(answer.errors.map(({ code }) => code)).toEqual(["SOURCE_TIMEOUT"]);
  });

  it("asks nothing when no time is left", async () => {
    const answer = await ask(transport, [setelinSaaja()], { document: onlySetelit, limitMs: 50 });
    expect(answer.errors.map(({ code }) => code)).toEqual(["SOURCE_TIMEOUT"]);
    expect(mock.requests.count()).toBe(0);
  });

  it("refuses an id that this deployment has not given", async () => {
    const deadline = createDeadline(1000);
    const scope = { deadline, recorder: createCallRecorder(() => 0), actor: tuntematon, pyynto: "p1" };
    const variables = { asiakkaat: [{ __typename: "Asiakas", id: "AQAB" }] };
    const answer = await transport.call({ document: onlySetelit, variables }, scope);
    deadline.end();
    expect(answer.errors.map(({ code }) => code)).toEqual(["BAD_USER_INPUT"]);
    expect(mock.requests.count()).toBe(0);
  });

  it.each<[code: string, what: string, spoil: (url: URL) => void]>([
    ["SOURCE_DENIED", "a role that may not enter", (url) => void (url.username = "crm_99")],
    ["SOURCE_DENIED", "a database that is not there", (url) => void (url.pathname = "/muu")],
    ["SOURCE_UNAVAILABLE", "a port where nobody listens", (url) => void (url.port = "1")],
  ])("says %s to %s", async (code, _, spoil) => {
    const url = new URL(mock.nodes[0]?.url ?? "");
    spoil(url);
    const other = open({ solmut: [{ alue: "08", url: url.href }], timeoutMs });
    const answer = await ask(other, [setelinSaaja()], { document: onlySetelit });
    await other.close();
    expect(answer.errors).toEqual([
      { code, parameters: { lahde: subgraph.name }, path: ["_entities", 0, "asiakassetelit"] },
    ]);
  });
});

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
import { subgraph } from "../../subgraphs/crm/index.ts";
import { personaHetu, toDocument } from "./persons.ts";

const population = createPopulation({ seed: 1, size: 60 });
const regions = ["08", "15", "90"];
const ids = createAsiakasIds(Buffer.alloc(64, 3));
const organisationOf = (alue: string): string => `1.2.246.10.999000${alue}`;
const relation = (organisaatio: string): DocumentNode =>
  toDocument(`hoitosuhde(organisaatio: "${organisaatio}") { avoin }`);
const knownIn = (alue: string): DocumentNode => toDocument(`tunnetaanAlueella(alue: "${alue}")`);
let today = new Date("2026-11-23T10:15:02Z");

describe("what the gate asks of the regions' CRMs", () => {
  let mock: CrmMock;
  let transport: SubgraphTransport;

  beforeAll(async () => {
    mock = await start({ population, alueet: regions });
    const solmut = mock.nodes.map(({ alue, url }) => ({ alue, url }));
    transport = createInProcessTransport(subgraph, { settings: { solmut, timeoutMs: 400 }, ids, now: () => today });
  }, 60_000);
  afterEach(() => {
    for (const faults of [mock.faults, ...mock.nodes.map((node) => node.faults)]) faults.set([]);
    mock.requests.clear();
    today = new Date("2026-11-23T10:15:02Z");
  });
  afterAll(async () => {
    await transport.close();
    await mock.close();
  });

  async function ask(
    document: DocumentNode,
    personas: readonly string[],
  ): Promise<SubgraphAnswer & { readonly entities: unknown }> {
    const deadline = createDeadline(5000);
    const keys = personas.map((persona) => ({
      __typename: "Asiakas",
      id: ids.seal({ laji: persona === "mihai" ? "TILAPAINEN" : "HETU", arvo: personaHetu(persona) }),
    }));
    const answer = await transport.call(
      { document, variables: { keys } },
      { deadline, recorder: createCallRecorder(() => 0), actor: tuntematon, pyynto: "p1" },
    );
    deadline.end();
    return { ...answer, entities: answer.data?.["_entities"] };
  }

  const fail = (alue: string, fault: Fault): void => mock.nodes.find((node) => node.alue === alue)?.faults.set([fault]);
  const askedRegions = (): readonly string[] => mock.requests.latest().map(({ polku }) => polku);

  it.each([
    ["aino", "08", true],
    ["aino", "15", false],
    ["mihai", "08", true],
    ["sofia", "90", true],
    ["sofia", "15", true],
    ["sofia", "08", false],
    ["sofia", "99", true],
    ["venla", "08", false],
    ["kaisa", "08", false],
  ])("of %s an open customership with the organisation of %s is %s", async (persona, alue, avoin) => {
    const { entities, errors } = await ask(relation(organisationOf(alue)), [persona]);
    expect(errors).toEqual([]);
    expect(entities).toEqual([{ hoitosuhde: { avoin } }]);
  });

  it("asks each region by one statement for all persons, and gives each their own answer", async () => {
    const { entities } = await ask(relation(organisationOf("08")), ["aino", "venla", "eino", "sofia"]);
    expect(entities).toEqual([true, false, true, false].map((avoin) => ({ hoitosuhde: { avoin } })));
    expect(askedRegions().toSorted()).toEqual(["/crm_08", "/crm_15", "/crm_90"]);
  });

  it("does not count a customership before the day it begins", async () => {
    today = new Date("2022-12-31T10:00:00Z");
    expect((await ask(relation(organisationOf("08")), ["aino"])).entities).toEqual([{ hoitosuhde: { avoin: false } }]);
    today = new Date("2023-01-01T10:00:00Z");
    expect((await ask(relation(organisationOf("08")), ["aino"])).entities).toEqual([{ hoitosuhde: { avoin: true } }]);
  });

  const faults: readonly (readonly [Fault, string])[] = [
    [{ laji: "jumissa" }, "SOURCE_TIMEOUT"],
    [{ laji: "http500" }, "SOURCE_UNAVAILABLE"],
    [{ laji: "roska" }, "SOURCE_INVALID_RESPONSE"],
    [{ laji: "vaaraHenkilo" }, "SOURCE_INVALID_RESPONSE"],
    [{ laji: "virhekoodi", koodi: "42501" }, "SOURCE_DENIED"],
  ];

  it.each(faults)("is an error, never no, when a region shows %j and no other says yes", async (fault, code) => {
    fail("15", fault);
    const { entities, errors } = await ask(relation(organisationOf("90")), ["aino"]);
    expect(entities).toEqual([{ hoitosuhde: null }]);
    expect(errors).toEqual([{ code, parameters: { lahde: "crm" }, path: ["_entities", 0, "hoitosuhde"] }]);
  });

  it.each(faults)("is yes when another region says so, though one shows %j", async (fault) => {
    fail("15", fault);
    const { entities, errors } = await ask(relation(organisationOf("08")), ["aino"]);
    expect(errors).toEqual([]);
    expect(entities).toEqual([{ hoitosuhde: { avoin: true } }]);
  });

  it.each([
    ["aino", "08", true],
    ["aino", "15", false],
    ["sofia", "15", true],
    ["sofia", "08", false],
    ["venla", "08", false],
  ])("knows that %s in region %s is %s, and asks that region only", async (persona, alue, known) => {
    const { entities, errors } = await ask(knownIn(alue), [persona]);
    expect(errors).toEqual([]);
    expect(entities).toEqual([{ tunnetaanAlueella: known }]);
    expect(new Set(askedRegions())).toEqual(new Set([`/crm_${alue}`]));
  });

  it("knows nothing of a region without a node, and says so by null", async () => {
    expect(await ask(knownIn("05"), ["venla"])).toMatchObject({
      entities: [{ tunnetaanAlueella: null }],
      errors: [],
    });
    expect(mock.requests.count()).toBe(0);
  });

  it.each(faults)("is an error when the region itself shows %j, and unmoved when another does", async (fault, code) => {
    fail("08", fault);
    const own = await ask(knownIn("08"), ["aino"]);
    expect(own.entities).toEqual([{ tunnetaanAlueella: null }]);
    expect(own.errors.map((error) => error.code)).toEqual([code]);
    expect(await ask(knownIn("15"), ["sofia"])).toMatchObject({ entities: [{ tunnetaanAlueella: true }], errors: [] });
  });

  it("marks a minor's vouchers as kept from the guardians, as open, or not at all, and names their controller", async () => {
    const { entities, errors } = await ask(toDocument("asiakassetelit { numero rivimerkit rekisterinpitaja }"), [
      "eino",
      "aino",
    ]);
    expect(errors).toEqual([]);
    const unmarked = { rivimerkit: [], rekisterinpitaja: "08" };
    expect(entities).toEqual([
      {
        asiakassetelit: [
          { numero: "S08-000001-1", rivimerkit: ["HUOLTAJALLE_AVOIN"], rekisterinpitaja: "08" },
          { numero: "S08-000001-2", rivimerkit: ["HUOLTAJALTA_SALATTU"], rekisterinpitaja: "08" },
          { numero: "S08-000001-3", ...unmarked },
        ],
      },
      { asiakassetelit: [expect.objectContaining(unmarked), expect.objectContaining(unmarked)] },
    ]);
  });
});

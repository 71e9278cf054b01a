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
const decidedIn = (alue: string): DocumentNode => toDocument(`paatosVoimassaAlueella(alue: "${alue}")`);
const today = new Date("2026-11-23T10:15:02Z");

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

  const faults: readonly (readonly [Fault, string])[] = [
    [{ laji: "jumissa" }, "SOURCE_TIMEOUT"],
    [{ laji: "http500" }, "SOURCE_UNAVAILABLE"],
    [{ laji: "roska" }, "SOURCE_INVALID_RESPONSE"],
    [{ laji: "vaaraHenkilo" }, "SOURCE_INVALID_RESPONSE"],
    [{ laji: "virhekoodi", koodi: "42501" }, "SOURCE_DENIED"],
  ];

  it.each([
    ["aino", "08", true],
    ["aino", "15", false],
    ["sofia", "15", true],
    ["sofia", "08", false],
    ["mihai", "08", false],
    ["venla", "08", false],
  ])("of %s a decision of region %s in force is %s, and that region only is asked", async (persona, alue, known) => {
    const { entities, errors } = await ask(decidedIn(alue), [persona]);
    expect(errors).toEqual([]);
    expect(entities).toEqual([{ paatosVoimassaAlueella: known }]);
    expect(new Set(askedRegions())).toEqual(new Set([`/crm_${alue}`]));
  });

  it("asks a region by one statement for all persons, and gives each their own answer", async () => {
    const { entities } = await ask(decidedIn("08"), ["aino", "venla", "eino", "sofia"]);
    expect(entities).toEqual([true, false, true, false].map((known) => ({ paatosVoimassaAlueella: known })));
    expect(askedRegions()).toEqual(["/crm_08"]);
  });

  it("knows nothing of a region without a node, and says so by null", async () => {
    expect(await ask(decidedIn("05"), ["venla"])).toMatchObject({
      entities: [{ paatosVoimassaAlueella: null }],
      errors: [],
    });
    expect(mock.requests.count()).toBe(0);
  });

  it.each(faults)("is an error when the region itself shows %j, and unmoved when another does", async (fault, code) => {
    fail("08", fault);
    const own = await ask(decidedIn("08"), ["aino"]);
    expect(own.entities).toEqual([{ paatosVoimassaAlueella: null }]);
    expect(own.errors.map((error) => error.code)).toEqual([code]);
    expect(await ask(decidedIn("15"), ["sofia"])).toMatchObject({
      entities: [{ paatosVoimassaAlueella: true }],
      errors: [],
    });
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

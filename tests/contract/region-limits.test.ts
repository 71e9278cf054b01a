import { parse } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createInProcessTransport } from "../../gateway/subgraph/index.ts";
import { start } from "../../mocks/crm/index.ts";
import type { CrmMock } from "../../mocks/crm/index.ts";
import { createPopulation } from "../../mocks/population/index.ts";
import { subgraph } from "../../subgraphs/crm/index.ts";
import { askSubgraph, ids } from "./ask-subgraph.ts";
import type { Asked } from "./ask-subgraph.ts";

const population = createPopulation({ seed: 1, size: 20 });
const [aino] = population.kaikki();
const document = parse(
  "query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Asiakas { asiakassetelit { alue } } } }",
);

let mock: CrmMock;
beforeAll(async () => {
  mock = await start({ population, alueet: ["08", "15"] });
}, 120_000);
afterAll(() => mock.close());

/** Asks both regions, each by its own settings and by those for all. */
async function ask(own: Readonly<Record<string, unknown>>, all: Readonly<Record<string, unknown>>): Promise<Asked> {
  const solmut = mock.nodes.map(({ alue, url }) => (alue === "08" ? { alue, url, ...own } : { alue, url }));
  const transport = createInProcessTransport(subgraph, { settings: { solmut, ...all }, ids, now: () => new Date() });
  const actor = { kind: "tuntematon" } as const;
  const answer = await askSubgraph(transport, { document, asked: [aino?.hetu ?? ""], actor, pyynto: "p1" });
  await transport.close();
  return answer;
}

const states = ({ lahteet }: Asked): unknown => lahteet.map(({ solmu, tila }) => [solmu, tila]);

describe("a region's own limits", () => {
  it("hold for that region, and the others go by what is said for all", async () => {
    mock.faults.set([{ laji: "hidas", viiveMs: 600 }]);
    const answer = await ask({ timeoutMs: 100 }, { timeoutMs: 20_000 });
    mock.faults.set([]);
    expect(states(answer)).toEqual([
      ["08", "SOURCE_TIMEOUT"],
      ["15", "OK"],
    ]);
  });

  it.each([
    [{ timeoutMs: 0 }, "crm: settings.solmut.0.timeoutMs"],
    [{ yhteyksia: "8" }, "crm: settings.solmut.0.yhteyksia"],
    [{ suojaus: { inFlight: 0 } }, "crm: settings.solmut.0.suojaus.inFlight"],
    [{ muu: 1 }, "crm: settings.solmut.0: "],
  ])("%j are refused when wrong", async (own, why) => {
    await expect(ask(own, {})).rejects.toThrow(why);
  });
});

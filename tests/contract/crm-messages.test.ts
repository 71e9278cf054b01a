import { parse } from "graphql";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../gateway/actor/index.ts";
import { createInProcessTransport } from "../../gateway/subgraph/index.ts";
import type { SubgraphTransport } from "../../gateway/subgraph/index.ts";
import { start } from "../../mocks/crm/index.ts";
import type { CrmMock } from "../../mocks/crm/index.ts";
import { createPopulation } from "../../mocks/population/index.ts";
import { subgraph } from "../../subgraphs/crm/index.ts";
import { askSubgraph, ids } from "./ask-subgraph.ts";
import type { Asked } from "./ask-subgraph.ts";

const now = (): Date => new Date("2026-11-23T10:15:02Z");
const population = createPopulation({ seed: 1, size: 60 });
const hetuOf = (persona: string): string => population.personas.find((each) => each.persona === persona)?.hetu ?? "";
const [aino, sofia] = [hetuOf("aino"), hetuOf("sofia")];
const customer = (hetu: string): Actor => ({
  kind: "asiakas",
  sub: `sub-${hetu.slice(0, 4)}`,
  asiakasId: ids.seal({ laji: "HETU", arvo: hetu }),
});

interface Page {
  readonly edges: readonly ({ readonly cursor: string; readonly node: Readonly<Record<string, unknown>> } | null)[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const pageOf = (first: number, after: string | null): ReturnType<typeof parse> =>
  parse(`query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Asiakas { viestinta {
    kanava
    viestit(first: ${first}, after: ${JSON.stringify(after)}) {
      edges { cursor node { id suunta kanava aika lahettaja otsikko teksti alue rivimerkit } }
      pageInfo { hasNextPage endCursor }
    } } } } }`);

describe("messages from the regions' CRMs", () => {
  let mock: CrmMock;
  let transport: SubgraphTransport;
  beforeAll(async () => {
    mock = await start({ population, now, alueet: ["08", "15", "90"] });
    const solmut = mock.nodes.map(({ alue, url }) => ({ alue, url }));
    transport = createInProcessTransport(subgraph, { ids, now, settings: { solmut, timeoutMs: 2000 } });
  }, 120_000);
  afterAll(async () => {
    await transport.close();
    await mock.close();
  });
  afterEach(() => mock.nodes.forEach(({ faults }) => faults.set([])));

  const ask = (hetu: string, first: number, after: string | null = null, actor = customer(hetu)): Promise<Asked> =>
    askSubgraph(transport, { document: pageOf(first, after), asked: [hetu], actor, pyynto: "p-1" });
  const viestinta = (asked: Asked): { readonly kanava: unknown; readonly viestit: Page } =>
    Object(asked.entities[0]?.["viestinta"]) as { kanava: unknown; viestit: Page };

  it("come newest first, page by page, each once, and are those that the regions hold", async () => {
    for (const hetu of [aino, sofia]) {
      const henkilo = population.etsi(hetu);
      const held = (henkilo === undefined ? [] : population.viestit(henkilo, "2026-11-23"))
        .filter(({ alue }) => ["08", "15", "90"].includes(alue))
        .map(({ aika, otsikko, alue }) => [aika.slice(0, 19), otsikko, alue].join(" "));
      const seen: string[] = [];
      let after: string | null = null;
      for (let more = true; more;) {
        const { edges, pageInfo }: Page = viestinta(await ask(hetu, 4, after)).viestit;
        seen.push(
          ...edges.map((edge) => {
            const { aika, otsikko, alue } = edge?.node ?? {};
            return [String(aika).slice(0, 19), otsikko, alue].join(" ");
          }),
        );
        ({ endCursor: after, hasNextPage: more } = pageInfo);
      }
      expect(seen.toSorted()).toEqual(held.toSorted());
      expect(seen.map((each) => each.slice(0, 19))).toEqual(
        seen
          .map((each) => each.slice(0, 19))
          .toSorted()
          .toReversed(),
      );
    }
  });

  it("are told in the graph's words, with ids that tell neither region nor person", async () => {
    const found = viestinta(await ask(aino, 100));
    expect(found.kanava).toBe("SUOMIFI_VIESTIT");
    expect(found.viestit.edges).toHaveLength(25);
    const nodes = found.viestit.edges.map((edge) => edge?.node ?? {});
    expect(new Set(nodes.map(({ suunta }) => suunta))).toEqual(new Set(["LAHETETTY", "VASTAANOTETTU"]));
    expect(new Set(nodes.flatMap(({ rivimerkit }) => rivimerkit))).toEqual(
      new Set(["HUOLTAJALLE_AVOIN", "HUOLTAJALTA_SALATTU"]),
    );
    const messageIds = nodes.map(({ id }) => String(id));
    expect(new Set(messageIds).size).toBe(25);
    expect(messageIds.join()).not.toMatch(/alue|000000|\d{6}[-A]\d{3}/);
    const again = viestinta(await ask(aino, 100)).viestit.edges.map((edge) => edge?.node["id"]);
    expect(again).toEqual(messageIds);
  });

  it("are paged by cursors of the same asker and person only, 1 to 100 at a time", async () => {
    const { endCursor } = viestinta(await ask(aino, 2)).viestit.pageInfo;
    const codes = async (asked: Promise<Asked>): Promise<unknown> => (await asked).errors.map(({ code }) => code);
    expect(await codes(ask(aino, 2, endCursor))).toEqual([]);
    expect(await codes(ask(sofia, 2, endCursor))).toEqual(["BAD_USER_INPUT"]);
    expect(await codes(ask(aino, 2, endCursor, customer(sofia)))).toEqual(["BAD_USER_INPUT"]);
    expect(await codes(ask(aino, 2, "arvattu"))).toEqual(["BAD_USER_INPUT"]);
    expect(await codes(ask(aino, 0))).toEqual(["BAD_USER_INPUT"]);
    expect(await codes(ask(aino, 101))).toEqual(["BAD_USER_INPUT"]);
  });

  it("of a region that fails are one null item with an error that does not name it, and the others are there", async () => {
    mock.nodes.find(({ alue }) => alue === "15")?.faults.set([{ laji: "http500" }]);
    const asked = await ask(aino, 100);
    const { edges } = viestinta(asked).viestit;
    expect(edges.at(-1)).toBeNull();
    expect(edges.slice(0, -1).every((edge) => edge !== null)).toBe(true);
    expect(asked.errors).toMatchObject([{ parameters: { lahde: "crm" } }]);
    expect(JSON.stringify(asked.errors)).not.toContain("15");
  });

  it("and channel cost themselves when every region fails", async () => {
    for (const { faults } of mock.nodes) faults.set([{ laji: "http500" }]);
    const asked = await ask(aino, 10);
    expect(asked.entities).toEqual([{ viestinta: { kanava: null, viestit: null } }]);
    expect(new Set(asked.errors.map(({ path }) => path?.at(-1)))).toEqual(new Set(["kanava", "viestit"]));
  });
});

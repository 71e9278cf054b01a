import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { tuntematon } from "../../gateway/actor/index.ts";
import type { Actor } from "../../gateway/actor/index.ts";
import { createInProcessTransport } from "../../gateway/subgraph/index.ts";
import type { SubgraphTransport } from "../../gateway/subgraph/index.ts";
import { start } from "../../mocks/crm/index.ts";
import type { CrmMock } from "../../mocks/crm/index.ts";
import type { Fault } from "../../mocks/http/index.ts";
import { createPopulation } from "../../mocks/population/index.ts";
import { subgraph } from "../../subgraphs/crm/index.ts";
import { askRoot } from "./ask-root.ts";
import { ids } from "./ask-subgraph.ts";
import { databases } from "./databases.ts";

const population = createPopulation({ seed: 3, size: 600 });
const alueet = ["08", "15"];
const official = (alue: string): Actor => ({
  kind: "ammattilainen",
  sub: "jarjestaja-1",
  kirjain: "J",
  organisaatio: "1.2.246.10.1",
  organisaationNimi: "Alue",
  alue,
  kayttotarkoitus: "JARJESTAMINEN",
});

const lists = [
  { field: "asiakassetelit", row: "{ numero kaytot { alue summa { sentit } } }" },
  { field: "henkilokohtaisetBudjetit", row: "{ numero suoritteet { alue palvelu } }" },
  { field: "maksusitoumukset", row: "{ numero tuottajanAlue jaljella { sentit } kaytot { alue } }" },
] as const;

describe.each(databases)("the organiser's lists over a region's CRM ($name)", ({ options }) => {
  let mock: CrmMock;
  let transport: SubgraphTransport;
  beforeAll(async () => {
    mock = await start({ population, alueet, ...options });
    const solmut = mock.nodes.map(({ alue, url }) => ({ alue, url }));
    const settings = { solmut, timeoutMs: 700, suojaus: { leastCalls: 100_000 } };
    transport = createInProcessTransport(subgraph, { settings, ids, now: () => new Date("2026-11-25T10:15:02Z") });
  }, 60_000);
  afterEach(() => {
    for (const faults of [mock.faults, ...mock.nodes.map((node) => node.faults)]) faults.set([]);
    mock.requests.clear();
  });
  afterAll(async () => {
    await transport.close();
    await mock.close();
  });

  it.each(lists)("ask $field of the own region alone: one statement for the page, one for the sums", async (list) => {
    const page = await askRoot(
      transport,
      `{ ${list.field} { edges { node ${list.row} } pageInfo { hasNextPage } } }`,
      official("08"),
    );
    expect(page.errors).toEqual([]);
    expect(mock.requests.latest().map(({ polku }) => polku)).toEqual(["/crm_08"]);
    mock.requests.clear();
    const sums = await askRoot(
      transport,
      `{ ${list.field} { yhteensa { lukumaara jaljella { sentit } } } }`,
      official("15"),
    );
    expect(sums.errors).toEqual([]);
    expect(mock.requests.latest().map(({ polku }) => polku)).toEqual(["/crm_15"]);
  });

  it("tells the database who asks and why", async () => {
    await askRoot(transport, "{ asiakassetelit { edges { cursor } } }", official("08"));
    expect(JSON.stringify(mock.requests.latest())).toContain("JARJESTAMINEN");
  });

  const faults: readonly (readonly [string, Fault])[] = [
    ["SOURCE_TIMEOUT", { laji: "jumissa" }],
    ["SOURCE_UNAVAILABLE", { laji: "http500" }],
    ["SOURCE_UNAVAILABLE", { laji: "katkaistu" }],
    ["SOURCE_INVALID_RESPONSE", { laji: "roska" }],
    ["SOURCE_DENIED", { laji: "virhekoodi", koodi: "42501" }],
  ];
  const cases = lists.flatMap(({ field }) => faults.map(([code, fault]) => ({ field, code, fault, laji: fault.laji })));

  it.each(cases)("answer $code for $field to $laji, of the sums alone when only they are asked", async (one) => {
    mock.faults.set([one.fault]);
    const rows = await askRoot(transport, `{ ${one.field} { edges { cursor } } }`, official("08"));
    expect([rows.data, rows.errors.map(({ code }) => code)]).toEqual([{ [one.field]: null }, [one.code]]);
    const sums = await askRoot(transport, `{ ${one.field} { yhteensa { lukumaara } } }`, official("08"));
    expect([sums.data, sums.errors.map(({ code }) => code)]).toEqual([{ [one.field]: { yhteensa: null } }, [one.code]]);
  });

  it.each(faults)("answer %s for a search to a fault, and nobody instead", async (code, fault) => {
    mock.faults.set([fault]);
    const query = '{ asiakkaat(haku: { nimi: "Testi" }) { edges { cursor } } }';
    const { data, errors } = await askRoot(transport, query, official("08"));
    expect([data, errors.map((error) => error.code)]).toEqual([{ asiakkaat: null }, [code]]);
  });

  it("refuse those who have no region of their own, and pages that are no pages, without asking", async () => {
    const ask = async (args: string, actor: Actor): Promise<readonly string[]> =>
      (await askRoot(transport, `{ asiakassetelit(${args}) { edges { cursor } } }`, actor)).errors.map(
        ({ code }) => code,
      );
    expect(await ask("first: 1", tuntematon)).toEqual(["FORBIDDEN"]);
    expect(await ask("first: 0", official("08"))).toEqual(["BAD_USER_INPUT"]);
    expect(await ask("first: 101", official("08"))).toEqual(["BAD_USER_INPUT"]);
    expect(await ask('after: "eiole"', official("08"))).toEqual(["BAD_USER_INPUT"]);
    expect(await ask("first: 1", official("02"))).toEqual(["SOURCE_UNAVAILABLE"]);
    expect(mock.requests.latest()).toEqual([]);
  });
});

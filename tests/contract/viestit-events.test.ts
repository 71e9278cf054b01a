import { parse } from "graphql";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "../../gateway/actor/index.ts";
import { createCallRecorder, createDeadline } from "../../gateway/source/index.ts";
import { createInProcessTransport, toOwnedId } from "../../gateway/subgraph/index.ts";
import type { SubgraphAnswer, SubgraphTransport } from "../../gateway/subgraph/index.ts";
import type { Fault } from "../../mocks/http/index.ts";
import { start } from "../../mocks/viestit/index.ts";
import type { ViestitMock } from "../../mocks/viestit/index.ts";
import { subgraph } from "../../subgraphs/viestit/index.ts";
import { everyFault, ids } from "./ask-subgraph.ts";
import { personaHetu, population } from "./persons.ts";

const started = new Date("2026-11-23T10:15:02Z");
let clock = started;
const asiakasId = ids.seal({ laji: "HETU", arvo: personaHetu("aino") });
const customer: Actor = { kind: "asiakas", sub: "aino", asiakasId };
const aino = population.etsi(personaHetu("aino"));
const messages = (aino === undefined ? [] : population.viestit(aino, "2026-11-23")).filter(({ alue }) => alue === "08");
const document = parse(
  "query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Viesti { toimitus { luotu luettu kuitattu tulostukseen palautunut } } } }",
);
const idOf = (tunniste: string, alue = "08", owner = asiakasId): string =>
  toOwnedId({ asiakasId: owner, oma: ids.sealKohta(["viesti", asiakasId], JSON.stringify([alue, tunniste])) });

describe("deliveries of messages", () => {
  let mock: ViestitMock;
  let transport: SubgraphTransport;
  const open = (changes: Readonly<Record<string, unknown>> = {}): SubgraphTransport =>
    createInProcessTransport(subgraph, { ids, now: () => clock, settings: { ...mock.settings, ...changes } });

  beforeAll(async () => {
    mock = await start({ population, alueet: ["08", "15"], now: () => clock });
    transport = open();
  });
  afterAll(async () => {
    await transport.close();
    await mock.close();
  });
  beforeEach(() => mock.requests.clear());
  afterEach(() => {
    mock.faults.set([]);
    clock = started;
  });

  interface Told {
    readonly toimitukset: readonly unknown[];
    readonly errors: SubgraphAnswer["errors"];
  }

  async function ask(messageIds: readonly string[], through = transport): Promise<Told> {
    const deadline = createDeadline(20_000);
    const recorder = createCallRecorder(() => deadline.elapsedMs());
    const keys = messageIds.map((id) => ({ __typename: "Viesti", id }));
    const scope = { deadline, recorder, actor: customer, pyynto: "p-1" };
    const { data, errors } = await through.call({ document, variables: { keys } }, scope);
    deadline.end();
    const entities = (data?.["_entities"] ?? []) as readonly { readonly toimitus: unknown }[];
    return { toimitukset: entities.map(({ toimitus }) => toimitus), errors };
  }
  const paths = (): readonly string[] => mock.requests.latest().map(({ polku }) => polku.split("?")[0] ?? "");

  it("are told of each message that the service has events of, in one reading of the stream", async () => {
    const { toimitukset, errors } = await ask(messages.map(({ tunniste }) => idOf(tunniste)));
    expect(errors).toEqual([]);
    const age = (aika: string): number => (started.getTime() - Date.parse(aika)) / 86_400_000;
    const told = messages.map((message, at) => ({ ...message, toimitus: toimitukset[at] ?? null }));
    const recent = told.filter(({ aika }) => age(aika) < 59);
    expect(recent.map(({ toimitus }) => String(Object(toimitus).luotu).slice(0, 10))).toEqual(
      recent.map(({ aika }) => aika.slice(0, 10)),
    );
    expect(recent.map(({ toimitus }) => Object(toimitus).tulostukseen !== null)).toEqual(
      recent.map(({ kanava }) => kanava === "KIRJE"),
    );
    const old = told.filter(({ aika }) => age(aika) > 61);
    expect(old.length).toBeGreaterThan(0);
    expect(old.every(({ toimitus }) => Object(toimitus).luotu === undefined)).toBe(true);
    const read = recent.filter(({ toimitus }) => Object(toimitus).luettu !== null);
    expect(read.length).toBeGreaterThan(0);
    expect(read.every(({ suunta, kanava }) => suunta === "LAHETETTY" && kanava === "SUOMIFI_VIESTIT")).toBe(true);
    const events = paths().filter((path) => path === "/v2/events");
    expect(paths().slice(0, 1)).toEqual(["/v1/token"]);
    // Full pages, and the empty one that ends them.
    expect(events.length).toBeGreaterThan(2);
    expect(
      mock.requests
        .latest()
        .map(({ polku }) => polku)
        .join(),
    ).not.toContain("alue08");
  });

  it("are read on from where they were left, and not within half a minute", async () => {
    await ask([idOf("x")]);
    mock.requests.clear();
    await ask([idOf("y")]);
    expect(paths()).toEqual([]);
    clock = new Date(started.getTime() + 30_000);
    await ask([idOf("y")]);
    expect(mock.requests.latest().map(({ polku }) => polku)).toEqual([
      expect.stringMatching(/^\/v2\/events\?continuationToken=kohta-\d{3,}$/),
    ]);
  });

  it("are read once for requests at the same time", async () => {
    const own = open();
    await Promise.all([ask([idOf("x")], own), ask([idOf("y")], own), ask([idOf("z")], own)]);
    const tokens = paths().filter((path) => path === "/v1/token");
    const first = mock.requests.latest().filter(({ polku }) => polku === "/v2/events");
    expect([tokens.length, first.length]).toEqual([1, 1]);
    await own.close();
  });

  it("are kept no longer than the service keeps them, and no more than is allowed", async () => {
    const [newest] = messages;
    const id = idOf(newest?.tunniste ?? "");
    const small = open({ tapahtumia: 0 });
    expect((await ask([id], small)).toimitukset).toEqual([null]);
    await small.close();
    const own = open();
    expect((await ask([id], own)).toimitukset).not.toEqual([null]);
    clock = new Date(started.getTime() + 61 * 86_400_000);
    expect((await ask([id], own)).toimitukset).toEqual([null]);
    await own.close();
  });

  it("of a message that the service does not know are none", async () => {
    expect(await ask([idOf("alue08-999999-20261120")])).toEqual({ toimitukset: [null], errors: [] });
  });

  it.each([
    [
      "of another person than it was sealed for",
      idOf("x", "08", ids.seal({ laji: "HETU", arvo: personaHetu("sofia") })),
    ],
    ["that was guessed", toOwnedId({ asiakasId, oma: "arvattu" })],
    ["of another form", "arvattu"],
  ])("are told by no id %s", async (_, id) => {
    expect(await ask([id])).toMatchObject({ toimitukset: [null], errors: [{ code: "BAD_USER_INPUT" }] });
  });

  it("of a region without an API user are not asked", async () => {
    expect(await ask([idOf("x", "90")])).toMatchObject({ toimitukset: [null], errors: [{ code: "SOURCE_DENIED" }] });
  });

  const faults: readonly (readonly [Fault, string])[] = [
    // The stream names no person: what is another's can't be told from one's own.
    ...everyFault.filter(([{ laji }]) => laji !== "vaaraHenkilo"),
    [{ laji: "virhekoodi", koodi: "busy" }, "SOURCE_UNAVAILABLE"],
    [{ laji: "virhekoodi", koodi: "maintenance" }, "SOURCE_UNAVAILABLE"],
    [{ laji: "virhekoodi", koodi: "forbidden" }, "SOURCE_DENIED"],
  ];
  it.each(faults)("%j gives %s, and the next reading goes on", async (fault, code) => {
    const own = open(code === "SOURCE_TIMEOUT" ? { timeoutMs: 100 } : {});
    const id = idOf(messages[0]?.tunniste ?? "");
    mock.faults.set([fault]);
    expect(await ask([id], own)).toMatchObject({ toimitukset: [null], errors: [{ code }] });
    mock.faults.set([]);
    const after = await ask([id], transport);
    expect(after.errors).toEqual([]);
    expect(after.toimitukset).not.toEqual([null]);
    await own.close();
  });
});

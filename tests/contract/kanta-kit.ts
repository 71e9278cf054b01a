import type { Actor } from "../../gateway/actor/index.ts";
import { createCallRecorder, createDeadline } from "../../gateway/source/index.ts";
import type { LahdeRow } from "../../gateway/source/index.ts";
import { createAsiakasIds, createInProcessTransport } from "../../gateway/subgraph/index.ts";
import type { Sallittu, SubgraphAnswer, SubgraphTransport } from "../../gateway/subgraph/index.ts";
import { start } from "../../mocks/kanta/index.ts";
import type { KantaMock } from "../../mocks/kanta/index.ts";
import { subgraph } from "../../subgraphs/kanta/index.ts";
import { population } from "./persons.ts";
import type { toDocument } from "./persons.ts";

/** Ids of these tests. */
export const ids = createAsiakasIds(Buffer.alloc(64, 5));
const started = "2026-11-23T10:15:02Z";

/** A professional of Pirkanmaa. */
export const ammattilainen = (kirjain: "H" | "L" | "O"): Actor => ({
  kind: "ammattilainen",
  sub: "tyontekija-1",
  kirjain,
  organisaatio: "1.2.246.10.99900008",
  organisaationNimi: "Testialue",
  alue: "08",
  kayttotarkoitus: kirjain === "O" ? "PALVELUOHJAUS" : "HOITO",
});

/** The customer of an identity code. */
export const asiakas = (hetu: string): Actor => ({
  kind: "asiakas",
  sub: "asiakas-1",
  asiakasId: ids.seal({ laji: "HETU", arvo: hetu }),
});

interface Asking {
  readonly actor?: Actor;
  /** What the gate has let through; a customer's own consents when left out. */
  readonly sallittu?: Sallittu;
  readonly through?: SubgraphTransport;
}

const toOwn = (actor: Actor | undefined): Sallittu => ({
  asiakkaat: actor?.kind === "asiakas" ? [actor.asiakasId] : [],
  tiedot: [11, 12],
});

/** What a question gave. */
export interface Answer extends SubgraphAnswer {
  readonly entities: readonly Record<string, unknown>[];
  readonly lahteet: readonly LahdeRow[];
}

/** Client and mock of one test file. */
export interface KantaKit {
  readonly mock: KantaMock;
  /** Asks of persons by identity code; without an actor, the first of them asks. */
  ask(document: ReturnType<typeof toDocument>, hetut: readonly string[], asking?: Asking): Promise<Answer>;
  askIds(document: ReturnType<typeof toDocument>, asiakkaat: readonly string[], asking?: Asking): Promise<Answer>;
  /** Runs a whole operation, as a mutation is. */
  run(
    document: ReturnType<typeof toDocument>,
    variables: Readonly<Record<string, unknown>>,
    asking: Asking,
  ): Promise<Answer>;
  /** A client with other settings, closed with the kit. */
  open(settings: Readonly<Record<string, unknown>>): SubgraphTransport;
  /** A client with little patience for a fault that ends in a timeout. */
  hurriedFor(code: string): Asking;
  setClock(at: string): void;
  /** Faults off, the clock as it was. */
  reset(): void;
  close(): Promise<void>;
}

/** Starts both on free ports. */
export async function startKanta(): Promise<KantaKit> {
  let clock = new Date(started);
  const now = (): Date => clock;
  const mock = await start({ population, now });
  const opened: SubgraphTransport[] = [];
  const open = (settings: Readonly<Record<string, unknown>>): SubgraphTransport => {
    const transport = createInProcessTransport(subgraph, { ids, now, settings: { ...mock.settings, ...settings } });
    opened.push(transport);
    return transport;
  };
  const usual = open({});
  const hurried = open({ timeoutMs: 100 });
  const run: KantaKit["run"] = async (document, variables, { actor, sallittu = toOwn(actor), through = usual }) => {
    const deadline = createDeadline(20_000);
    const recorder = createCallRecorder(() => deadline.elapsedMs());
    const scope = { deadline, recorder, actor: actor ?? { kind: "tuntematon" as const }, pyynto: "p1" };
    const answer = await through.call({ document, variables, sallittu }, scope);
    deadline.end();
    const entities: unknown = answer.data?.["_entities"];
    // Resolvers give what the schema says: a list of entities.
    const list = (Array.isArray(entities) ? entities : []) as readonly Record<string, unknown>[];
    return { ...answer, entities: list, lahteet: recorder.rows() };
  };
  const askIds: KantaKit["askIds"] = (document, asiakkaat, { actor, through } = {}) => {
    const keys = asiakkaat.map((id) => ({ __typename: "Asiakas", id }));
    const first: Actor = { kind: "asiakas", sub: "asiakas-1", asiakasId: asiakkaat[0] ?? "" };
    return run(document, { keys }, { actor: actor ?? first, ...(through === undefined ? {} : { through }) });
  };
  return {
    mock,
    open,
    run,
    askIds,
    ask: (document, hetut, asking) =>
      askIds(
        document,
        hetut.map((hetu) => ids.seal({ laji: "HETU", arvo: hetu })),
        asking,
      ),
    hurriedFor: (code) => (code === "SOURCE_TIMEOUT" ? { through: hurried } : {}),
    setClock(at) {
      clock = new Date(at);
    },
    reset() {
      clock = new Date(started);
      mock.faults.set([]);
      mock.limitPages(undefined);
    },
    async close() {
      await Promise.all(opened.map((transport) => transport.close()));
      await mock.close();
    },
  };
}

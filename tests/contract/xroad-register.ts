import type { DocumentNode } from "graphql";
import { afterAll, afterEach, beforeAll } from "vitest";
import type { Actor } from "../../gateway/actor/index.ts";
import type { LahdeRow } from "../../gateway/source/index.ts";
import { createInProcessTransport } from "../../gateway/subgraph/index.ts";
import type { Subgraph, SubgraphTransport, Tunnus } from "../../gateway/subgraph/index.ts";
import type { MockServer } from "../../mocks/http/index.ts";
import { askSubgraph, everyFault, ids } from "./ask-subgraph.ts";
import type { Asked } from "./ask-subgraph.ts";

/** Day and time of the contract tests. */
export const now = (): Date => new Date("2026-11-23T10:15:02Z");

/** Correlation id of each question. */
const pyynto = "0f6b5a0e-6d0b-4a4e-9d53-0c6a3a7f1b20";

/** A social worker of region 08. */
export const socialWorker = {
  kind: "ammattilainen",
  sub: "tyontekija-1",
  kirjain: "L",
  organisaatio: "1.2.246.10.1",
  organisaationNimi: "Testialue",
  alue: "08",
  kayttotarkoitus: "SOSIAALIHUOLTO",
} as const satisfies Actor;

/** What every register over X-Road is told in headers when `socialWorker` asks: who, in whose name, and why. */
export const toldHeaders = {
  "x-road-client": "FI/MUN/9999999-9/asiakas-graph",
  "x-road-userid": "FItyontekija-1",
  "x-road-issue": `SOSIAALIHUOLTO/${pyynto}`,
} as const;

/** The faults that every register over X-Road can show: those of every register, X-Road's own errors, another message's headers. */
export const everyXRoadFault: typeof everyFault = [
  ...everyFault,
  [{ laji: "virhekoodi", koodi: "Server.ServerProxy.AccessDenied" }, "SOURCE_DENIED"],
  [{ laji: "virhekoodi", koodi: "server.serverproxy.access_denied" }, "SOURCE_DENIED"],
  [{ laji: "virhekoodi", koodi: "Server.ServerProxy.UnknownService" }, "SOURCE_DENIED"],
  [{ laji: "virhekoodi", koodi: "Server.ClientProxy.NetworkError" }, "SOURCE_UNAVAILABLE"],
  [{ laji: "virhekoodi", koodi: "Client.BadRequest" }, "SOURCE_DENIED"],
  [{ laji: "virhekoodi", koodi: "X-Road-Id" }, "SOURCE_INVALID_RESPONSE"],
  [{ laji: "virhekoodi", koodi: "X-Road-Client" }, "SOURCE_INVALID_RESPONSE"],
  [{ laji: "virhekoodi", koodi: "X-Road-Service" }, "SOURCE_INVALID_RESPONSE"],
];

/** How one question differs from the usual one. */
export interface Asking {
  readonly document?: DocumentNode;
  readonly actor?: Actor;
  /** With little patience: only for a source that does not answer in time. */
  readonly isHurried?: boolean;
}

/** A register over X-Road and the subgraph that asks it, for the tests of one file. */
export interface XRoadRegister {
  readonly mock: () => MockServer;
  /** Asks of persons by identity code, or by an identifier of another kind. */
  readonly ask: (asked: readonly (string | Tunnus)[], asking?: Asking) => Promise<Asked>;
  /** Rows of the sources of the last question. */
  readonly lahteet: () => readonly LahdeRow[];
}

/** What the register is, and what is asked of it where a question says nothing else. */
export interface XRoadRegisterOptions {
  readonly subgraph: Subgraph;
  readonly start: () => Promise<MockServer>;
  /** Settings besides the address and our own subsystem. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly document: DocumentNode;
}

/** Starts both before the tests and ends them after; faults and what was asked are cleared after each. */
export function useXRoadRegister({ subgraph, start, settings, document: usual }: XRoadRegisterOptions): XRoadRegister {
  let running: { readonly mock: MockServer; readonly patient: SubgraphTransport; readonly hurried: SubgraphTransport };
  let lahteet: readonly LahdeRow[] = [];
  beforeAll(async () => {
    const mock = await start();
    const open = (more: Readonly<Record<string, unknown>>): SubgraphTransport =>
      createInProcessTransport(subgraph, {
        ids,
        now,
        settings: {
          url: mock.url,
          client: { instance: "FI", memberClass: "MUN", memberCode: "9999999-9", subsystem: "asiakas-graph" },
          // One failure after another is asked of it here: its breaker is left out of it.
          suojaus: { leastCalls: 100_000 },
          ...settings,
          ...more,
        },
      });
    running = { mock, patient: open({}), hurried: open({ timeoutMs: 100 }) };
  });
  afterAll(async () => {
    await Promise.all([running.patient.close(), running.hurried.close()]);
    await running.mock.close();
  });
  afterEach(() => {
    running.mock.faults.set([]);
    running.mock.requests.clear();
  });
  return {
    mock: () => running.mock,
    async ask(asked, { document = usual, actor = socialWorker, isHurried = false } = {}) {
      const through = isHurried ? running.hurried : running.patient;
      const answer = await askSubgraph(through, { document, asked, actor, pyynto });
      ({ lahteet } = answer);
      return answer;
    },
    lahteet: () => lahteet,
  };
}

import { randomBytes } from "node:crypto";
import { createFaultSwitch, createRequestJournal, listen, startControlPort } from "../http/index.ts";
import type { FaultSwitch, MockRegister, RequestJournal } from "../http/index.ts";
import type { Population } from "../population/index.ts";
import type { Login } from "./backend.ts";
import { startEmbedded } from "./embedded.ts";
import { startProxied } from "./proxied.ts";
import { seed } from "./seed.ts";
import { createNodeServer } from "./server.ts";

/** How the regions' CRMs are started. */
export interface CrmMockOptions {
  readonly population: Population;
  /** Regions that have a CRM, two digits each; 08, 15 and 90 when left out. */
  readonly alueet?: readonly string[];
  /**
   * A real PostgreSQL, as a role that may create roles and schemas. Without it the data is in a PGlite
   * in this process.
   */
  readonly databaseUrl?: string;
  /** Port of the first region on 127.0.0.1, the next ones following; free ones when left out. */
  readonly port?: number;
}

/** One region's database as a client reaches it. */
export interface CrmNode {
  readonly alue: string;
  /** `postgres://crm_08:…@127.0.0.1:PORT/crm`; the password is drawn anew at each start. */
  readonly url: string;
  /** The control port of this node alone; the journal is that of all nodes. */
  readonly controlUrl: string;
  /** Faults of this node alone. */
  readonly faults: FaultSwitch;
}

/** The regions' CRMs, running. */
export interface CrmMock {
  readonly nodes: readonly CrmNode[];
  /** The control port of all nodes. */
  readonly controlUrl: string;
  /** Faults of all nodes. */
  readonly faults: FaultSwitch;
  /** Each batch of statements that any node was asked. */
  readonly requests: RequestJournal;
  close(): Promise<void>;
}

/**
 * Starts one CRM per region, each on a port of its own, over PostgreSQL's own protocol.
 * @throws RangeError for a region that is not two digits; Error as `seed`.
 */
export async function start(options: CrmMockOptions): Promise<CrmMock> {
  const { population, alueet = ["08", "15", "90"], databaseUrl, port = 0 } = options;
  const wrong = alueet.find((alue) => !/^\d{2}$/.test(alue));
  if (wrong !== undefined) throw new RangeError(`a region is two digits, got "${wrong}"`);
  const backend = databaseUrl === undefined ? await startEmbedded() : await startProxied(databaseUrl);
  const { database } = backend;
  const logins = new Map<string, Login>(
    alueet.map((alue) => [alue, { user: `crm_${alue}`, password: randomBytes(16).toString("hex"), database }]),
  );
  const faults = createFaultSwitch();
  const requests = createRequestJournal();
  const known = await seed(backend, logins, population).catch(async (error: unknown) => {
    await backend.close();
    throw error;
  });
  const control = await startControlPort(faults, requests);
  const nodes = await Promise.all(
    [...logins].map(async ([alue, login], at) => {
      const own = createFaultSwitch();
      const tunnetut = known.get(alue) ?? { hetut: [], tilapaiset: [] };
      const server = createNodeServer({ login, backend, tunnetut, faults: [faults, own], requests });
      const node = await listen(server, port === 0 ? 0 : port + at);
      const ownControl = await startControlPort(own, requests);
      const url = `postgres://${login.user}:${login.password}@127.0.0.1:${node.port}/${database}`;
      const close = (): Promise<unknown> => Promise.all([node.close(), ownControl.close()]);
      return { alue, url, controlUrl: ownControl.url, faults: own, close };
    }),
  );
  return {
    nodes: nodes.map(({ alue, url, controlUrl, faults: own }) => ({ alue, url, controlUrl, faults: own })),
    controlUrl: control.url,
    faults,
    requests,
    async close() {
      await Promise.all([control.close(), ...nodes.map((node) => node.close())]);
      await backend.close();
    },
  };
}

/** The regions' CRMs as the local world starts them. */
export const register: MockRegister = {
  name: "crm",
  async start({ population, alueet, databaseUrl }) {
    const crm = await start({ population, alueet, ...(databaseUrl === undefined ? {} : { databaseUrl }) });
    const { nodes, requests } = crm;
    return {
      ...crm,
      settings: { solmut: nodes.map(({ alue, url }) => ({ alue, url })) },
      nodes: Object.fromEntries(nodes.map((node) => [node.alue, { ...node, requests }])),
    };
  },
};

import { randomBytes } from "node:crypto";
import { createFaultSwitch, createRequestJournal, listen, startControlPort } from "../http/index.ts";
import type { FaultSwitch, RequestJournal } from "../http/index.ts";
import type { Backend, Login } from "./backend.ts";
import { createNodeServer } from "./node-server.ts";
import { openBackend } from "./open-backend.ts";
import { seedRegions } from "./seed-regions.ts";
import type { Layout, PersonRows } from "./seed-regions.ts";

/** Where a register's nodes stand. */
export interface Stand {
  /** Regions that have a node, two digits each; 08, 15 and 90 when left out. */
  readonly alueet?: readonly string[];
  /** A database that others use too: it stays open when the nodes close. */
  readonly backend?: Backend;
  /**
   * A real PostgreSQL of the register's own, as a role that may create roles and schemas. Without it, and
   * without `backend`, the data is in a PGlite in this process.
   */
  readonly databaseUrl?: string;
  /** Port of the first region on 127.0.0.1, the next ones following; free ones when left out. */
  readonly port?: number;
}

/** What the nodes hold. */
export interface Contents {
  /** Name of the register: roles and schemas are it and the region, as `crm_08`. Lower-case letters. */
  readonly register: string;
  readonly layout: Layout;
  readonly persons: Iterable<PersonRows>;
}

/** One region's database as a client reaches it. */
export interface RegionNode {
  readonly alue: string;
  /** `postgres://crm_08:…@127.0.0.1:PORT/alueet`; the password is drawn anew at each start. */
  readonly url: string;
  /** The same of the role that changes; undefined where nothing can be changed. */
  readonly muutosUrl: string | undefined;
  /** The control port of this node alone; the journal is that of all nodes. */
  readonly controlUrl: string;
  /** Faults of this node alone. */
  readonly faults: FaultSwitch;
}

/** A register's nodes, running. */
export interface RegionNodes {
  readonly nodes: readonly RegionNode[];
  /** The control port of all nodes. */
  readonly controlUrl: string;
  /** Faults of all nodes. */
  readonly faults: FaultSwitch;
  /** Each batch of statements that any node was asked. */
  readonly requests: RequestJournal;
  /** The day comes when a person whom regions know by a temporary identifier is given an identity code: they join the two. */
  annaHenkilotunnus(tilapainen: string, hetu: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts one node per region, each on a port of its own, over PostgreSQL's own protocol.
 * @throws RangeError for a region that is not two digits; Error as `seedRegions`.
 */
export async function startNodes(contents: Contents, stand: Stand): Promise<RegionNodes> {
  const { alueet = ["08", "15", "90"], databaseUrl, port = 0 } = stand;
  const wrong = alueet.find((alue) => !/^\d{2}$/.test(alue));
  if (wrong !== undefined) throw new RangeError(`a region is two digits, got "${wrong}"`);
  const backend = stand.backend ?? (await openBackend(databaseUrl));
  const release = (): Promise<void> => (stand.backend === undefined ? backend.close() : Promise.resolve());
  const { register, ...filled } = contents;
  const schemaOf = (alue: string): string => `${register}_${alue}`;
  const logins = new Map(alueet.map((alue) => [alue, toLogin(schemaOf(alue), backend)]));
  const changing = filled.layout.changes === undefined ? [] : alueet;
  const changers = new Map(changing.map((alue) => [alue, toChanger(schemaOf(alue), backend)]));
  const known = await seedRegions({ backend, logins, changers, ...filled }).catch(async (error: unknown) => {
    await release();
    throw error;
  });
  const faults = createFaultSwitch();
  const requests = createRequestJournal();
  const control = await startControlPort(faults, requests);
  const nodes = await Promise.all(
    [...logins].map(async ([alue, login], at) => {
      const own = createFaultSwitch();
      const tunnetut = known.get(alue) ?? { hetut: [], tilapaiset: [] };
      const changer = changers.get(alue);
      const entering = changer === undefined ? [login] : [login, changer];
      const server = createNodeServer({ logins: entering, backend, tunnetut, faults: [faults, own], requests });
      const node = await listen(server, port === 0 ? 0 : port + at);
      const ownControl = await startControlPort(own, requests);
      const close = (): Promise<unknown> => Promise.all([node.close(), ownControl.close()]);
      const muutosUrl = changer === undefined ? undefined : toUrl(changer, node.port);
      return { alue, url: toUrl(login, node.port), muutosUrl, controlUrl: ownControl.url, faults: own, close };
    }),
  );
  return {
    nodes: nodes.map(({ alue, url, muutosUrl, controlUrl, faults: own }) => ({
      alue,
      url,
      muutosUrl,
      controlUrl,
      faults: own,
    })),
    controlUrl: control.url,
    faults,
    requests,
    async annaHenkilotunnus(tilapainen, hetu) {
      for (const { schema } of logins.values()) {
        for (const sql of contents.layout.joinSql?.(schema) ?? []) await backend.execute(sql, [tilapainen, hetu]);
      }
    },
    async close() {
      await Promise.all([control.close(), ...nodes.map((node) => node.close())]);
      await release();
    },
  };
}

function toLogin(schema: string, { database }: Backend): Login {
  return { user: schema, password: randomBytes(16).toString("hex"), database, schema, mayChange: false };
}

function toChanger(schema: string, backend: Backend): Login {
  return { ...toLogin(schema, backend), user: `${schema}_muutos`, mayChange: true };
}

function toUrl({ user, password, database }: Login, port: number): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
}

import { generateKeyPairSync } from "node:crypto";
import { createRequestJournal, startControlPort, startMockServer } from "../http/index.ts";
import type { FaultSwitch, MockRegister, MockServer, RequestJournal } from "../http/index.ts";
import type { Population } from "../population/index.ts";
import { createRekisteri } from "./records.ts";
import { answer } from "./server.ts";
import { createLuvat } from "./sign-in.ts";
import type { Toimittaja } from "./vendors.ts";

/** How the nodes of the client and patient systems are started. */
export interface PtjMockOptions {
  readonly population: Population;
  /** Regions that have a node, two digits each; HUS, who is no region, has one besides when any of Uusimaa is among them. */
  readonly alueet?: readonly string[];
  /** The wall clock: when a token ends. */
  readonly now?: () => Date;
}

/** One node as a client reaches it. */
export interface PtjNode extends Pick<MockServer, "controlUrl" | "faults" | "requests"> {
  /** Region, two digits, or `HUS`. */
  readonly rekisterinpitaja: string;
  /** Region; undefined of HUS. */
  readonly alue: string | undefined;
  /** Base of its FHIR interface. */
  readonly url: string;
  readonly toimittaja: Toimittaja;
}

/** The nodes, running. */
export interface PtjMock {
  readonly nodes: readonly PtjNode[];
  /** The one client registered with every node, and its private key as PKCS #8 PEM; the key is drawn at each start. */
  readonly ohjelma: { readonly tunnus: string; readonly avain: string };
  /** The control port of all nodes. */
  readonly controlUrl: string;
  /** Faults of all nodes. */
  readonly faults: FaultSwitch;
  /** What any node was asked, by node. */
  readonly requests: RequestJournal;
  close(): Promise<void>;
}

const uusimaa: ReadonlySet<string> = new Set(["01", "02", "03", "04", "90"]);
const tunnus = "asiakas-graph";

/** Starts a node per controller, each on a port of its own, vendors A and B by turns (08 and 90 A, 15 and HUS B). */
export async function start(options: PtjMockOptions): Promise<PtjMock> {
  const { population, alueet = ["08", "15", "90"], now = () => new Date() } = options;
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-384" });
  const pitajat = [...alueet, ...(alueet.some((alue) => uusimaa.has(alue)) ? ["HUS"] : [])];
  const nodes = await Promise.all(
    pitajat.map(async (rekisterinpitaja, at) => {
      const toimittaja = at % 2 === 0 ? "A" : "B";
      const node = await startNode({
        toimittaja,
        now,
        rekisteri: createRekisteri(population, rekisterinpitaja),
        ohjelma: { tunnus, avain: publicKey },
      });
      const alue = rekisterinpitaja === "HUS" ? undefined : rekisterinpitaja;
      return { node, told: { ...node, url: `${node.url}/fhir`, rekisterinpitaja, alue, toimittaja } as const };
    }),
  );
  const faults = toAll(nodes.map(({ node }) => node.faults));
  const requests = toJoined(nodes.map(({ node }) => node.requests));
  const control = await startControlPort(faults, requests);
  return {
    nodes: nodes.map(({ told }) => told),
    ohjelma: { tunnus, avain: privateKey.export({ format: "pem", type: "pkcs8" }).toString() },
    controlUrl: control.url,
    faults,
    requests,
    async close() {
      await Promise.all([control.close(), ...nodes.map(({ node }) => node.close())]);
    },
  };
}

async function startNode(options: {
  readonly toimittaja: Toimittaja;
  readonly now: () => Date;
  readonly rekisteri: ReturnType<typeof createRekisteri>;
  readonly ohjelma: Parameters<typeof createLuvat>[0]["ohjelma"];
}): Promise<MockServer> {
  const { toimittaja, rekisteri, ohjelma, now } = options;
  let origin = "";
  const luvat = createLuvat({ ohjelma, now, tokenUrl: () => `${origin}/oauth/token` });
  const maailma = { toimittaja, rekisteri, luvat, sivut: new Map(), origin: () => origin };
  const node = await startMockServer({ handle: (request) => answer(request, maailma) });
  origin = node.url;
  return node;
}

/** Sets the faults of every node at once. */
function toAll(switches: readonly FaultSwitch[]): FaultSwitch {
  return {
    set: (faults, seed) => switches.forEach((each) => each.set(faults, seed)),
    list: () => switches[0]?.list() ?? [],
    draw: () => [],
  };
}

/** The journals as one, node by node. */
function toJoined(journals: readonly RequestJournal[]): RequestJournal {
  const others = createRequestJournal();
  return {
    add: (request) => others.add(request),
    count: () => journals.reduce((sum, each) => sum + each.count(), 0),
    latest: () => journals.flatMap((each) => each.latest()),
    clear: () => journals.forEach((each) => each.clear()),
  };
}

/** The client and patient systems as the local world starts them. */
export const register: MockRegister = {
  name: "ptj",
  async start({ population, alueet, now }) {
    const { nodes, ohjelma, ...mock } = await start({ population, alueet, now });
    const solmut = nodes.map(({ alue, rekisterinpitaja, url }) => ({
      ...(alue === undefined ? { rekisterinpitaja } : { alue, tilapaisjuuri: `1.2.246.10.999000${alue}` }),
      url,
      asiakastunnus: ohjelma.tunnus,
      avain: ohjelma.avain,
    }));
    return {
      ...mock,
      settings: { solmut },
      nodes: Object.fromEntries(nodes.map((node) => [node.rekisterinpitaja, node])),
    };
  },
};

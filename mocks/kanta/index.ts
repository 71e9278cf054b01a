import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startMockServer } from "../http/index.ts";
import type { MockRegister, MockServer } from "../http/index.ts";
import { toOrganisaatio } from "../population/index.ts";
import type { Population } from "../population/index.ts";
import type { KantaWorld } from "./kanta-world.ts";
import { createOauth } from "./oauth.ts";
import { createConsentBook } from "./records.ts";
import { answer } from "./server.ts";

/** How the mock of Kanta is started. */
export interface KantaMockOptions {
  readonly population: Population;
  /** Port on 127.0.0.1; a free one when left out. */
  readonly port?: number;
  /** The wall clock: when a consent is changed, and how long tokens live. */
  readonly now?: () => Date;
}

/** A mock that runs, and what a client needs to reach it. */
export interface KantaMock extends MockServer {
  /** Settings of the subgraph. */
  readonly settings: Readonly<Record<string, unknown>> & {
    readonly omatietovaranto: Readonly<Record<string, string>>;
  };
  /** Makes pages of searches as short as this; undefined: as they were. */
  limitPages(size: number | undefined): void;
  /** Changes this consent once more right before the next update: another writer was there first. */
  changeAfterRead(id: string): void;
  /** Makes the next change, and answers with a failure in place of what was made. */
  loseNextWrite(): void;
}

/** The secret of the region's technical sign-in at the mock. */
const paikallinenTunniste = "paikallinen-kanta";
const clientId = "asiakas-graph";
const pageSize = 20;

/** Starts a mock of Kanta: consents, wellbeing data and its authorization server, on one port. */
export async function start({ population, port = 0, now = () => new Date() }: KantaMockOptions): Promise<KantaMock> {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  // The client's key lives in a file of its own, as it does in a deployment.
  const folder = mkdtempSync(join(tmpdir(), "asiakas-kanta-"));
  const keyFile = join(folder, "avain.pem");
  writeFileSync(keyFile, privateKey.export({ format: "pem", type: "pkcs8" }), { mode: 0o600 });
  const oauth = createOauth(clientId, publicKey);
  const world: KantaWorld = {
    population,
    book: createConsentBook(population, now),
    oauth,
    token: paikallinenTunniste,
    now,
    pages: new Map(),
    pageSize,
    rival: undefined,
    isNextWriteLost: false,
  };
  const server = await startMockServer({ port, handle: (request) => answer(request, world) });
  oauth.tokenUrl = `${server.url}/oauth2/token`;
  return {
    ...server,
    settings: {
      tahdonilmaisut: `${server.url}/tahdonilmaisut`,
      tunniste: paikallinenTunniste,
      omatietovaranto: {
        url: `${server.url}/omatietovaranto`,
        valtuutuspalvelu: `${server.url}/oauth2`,
        asiakastunnus: clientId,
        allekirjoitusavain: `file:${keyFile}`,
      },
      ammattilaisrajapinta: `${server.url}/ammattilaisrajapinta`,
      rekisterinpitajat: toRekisterinpitajat(),
    },
    limitPages(size) {
      world.pageSize = size ?? pageSize;
    },
    changeAfterRead(id) {
      world.rival = id;
    },
    loseNextWrite() {
      world.isNextWriteLost = true;
    },
    async close() {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Controllers by the organisation that denials name: one for each region. */
function toRekisterinpitajat(): readonly { readonly oid: string; readonly alue: string }[] {
  return Array.from({ length: 21 }, (_, at) => String(at + 1).padStart(2, "0"))
    .concat("90")
    .map((alue) => ({ oid: toOrganisaatio(alue), alue }));
}

/** Kanta as the local world starts it. */
export const register: MockRegister = { name: "kanta", start: ({ population, now }) => start({ population, now }) };

import { startMockServer } from "../http/index.ts";
import type { MockRegister, MockServer } from "../http/index.ts";
import type { Population } from "../population/index.ts";
import { createIstuntokirja } from "./istunnot.ts";
import { createSaannosto, teemat } from "./records.ts";
import { answer } from "./server.ts";
import { createAnswerKey } from "./wire.ts";
import type { Asiakasjarjestelma } from "./world.ts";

/** How the mock of Suomi.fi-valtuudet is started. */
export interface ValtuudetMockOptions {
  readonly population: Population;
  /** Port on 127.0.0.1; a free one when left out. */
  readonly port?: number;
  /** The wall clock: mandates, tokens and checksums end by it. */
  readonly now?: () => Date;
}

/** The mock, and what its one client must know of it. */
export interface ValtuudetMock extends MockServer {
  /** Settings of the subgraph that asks it. */
  readonly settings: Readonly<Record<string, unknown>> & { readonly url: string };
}

/** The graph's own client at the mock; every secret is invented. */
const asiakas: Asiakasjarjestelma = {
  clientId: "asgraph1",
  webKey: "paikallinen-web-avain-0001",
  restKey: "paikallinen-rest-avain-0001",
  oauthPassword: "paikallinen-oauth-salasana",
  redirectUri: "http://127.0.0.1/valtuudet/paluu",
  audience: "6b3f6b0e-3a0a-4f1c-9a57-3f6f1e2b7c11",
};

/** Starts a mock of Suomi.fi-valtuudet, with a signing key of its own. */
export async function start({
  population,
  port = 0,
  now = () => new Date(),
}: ValtuudetMockOptions): Promise<ValtuudetMock> {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Helsinki", dateStyle: "short" });
  const key = createAnswerKey();
  const world = {
    asiakas,
    saannosto: createSaannosto(population, () => format.format(now())),
    istunnot: createIstuntokirja(),
    key,
    stranger: createAnswerKey(),
    now,
  };
  const server = await startMockServer({ port, handle: (request) => answer(request, world) });
  const settings = {
    url: server.url,
    asiakastunnus: asiakas.clientId,
    avain: asiakas.webKey,
    restAvain: asiakas.restKey,
    oauthSalasana: asiakas.oauthPassword,
    paluuosoite: asiakas.redirectUri,
    jwtAvain: key.publicPem,
    jwtVastaanottaja: asiakas.audience,
    teemat,
  };
  return { ...server, settings };
}

/** Suomi.fi-valtuudet as the local world starts it. */
export const register: MockRegister = {
  name: "valtuudet",
  start: ({ population, now }) => start({ population, now }),
};

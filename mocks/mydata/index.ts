import { startMockServer } from "../http/index.ts";
import type { MockRegister, MockServer } from "../http/index.ts";
import type { Population } from "../population/index.ts";
import { createConsentBook } from "./records.ts";
import { answer } from "./server.ts";
import { createReceiptKey } from "./wire.ts";

/** How the mock of the MyData operator is started. */
export interface MydataMockOptions {
  readonly population: Population;
  /** Port on 127.0.0.1; a free one when left out. */
  readonly port?: number;
  /** The wall clock: when a consent is withdrawn. */
  readonly now?: () => Date;
}

/** The secret of the region's technical sign-in at the mock. */
export const paikallinenTunniste = "paikallinen-mydata";

/** Starts a mock of a MyData operator (an assumed interface), with a receipt key of its own. */
export function start({ population, port = 0, now = () => new Date() }: MydataMockOptions): Promise<MockServer> {
  const world = {
    population,
    book: createConsentBook(population, now),
    key: createReceiptKey(),
    stranger: createReceiptKey(),
    token: paikallinenTunniste,
  };
  return startMockServer({ port, handle: (request) => answer(request, world) });
}

/** The MyData operator as the local world starts it. */
export const register: MockRegister = {
  name: "mydata",
  async start({ population, now }) {
    const server = await start({ population, now });
    return { ...server, settings: { url: server.url, tunniste: paikallinenTunniste } };
  },
};

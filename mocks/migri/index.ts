import { startMockServer } from "../http/index.ts";
import type { MockRegister, MockServer } from "../http/index.ts";
import type { Population } from "../population/index.ts";
import { answer, palvelu } from "./server.ts";

/** How the mock of Migri is started. */
export interface MigriMockOptions {
  readonly population: Population;
  /** Port on 127.0.0.1; a free one when left out. */
  readonly port?: number;
  /** The wall clock, by which the register says what is in force. */
  readonly now?: () => Date;
  /** Purposes that the permit names; `SOSIAALIHUOLTO` when left out. */
  readonly kayttotarkoitukset?: readonly string[];
}

/** Starts a mock of the Immigration Service's register as seen through X-Road (an assumed interface). */
export function start(options: MigriMockOptions): Promise<MockServer> {
  const { population, port = 0, now = () => new Date(), kayttotarkoitukset = ["SOSIAALIHUOLTO"] } = options;
  return startMockServer({ port, handle: (request) => answer(request, { population, now, kayttotarkoitukset }) });
}

/** Migri as the local world starts it. */
export const register: MockRegister = {
  name: "migri",
  async start({ population, now, xroadClient: client }) {
    const server = await start({ population, now });
    const settings = { url: server.url, client, palvelu: `/r1/${palvelu}`, kayttotarkoitus: "SOSIAALIHUOLTO" };
    return { ...server, settings };
  },
};

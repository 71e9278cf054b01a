import { startMockServer } from "../http/index.ts";
import type { MockRegister, MockServer } from "../http/index.ts";
import type { Population } from "../population/index.ts";
import { answer } from "./server.ts";

/** How the mock of Kela is started. */
export interface KelaMockOptions {
  readonly population: Population;
  /** Port on 127.0.0.1; a free one when left out. */
  readonly port?: number;
  /** The wall clock: "this year", the time of extraction and how much of a trial is used. */
  readonly now?: () => Date;
  /** Purpose codes that the contract holds; `HVA-ASIAKASTIEDOT` when left out. */
  readonly kayttotarkoitukset?: readonly string[];
}

/** Starts a mock of Kela's benefit service as seen through X-Road (an assumed interface). */
export function start(options: KelaMockOptions): Promise<MockServer> {
  const { population, port = 0, now = () => new Date(), kayttotarkoitukset = ["HVA-ASIAKASTIEDOT"] } = options;
  return startMockServer({ port, handle: (request) => answer(request, { population, now, kayttotarkoitukset }) });
}

/** Kela as the local world starts it. */
export const register: MockRegister = {
  name: "kela",
  async start({ population, now, xroadClient: client }) {
    const server = await start({ population, now });
    return { ...server, settings: { url: server.url, client, kayttotarkoitus: "HVA-ASIAKASTIEDOT" } };
  },
};

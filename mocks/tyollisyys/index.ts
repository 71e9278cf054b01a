import { startMockServer } from "../http/index.ts";
import type { MockRegister, MockServer } from "../http/index.ts";
import type { Population } from "../population/index.ts";
import { answer, palvelu } from "./server.ts";

/** Starts a mock of the employment authority's service as seen through X-Road (an assumed interface). */
export function start(options: {
  readonly population: Population;
  /** Port on 127.0.0.1; a free one when left out. */
  readonly port?: number;
}): Promise<MockServer> {
  const { population, port = 0 } = options;
  return startMockServer({ port, handle: (request) => answer(request, population) });
}

/** The employment authority as the local world starts it. */
export const register: MockRegister = {
  name: "tyollisyys",
  async start({ population, xroadClient: client }) {
    const server = await start({ population });
    return { ...server, settings: { url: server.url, client, palvelu: `/r1/${palvelu}` } };
  },
};

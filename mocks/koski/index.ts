import { startMockServer } from "../http/index.ts";
import type { MockRegister, MockServer } from "../http/index.ts";
import type { Population } from "../population/index.ts";
import { answer } from "./server.ts";
import type { Tuote } from "./server.ts";

/** How the mock of Koski is started. */
export interface KoskiMockOptions {
  readonly population: Population;
  /** Port on 127.0.0.1; a free one when left out. */
  readonly port?: number;
  /** Subjects of client certificates and the paths each may use; `CN=asiakas-graph` with all when left out. */
  readonly luovutukset?: Readonly<Record<string, readonly Tuote[]>>;
  /** Refuse test identity codes, as production does. */
  readonly production?: boolean;
}

const everything = { "CN=asiakas-graph": ["kela", "keha/sdg", "hva", "suomifi"] } as const;

/** Starts a mock of Koski's luovutuspalvelu, with the client certificate's subject in a header. */
export function start(options: KoskiMockOptions): Promise<MockServer> {
  const { population, port = 0, luovutukset = everything, production = false } = options;
  return startMockServer({ port, handle: (request) => answer(request, { population, luovutukset, production }) });
}

/** Koski as the local world starts it. */
export const register: MockRegister = {
  name: "koski",
  async start({ population }) {
    const server = await start({ population });
    return { ...server, settings: { url: server.url, varmenteenKohde: "CN=asiakas-graph" } };
  },
};

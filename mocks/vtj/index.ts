import { startMockServer } from "../http/index.ts";
import type { MockRegister, MockServer } from "../http/index.ts";
import type { Population } from "../population/index.ts";
import { oletuslupa } from "./lupa.ts";
import type { Lupa } from "./lupa.ts";
import { createHandler } from "./server.ts";

export { oletuslupa } from "./lupa.ts";

/** How the mock of VTJ is started. */
export interface VtjOptions {
  readonly population: Population;
  /** Port of the security server; a free one when left out. */
  readonly port?: number;
  /** The register's clock: time of extraction, custody valid today. */
  readonly now?: () => Date;
  /** What differs from `oletuslupa`: who may ask, for what. */
  readonly lupa?: Partial<Lupa>;
  /** How X-Road spells its codes: `vanha` to 7.7.1 (the default), `uusi` from 7.8.0. */
  readonly virhekoodit?: "vanha" | "uusi";
}

/** Starts a security server on 127.0.0.1 with DVV's VTJkysely (SOAP) and muutosrajapinta (REST) behind it. */
export function start(options: VtjOptions): Promise<MockServer> {
  const { population, now = () => new Date(), virhekoodit = "vanha" } = options;
  const lupa = { ...oletuslupa, ...options.lupa };
  const handle = createHandler({ population, now, lupa, virhekoodit });
  return startMockServer({ handle, ...(options.port === undefined ? {} : { port: options.port }) });
}

/** The population register as the local world starts it. */
export const register: MockRegister = {
  name: "vtj",
  async start({ population, now, xroadClient: client }) {
    const server = await start({ population, now });
    const { kayttajatunnus, salasana, perustiedot } = oletuslupa;
    return { ...server, settings: { url: server.url, client, kayttajatunnus, salasana, perustiedot } };
  },
};

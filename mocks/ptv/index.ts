import { startMockServer } from "../http/index.ts";
import type { MockRegister, MockServer } from "../http/index.ts";
import { alueet } from "../population/index.ts";
import { createLuettelo, toJarjestaja } from "./records.ts";
import { answer } from "./server.ts";

/** Starts a mock of PTV's open API. `port` on 127.0.0.1; a free one when left out. */
export function start({ port = 0 }: { readonly port?: number } = {}): Promise<MockServer> {
  const luettelo = createLuettelo();
  return startMockServer({ port, handle: (request) => answer(request, luettelo) });
}

/** Organisations of the regions of a world, as the subgraph's settings name them. */
export function toJarjestajat(
  koodit: readonly string[],
): readonly { readonly alue: string; readonly ytunnus: string }[] {
  return alueet
    .filter(({ koodi }) => koodit.includes(koodi) && koodi !== "91")
    .map((alue) => ({ alue: alue.koodi, ytunnus: toJarjestaja(alue).ytunnus }));
}

/** PTV as the local world starts it. */
export const register: MockRegister = {
  name: "ptv",
  async start({ alueet: koodit }) {
    const server = await start();
    return { ...server, settings: { url: `${server.url}/api/v11`, jarjestajat: toJarjestajat(koodit) } };
  },
};

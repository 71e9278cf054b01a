import { startMockServer } from "../http/index.ts";
import type { MockRegister, MockServer } from "../http/index.ts";
import { answer } from "./server.ts";

/** Starts a mock of the national code server. `port` on 127.0.0.1; a free one when left out. */
export function start({ port = 0 }: { readonly port?: number } = {}): Promise<MockServer> {
  return startMockServer({ port, handle: answer });
}

/** The code server as the local world starts it. */
export const register: MockRegister = {
  name: "koodistot",
  async start() {
    const server = await start();
    return { ...server, settings: { url: `${server.url}/codeserver/csapi/v6` } };
  },
};

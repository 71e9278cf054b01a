import { describe, expect, it } from "vitest";
import { openSource, startPeer } from "../source/start-peer.ts";
import { openKoe, reach, serveKoe } from "./start-koe.ts";

describe("a subgraph's reach", () => {
  it("is each source's and node's own, without a request to any", async () => {
    let requests = 0;
    const url = await startPeer((_, response) => {
      requests += 1;
      response.end();
    });
    const transport = openKoe({}, [openSource(url), openSource("http://127.0.0.1:1", { lahde: "crm", solmu: "08" })]);
    expect(await transport.reach()).toEqual([
      { lahde: "kela", solmu: null, tavoitettavissa: true, katkaisin: "KIINNI" },
      { lahde: "crm", solmu: "08", tavoitettavissa: false, katkaisin: "KIINNI" },
    ]);
    expect(requests).toBe(0);
  });

  it("in another process is whether that process can be reached", async () => {
    expect(await reach(await serveKoe(openKoe({}))).reach()).toEqual([
      { lahde: "koe", solmu: null, tavoitettavissa: true, katkaisin: "KIINNI" },
    ]);
    expect(await reach("http://127.0.0.1:1/graphql").reach()).toEqual([
      { lahde: "koe", solmu: null, tavoitettavissa: false, katkaisin: "KIINNI" },
    ]);
  });

  it("ends with the subgraph: its sources are closed", async () => {
    const source = openSource(await startPeer((_, response) => void response.end("{}")));
    const closed: string[] = [];
    const transport = openKoe({}, [{ ...source, close: async () => void closed.push(source.lahde) }]);
    await transport.close();
    expect(closed).toEqual(["kela"]);
  });
});

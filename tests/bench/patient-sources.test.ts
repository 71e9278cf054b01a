import { expect, it } from "vitest";
import { toPatient } from "../../bench/patient-sources.ts";

it("lets every register's callers wait, and leaves the gateway's own and what runs elsewhere as they are", () => {
  const own = { run: "in-process", settings: {} };
  const away = { run: "remote", url: "https://127.0.0.1:1" };
  const file = {
    localServices: "here",
    subgraphs: { asiakas: own, kayttoloki: own, koski: away, kela: { run: "in-process", settings: { url: "there" } } },
  };
  expect(toPatient(file, 64)).toEqual({
    localServices: "here",
    requestMs: 60_000,
    subgraphs: {
      asiakas: own,
      kayttoloki: own,
      koski: away,
      kela: {
        run: "in-process",
        settings: { url: "there", timeoutMs: 60_000, suojaus: { queue: 640, queueMs: 60_000 } },
      },
    },
  });
});

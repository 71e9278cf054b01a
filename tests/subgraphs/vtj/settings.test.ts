import { describe, expect, it } from "vitest";
import { suojausSettings } from "../../../gateway/source/index.ts";
import { parseAsetukset } from "../../../subgraphs/vtj/settings.ts";

/** Those of every source. */
const suojaus = suojausSettings.parse({});
const asetukset = {
  url: "http://127.0.0.1:1",
  client: { instance: "FI-TEST", memberClass: "GOV", memberCode: "9999999-9", subsystem: "asiakas-graph" },
  kayttajatunnus: "T00X0001",
  salasana: "salainen-1",
  perustiedot: { kayttajatunnus: "k", salasana: "salainen-2" },
};

describe("settings", () => {
  it("have their defaults", () => {
    expect(parseAsetukset(asetukset)).toEqual({ ...asetukset, timeoutMs: 3000, rinnakkain: 8, suojaus });
  });

  it.each([
    [{ url: "vtj" }, "vtj.url: url must be the http(s) address of the own security server"],
    [{ kayttajatunnus: "" }, "vtj.kayttajatunnus: kayttajatunnus must not be empty"],
    [{ salasana: 1 }, "vtj.salasana: salasana must be a text"],
    [{ timeoutMs: 0 }, "vtj.timeoutMs: timeoutMs must be at least 1"],
    [{ suojaus: { queue: -1 } }, "vtj.suojaus.queue: "],
    [{ tls: { ca: "file:a", cert: "file:b", key: "salainen" } }, "vtj.tls.key: must be file:PATH of a PEM file"],
    [{ rinnakkain: 0 }, "vtj.rinnakkain: rinnakkain must be at least 1"],
    [{ client: { ...asetukset.client, subsystem: "a/b" } }, "client.subsystem may hold letters, digits"],
    [{ perustiedot: { kayttajatunnus: "k" } }, "vtj.perustiedot.salasana: perustiedot.salasana must be a text"],
    [{ muu: 1 }, "Unrecognized key"],
  ])("refuse %j by name", (wrong, message) => {
    const parse = () => parseAsetukset({ ...asetukset, ...wrong });
    expect(parse).toThrow(message);
    expect(parse).not.toThrow("salainen");
  });
});

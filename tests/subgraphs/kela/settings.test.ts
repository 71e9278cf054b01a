import { describe, expect, it } from "vitest";
import { suojausSettings } from "../../../gateway/source/index.ts";
import { parseAsetukset } from "../../../subgraphs/kela/settings.ts";

const client = { instance: "FI", memberClass: "MUN", memberCode: "9999999-9", subsystem: "asiakas-graph" };
const enough = { url: "http://127.0.0.1:8080", client, kayttotarkoitus: "HVA-ASIAKASTIEDOT" };

describe("settings of kela", () => {
  it("fills in what may be left out", () => {
    expect(parseAsetukset(enough)).toEqual({
      ...enough,
      palvelu: {
        polku: "/r1/FI/GOV/0246246-0/Kelmu/etuustiedot/v1",
        service: {
          instance: "FI",
          memberClass: "GOV",
          memberCode: "0246246-0",
          subsystem: "Kelmu",
          serviceCode: "etuustiedot",
        },
      },
      timeoutMs: 5000,
      rinnakkain: 16,
      suojaus: suojausSettings.parse({}),
    });
  });

  it.each([
    [{ ...enough, url: "ftp://kela" }, "kela.url: must be the http(s) URL of the own security server"],
    [{ ...enough, palvelu: "/r1/FI/" }, "kela.palvelu: must be a path that begins with /r1/"],
    [{ ...enough, palvelu: "/r1/FI/GOV/0246246-0/Kelmu" }, "kela.palvelu: must begin with /r1/ and the five parts"],
    [{ ...enough, palvelu: "/r1/FI/GOV/0246246-0/Kelmu/%" }, "kela.palvelu: must begin with /r1/ and the five parts"],
    [{ ...enough, client: { ...client, memberCode: "a/b" } }, "kela.client.memberCode: must be one part"],
    [{ ...enough, kayttotarkoitus: "" }, "kela.kayttotarkoitus: must be the purpose code"],
    [{ ...enough, timeoutMs: 0 }, "kela.timeoutMs: "],
    [{ ...enough, salasana: "x" }, 'kela: Unrecognized key: "salasana"'],
    [undefined, "kela: "],
  ])("names the wrong key of %j", (value, message) => {
    expect(() => parseAsetukset(value)).toThrow(message);
  });
});

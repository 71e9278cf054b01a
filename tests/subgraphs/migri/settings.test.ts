import { describe, expect, it } from "vitest";
import { parseAsetukset } from "../../../subgraphs/migri/settings.ts";

const client = { instance: "FI", memberClass: "MUN", memberCode: "9999999-9", subsystem: "asiakas-graph" };
const palvelu = "/r1/FI/GOV/9990011-1/UMA/oleskelutiedot/v1";
const enough = { url: "http://127.0.0.1:8080", client, palvelu, kayttotarkoitus: "SOSIAALIHUOLTO" };

describe("settings of migri", () => {
  it("fills in what may be left out", () => {
    expect(parseAsetukset(enough)).toMatchObject({
      palvelu: { polku: palvelu, service: { subsystem: "UMA", serviceCode: "oleskelutiedot" } },
      timeoutMs: 5000,
      rinnakkain: 16,
    });
  });

  it.each([
    [{ ...enough, url: "ftp://migri" }, "migri.url: must be the http(s) URL of the own security server"],
    [{ ...enough, palvelu: undefined }, "migri.palvelu: "],
    [{ ...enough, kayttotarkoitus: "sosiaalihuolto" }, "migri.kayttotarkoitus: must be the purpose code"],
    [{ ...enough, salasana: "x" }, 'migri: Unrecognized key: "salasana"'],
    [undefined, "migri: "],
  ])("names the wrong key of %j", (value, message) => {
    expect(() => parseAsetukset(value)).toThrow(message);
  });
});

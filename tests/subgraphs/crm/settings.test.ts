import { describe, expect, it } from "vitest";
import { suojausSettings } from "../../../gateway/source/index.ts";
import { parseSettings } from "../../../subgraphs/crm/settings.ts";

const solmu = { alue: "08", url: "postgres://crm_08:salasana@127.0.0.1:5432/crm" };

describe("the settings of crm", () => {
  it("take the regions' databases and the limits", () => {
    const settings = { solmut: [solmu, { ...solmu, alue: "15" }], timeoutMs: 2000, yhteyksia: 4 };
    expect(parseSettings(settings)).toEqual({ ...settings, suojaus: suojausSettings.parse({}) });
  });

  it.each([
    [undefined, "crm: settings: "],
    [{}, 'crm: settings.solmut: solmut must be a list of {"alue", "url"}'],
    [{ solmut: [] }, "crm: settings.solmut: solmut must name at least one region's database"],
    [{ solmut: [{ ...solmu, alue: 8 }] }, "crm: settings.solmut.0.alue: alue must be a region's two digits in quotes"],
    [
      { solmut: [{ ...solmu, alue: "8" }] },
      "crm: settings.solmut.0.alue: alue must be a region's two digits in quotes",
    ],
    [{ solmut: [solmu, solmu] }, "crm: settings.solmut: solmut must name each alue once"],
    [{ solmut: [solmu], timeoutMs: 0 }, "crm: settings.timeoutMs: "],
    [{ solmut: [solmu], yhteyksia: "4" }, "crm: settings.yhteyksia: yhteyksia must be a whole number"],
    [{ solmut: [solmu], muu: 1 }, "crm: settings: "],
  ])("refuse %j by name", (value, text) => {
    expect(() => parseSettings(value)).toThrow(text);
  });

  it("never repeat a URL, which holds a password", () => {
    const wrong = { solmut: [{ alue: "08", url: "mysql://crm:salainen@127.0.0.1/crm" }] };
    expect(() => parseSettings(wrong)).toThrow(
      /^crm: settings\.solmut\.0\.url: url must be postgres:\/\/role:password@host:port\/database$/,
    );
  });
});

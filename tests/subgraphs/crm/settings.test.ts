import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { suojausSettings } from "../../../gateway/source/index.ts";
import { parseSettings } from "../../../subgraphs/crm/settings.ts";

const solmu = { alue: "08", url: "postgres://crm_08:salasana@127.0.0.1:5432/crm" };

function writeTemporary(content: string): string {
  const folder = mkdtempSync(join(tmpdir(), "asiakas-crm-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "url"), content);
  return join(folder, "url");
}

const herateet = {
  oikeusperusta: "703/2023 ja alueen päätös",
  herateet: [
    {
      tunnus: "a",
      nimi: { fi: "A" },
      luokka: "LAAJA",
      ehdot: [{ laskuri: "KAYNNIT", ikkunaPaivia: 30, vahintaan: 1 }],
    },
  ],
};

describe("the settings of crm", () => {
  it("take the regions' databases and the limits", () => {
    const settings = {
      solmut: [solmu, { ...solmu, alue: "15" }],
      timeoutMs: 2000,
      yhteyksia: 4,
      herateet: { "08": herateet },
      maksukatot: { "2026": 90_000 },
      katonAlueet: ["08", "15"],
      muutokset: { "15": "postgres://crm_15_muutos:salasana@127.0.0.1:5432/crm" },
    };
    expect(parseSettings(settings)).toEqual({ ...settings, suojaus: suojausSettings.parse({}) });
  });

  it("know the ceilings of service fees and the regions of the mainland unless told otherwise, and no triggers", () => {
    const { herateet: none, maksukatot, katonAlueet } = parseSettings({ solmut: [solmu] });
    expect(none).toEqual({});
    expect([2023, 2024, 2025, 2026].map((vuosi) => maksukatot[vuosi])).toEqual([69_200, 76_200, 76_200, 81_500]);
    expect(katonAlueet).toHaveLength(22);
    expect(katonAlueet).not.toContain("91");
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
    [{ solmut: [solmu], herateet: { "15": herateet } }, "crm: settings.herateet: herateet must be of regions"],
    [
      { solmut: [solmu], herateet: { "08": { herateet: [] } } },
      "crm: settings.herateet.08.oikeusperusta: oikeusperusta must say",
    ],
    [{ solmut: [solmu], maksukatot: { ensi: 1 } }, "crm: settings.maksukatot.ensi: "],
    [{ solmut: [solmu], muutokset: { "15": solmu.url } }, "crm: settings.muutokset: muutokset must be of regions"],
    [{ solmut: [solmu], muutokset: { "08": "" } }, "crm: settings.muutokset.08: must be postgres://"],
    [{ solmut: [solmu], katonAlueet: ["8"] }, "crm: settings.katonAlueet.0: alue must be a region's two digits"],
  ])("refuse %j by name", (value, text) => {
    expect(() => parseSettings(value)).toThrow(text);
  });

  it("never repeat a URL, which holds a password", () => {
    const wrong = { solmut: [{ alue: "08", url: "mysql://crm:salainen@127.0.0.1/crm" }] };
    expect(() => parseSettings(wrong)).toThrow(
      /^crm: settings\.solmut\.0\.url: must be postgres:\/\/role:password@host:port\/database, or file:PATH/,
    );
    expect(() => parseSettings(wrong)).not.toThrow(/salainen/);
  });

  it("take a URL from a file, the end of a line after it left out", () => {
    const url = `file:${writeTemporary(`${solmu.url}\n`)}`;
    expect(parseSettings({ solmut: [{ ...solmu, url }] }).solmut).toEqual([solmu]);
  });

  it.each([
    ["another database's", "mysql://crm:salainen@127.0.0.1/crm", "the file must hold postgres://"],
    ["nothing", "", "the file must hold postgres://"],
    ["another place", "file:/salainen", "the file must hold postgres://"],
  ])("refuse a file that holds %s, and repeat nothing of it", (_, content, text) => {
    const path = writeTemporary(content);
    const wrong = { solmut: [{ ...solmu, url: `file:${path}` }] };
    expect(() => parseSettings(wrong)).toThrow(`crm: settings.solmut.0.url: ${text}`);
    expect(() => parseSettings(wrong)).not.toThrow(/salainen|asiakas-crm/);
  });

  it("refuse a file that can't be read", () => {
    const wrong = { solmut: [{ ...solmu, url: "file:/ei/ole/salainen" }] };
    expect(() => parseSettings(wrong)).toThrow(/^crm: settings\.solmut\.0\.url: names a file that can't be read$/);
  });
});

import { describe, expect, it } from "vitest";
import { suojausSettings } from "../../../gateway/source/index.ts";
import { parseAsetukset } from "../../../subgraphs/koski/settings.ts";

const url = "https://luovutuspalvelu.example";
const tuote = { polku: "/koski/api/luovutuspalvelu/keha/sdg", yksittain: "/hetu?osasuoritukset=false" };

describe("settings of koski", () => {
  it("take the assumed product of counties when none is named", () => {
    expect(parseAsetukset({ url })).toEqual({
      url,
      tuote: {
        polku: "/koski/api/luovutuspalvelu/hva",
        yksittain: "/hetu?osasuoritukset=false",
        erissa: "/hetut?osasuoritukset=false",
        salliHetuton: false,
      },
      varmenteenKohde: null,
      kerrotaan: { pyynto: "x-correlation-id", loppukayttaja: null, kayttotarkoitus: null },
      suojaus: suojausSettings.parse({}),
      timeoutMs: 8000,
      rinnakkain: 16,
    });
  });

  it("have no list call unless a product names one", () => {
    expect(parseAsetukset({ url, tuote }).tuote).toEqual({ ...tuote, erissa: null, salliHetuton: false });
  });

  it.each([
    [{ url: "koski" }, "koski.url: must be an http(s) URL"],
    [{ url, tuote: { ...tuote, polku: "kela" } }, "koski.tuote.polku: must be a path that begins with a slash"],
    [{ url, tuote: { ...tuote, erissa: "hetut" } }, "koski.tuote.erissa: must be a path"],
    [{ url, varmenteenKohde: "CN=Ä" }, "koski.varmenteenKohde: must be the subject"],
    [{ url, timeoutMs: 1.5 }, "koski.timeoutMs: "],
    [{ url, salasana: "x" }, 'koski: Unrecognized key: "salasana"'],
  ])("name the wrong key of %j", (value, message) => {
    expect(() => parseAsetukset(value)).toThrow(message);
  });
});

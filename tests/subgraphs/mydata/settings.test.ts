import { describe, expect, it } from "vitest";
import { suojausSettings } from "../../../gateway/source/index.ts";
import { parseAsetukset } from "../../../subgraphs/mydata/settings.ts";

const enough = { url: "https://operaattori.example", tunniste: "salaisuus-1" };

describe("settings of mydata", () => {
  it("fills in what may be left out", () => {
    expect(parseAsetukset(enough)).toEqual({
      ...enough,
      lahde: "asiakas-graph",
      omaNakyma: "oma-nakyma",
      timeoutMs: 3000,
      rinnakkain: 16,
      suojaus: suojausSettings.parse({}),
    });
  });

  it.each([
    [{ ...enough, url: "ftp://x" }, "mydata.url: must be the operator's http(s) URL"],
    [{ ...enough, tunniste: "lyhyt" }, "mydata.tunniste: must be the secret of the technical sign-in"],
    [{ url: enough.url }, "mydata.tunniste: must be the secret of the technical sign-in"],
    [{ ...enough, lahde: "" }, "mydata.lahde: must be a party's identifier at the operator"],
    [{ ...enough, omaNakyma: "a b" }, "mydata.omaNakyma: must be a party's identifier at the operator"],
    [{ ...enough, timeoutMs: 0 }, "mydata.timeoutMs: "],
    [{ ...enough, salasana: "x" }, 'mydata: Unrecognized key: "salasana"'],
    [undefined, "mydata: "],
  ])("names the wrong key of %j", (value, message) => {
    expect(() => parseAsetukset(value)).toThrow(message);
  });

  it("never tells the secret", () => {
    const secret = "salaisuus jossa on väli";
    const refused = (): unknown => parseAsetukset({ ...enough, tunniste: secret });
    expect(refused).toThrow("mydata.tunniste");
    expect(refused).not.toThrow(secret);
  });
});

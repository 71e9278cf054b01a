import { describe, expect, it } from "vitest";
import { parseAsetukset } from "../../../subgraphs/tyollisyys/settings.ts";

const client = { instance: "FI", memberClass: "MUN", memberCode: "9999999-9", subsystem: "asiakas-graph" };
const palvelu = "/r1/FI/GOV/9990010-0/TE-asiakastieto/tyollisyystilanne/v1";
const enough = { url: "http://127.0.0.1:8080", client, palvelu };

describe("settings of tyollisyys", () => {
  it("fills in what may be left out", () => {
    expect(parseAsetukset(enough)).toMatchObject({
      palvelu: { polku: palvelu, service: { subsystem: "TE-asiakastieto", serviceCode: "tyollisyystilanne" } },
      timeoutMs: 5000,
      rinnakkain: 16,
    });
  });

  it.each([
    [{ ...enough, url: "ftp://te" }, "tyollisyys.url: must be the http(s) URL of the own security server"],
    [{ url: enough.url, client }, "tyollisyys.palvelu: "],
    [{ ...enough, palvelu: "/r1/FI/GOV" }, "tyollisyys.palvelu: must begin with /r1/ and the five parts"],
    [{ ...enough, salasana: "x" }, 'tyollisyys: Unrecognized key: "salasana"'],
    [undefined, "tyollisyys: "],
  ])("names the wrong key of %j", (value, message) => {
    expect(() => parseAsetukset(value)).toThrow(message);
  });
});

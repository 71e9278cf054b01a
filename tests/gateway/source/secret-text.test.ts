import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { secretText } from "../../../gateway/source/index.ts";
import { parseAsetukset as parseMydata } from "../../../subgraphs/mydata/settings.ts";
import { parseAsetukset as parseVtj } from "../../../subgraphs/vtj/settings.ts";

const secret = secretText(/^[a-z-]{8,20}$/, "must be 8-20 small letters");

function writeTemporary(content: string): string {
  const folder = mkdtempSync(join(tmpdir(), "asiakas-salaisuus-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "arvo"), content);
  return `file:${join(folder, "arvo")}`;
}

const messageOf = (given: unknown): string => secret.safeParse(given).error?.issues[0]?.message ?? "";

describe("a secret in settings", () => {
  it("is taken as it is, or from a file, the end of a line left out", () => {
    expect(secret.parse("salaisuus")).toBe("salaisuus");
    expect(secret.parse(writeTemporary("salaisuus\n"))).toBe("salaisuus");
  });

  it.each([
    ["too short a one", "lyhyt"],
    ["a number", 7],
    ["nothing", ""],
  ])("is not %s, which is not repeated", (_, given) => {
    expect(messageOf(given)).toBe("must be 8-20 small letters");
  });

  it("is not what a file holds besides, nor a file of another's place, and neither is repeated", () => {
    for (const content of ["SALAINEN ISO", "", "file:/salainen"]) {
      expect(messageOf(writeTemporary(content))).toBe("must be 8-20 small letters");
    }
    expect(messageOf("file:/ei/ole/salainen")).toBe("names a file that can't be read");
  });

  it("of the population register and of MyData may be in files", () => {
    const client = { instance: "i", memberClass: "m", memberCode: "1", subsystem: "s" };
    const vtj = parseVtj({
      url: "https://palvelin.example",
      client,
      kayttajatunnus: "k",
      salasana: writeTemporary("S000000\n"),
      perustiedot: { kayttajatunnus: "k", salasana: writeTemporary("toinen salasana\n") },
    });
    expect([vtj.salasana, vtj.perustiedot.salasana]).toEqual(["S000000", "toinen salasana"]);
    const mydata = parseMydata({ url: "https://operaattori.example", tunniste: writeTemporary("tunniste-1\n") });
    expect(mydata.tunniste).toBe("tunniste-1");
  });
});

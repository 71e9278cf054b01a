import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { suojausSettings } from "../../../gateway/source/index.ts";
import { readAllekirjoitusavain } from "../../../subgraphs/kanta/lausuma.ts";
import { parseAsetukset } from "../../../subgraphs/kanta/settings.ts";

const omatietovaranto = {
  url: "https://phr.example",
  valtuutuspalvelu: "https://phr.example/oauth2",
  asiakastunnus: "asiakas-graph",
  allekirjoitusavain: "file:/avain.pem",
};
const enough = {
  tahdonilmaisut: "https://kanta.example/fhir",
  tunniste: "salaisuus-1",
  omatietovaranto,
  ammattilaisrajapinta: "https://kanta.example/ammattilaiset",
};

describe("settings of kanta", () => {
  it("fills in what may be left out", () => {
    expect(parseAsetukset(enough)).toEqual({
      ...enough,
      kyselyt: ["https://asiakasgraph.example/fhir/Questionnaire/toimintakyky-oma-arvio"],
      rekisterinpitajat: [],
      timeoutMs: 3000,
      rinnakkain: 16,
      suojaus: suojausSettings.parse({}),
    });
  });

  it.each([
    [{ ...enough, tahdonilmaisut: "ftp://x" }, "kanta.tahdonilmaisut: must be the http(s) URL of the consents"],
    [{ ...enough, tunniste: "lyhyt" }, "kanta.tunniste: must be the secret of the technical sign-in"],
    [{ ...enough, omatietovaranto: undefined }, "kanta.omatietovaranto: "],
    [
      { ...enough, omatietovaranto: { ...omatietovaranto, allekirjoitusavain: "-----BEGIN" } },
      "kanta.omatietovaranto.allekirjoitusavain: must be file:PATH",
    ],
    [{ ...enough, kyselyt: [] }, "kanta.kyselyt: "],
    [{ ...enough, rekisterinpitajat: [{ oid: "x", alue: "15" }] }, "kanta.rekisterinpitajat.0.oid: must be an OID"],
    [{ ...enough, salasana: "x" }, 'kanta: Unrecognized key: "salasana"'],
    [undefined, "kanta: "],
  ])("names the wrong key of %j", (value, message) => {
    expect(() => parseAsetukset(value)).toThrow(message);
  });

  it("never tells the secret", () => {
    const secret = "salaisuus jossa on väli";
    const refused = (): unknown => parseAsetukset({ ...enough, tunniste: secret });
    expect(refused).toThrow("kanta.tunniste");
    expect(refused).not.toThrow(secret);
  });
});

describe("the key of statements", () => {
  const folder = mkdtempSync(join(tmpdir(), "asiakas-avain-"));
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return `file:${join(folder, name)}`;
  };

  it("is a P-256 key of a file", () => {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const place = write("hyva.pem", String(privateKey.export({ format: "pem", type: "pkcs8" })));
    expect(readAllekirjoitusavain(place).type).toBe("private");
  });

  it("of another kind, of a file without one, or of no file, is refused without its path or content", () => {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-384" });
    const other = write("muu.pem", String(privateKey.export({ format: "pem", type: "pkcs8" })));
    expect(() => readAllekirjoitusavain(other)).toThrow("must be a P-256 key");
    for (const place of [write("huono.pem", "salaista"), "file:/ei/ole"]) {
      expect(() => readAllekirjoitusavain(place)).toThrow(
        /^kanta\.omatietovaranto\.allekirjoitusavain names a file without a key$/,
      );
    }
  });
});

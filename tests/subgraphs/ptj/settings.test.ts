import { describe, expect, it } from "vitest";
import { parseAsetukset } from "../../../subgraphs/ptj/settings.ts";

const avain = "-----BEGIN PRIVATE KEY-----\nsalaisuus\n-----END PRIVATE KEY-----";
const solmu = { alue: "08", url: "https://ptj.example/fhir", asiakastunnus: "asiakas-graph", avain };

describe("the settings", () => {
  it("name a controller by its region, or one that is no region by a name", () => {
    const { solmut } = parseAsetukset({
      solmut: [solmu, { ...solmu, alue: undefined, rekisterinpitaja: "HUS" }].map((one) =>
        JSON.parse(JSON.stringify(one)),
      ),
    });
    expect(solmut.map(({ alue, rekisterinpitaja }) => [alue, rekisterinpitaja])).toEqual([
      ["08", "08"],
      [undefined, "HUS"],
    ]);
    expect(solmut[0]).toMatchObject({ algoritmi: "ES384" });
  });

  it.each([
    [{ alue: 8 }, "two digits"],
    [{ url: "https://ptj.example/fhir?x=1" }, "must be a base"],
    [{ url: "ftp://ptj.example" }, "http(s) base"],
    [{ avain: "salaisuus" }, "PKCS #8 private key"],
    [{ algoritmi: "HS256" }, "algoritmi"],
    [{ tilapaisjuuri: "juuri" }, "OID"],
    [{ ohjauskoodit: ["OHJAUS"] }, "system|code"],
    [{ muu: 1 }, "muu"],
  ])("with %j are refused: %s, and the secret is not told", (changes, message) => {
    const parse = (): unknown => parseAsetukset({ solmut: [{ ...solmu, ...changes }] });
    expect(parse).toThrow(message);
    expect(parse).not.toThrow("salaisuus");
  });

  it("need a controller, once each, and at least one", () => {
    const { alue: _, ...nameless } = solmu;
    expect(() => parseAsetukset({ solmut: [nameless] })).toThrow("must name alue, or rekisterinpitaja");
    expect(() => parseAsetukset({ solmut: [solmu, solmu] })).toThrow("must name each controller once");
    expect(() => parseAsetukset({ solmut: [] })).toThrow("at least one node");
  });

  it("may name a file of the key, which must be there; its path is not told", () => {
    const parse = (): unknown => parseAsetukset({ solmut: [{ ...solmu, avain: "file:/ei/ole/avain.pem" }] });
    expect(parse).toThrow("names a file that can't be read");
    expect(parse).not.toThrow("/ei/ole");
  });
});

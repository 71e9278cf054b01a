import { expect, it } from "vitest";
import { parseAsetukset } from "../../../subgraphs/valtuudet/settings.ts";

const good = {
  url: "https://valtuudet.test",
  asiakastunnus: "ab12cd34",
  avain: "esimerkkiavain-0001",
  restAvain: "esimerkkiavain-0002",
  oauthSalasana: "esimerkkisalasana",
  paluuosoite: "https://asiointi.test/paluu",
  jwtAvain: "-----BEGIN PUBLIC KEY-----\nx",
  jwtVastaanottaja: "6b3f6b0e-3a0a-4f1c-9a57-3f6f1e2b7c11",
};

it("asks health care by its real URI, four calls at once, and no social care without a URI", () => {
  expect(parseAsetukset(good)).toMatchObject({
    rinnakkain: 4,
    timeoutMs: 3000,
    teemat: { TERVEYDENHUOLTO: "http://valtuusrekisteri.suomi.fi/terveydenhuollon_asioiden_hoito" },
  });
  expect(parseAsetukset(good).teemat.SOSIAALIHUOLTO).toBeUndefined();
});

it.each([
  [{ url: "ftp://x" }, "valtuudet.url: must be the http(s) URL of the service"],
  [{ asiakastunnus: "lyhyt" }, "valtuudet.asiakastunnus: must be the client id: 8 letters and digits"],
  [{ avain: "salainen" }, "valtuudet.avain: must be a secret of 16-1000 characters"],
  [{ restAvain: 7 }, "valtuudet.restAvain: must be a secret of 16-1000 characters"],
  [{ oauthSalasana: undefined }, "valtuudet.oauthSalasana: must be a secret of 16-1000 characters"],
  [{ paluuosoite: "paluu" }, "valtuudet.paluuosoite: must be the address that the choice returns to"],
  [{ jwtAvain: "avain" }, "valtuudet.jwtAvain: must be the service's public key, PEM"],
  [{ teemat: { TERVEYDENHUOLTO: "x" } }, "valtuudet.teemat.TERVEYDENHUOLTO: must be a theme's URI"],
])("refuses %j, naming the key and never the value", (changes, message) => {
  expect(() => parseAsetukset({ ...good, ...changes })).toThrow(message);
  expect(() => parseAsetukset({ ...good, ...changes })).not.toThrow("salainen");
});

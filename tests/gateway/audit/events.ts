import { createKayttoloki } from "../../../gateway/audit/kayttoloki.ts";
import type { Kayttoloki, KayttolokiOptions } from "../../../gateway/audit/kayttoloki.ts";
import { createSegmentStore } from "../../../gateway/audit/index.ts";
import type { LogFolder, Pseudonyms, Tapahtuma } from "../../../gateway/audit/index.ts";
import type { Ammattilainen } from "../../../gateway/actor/index.ts";

/** Key that seals the tests' logs. */
export const sealKey = new Uint8Array(32).fill(7);

/** Pseudonyms that a test can read. */
export const pseudonyms: Pseudonyms = {
  toimija: (actor) => `t-${"sub" in actor ? actor.sub : ""}`,
  asiakas: (id) => (id === "vieras" ? undefined : `a-${id}`),
};

/** A professional of region 08. */
const hoitaja: Ammattilainen = {
  kind: "ammattilainen",
  sub: "hoitaja",
  kirjain: "H",
  organisaatio: "1.2.246.10.99900008",
  organisaationNimi: "Pirkanmaan hyvinvointialue",
  yksikko: "Terveysasema",
  nimi: "Hilla Hoitaja",
  alue: "08",
  kayttotarkoitus: "HOITO",
};

/** A look at one person. */
export function katselu(pyynto: string, changed: Partial<Tapahtuma> = {}): Tapahtuma {
  return {
    laji: "KATSELU",
    pyynto,
    toimija: hoitaja,
    operaatio: { nimi: "Asiakas", tiiviste: "abc" },
    asiakasId: "aino",
    suhde: "AVOIN_ASIAKKUUS",
    tiedot: [26, 102],
    kentat: ["Asiakas.laakekatto", "Asiakas.nimi"],
    evatyt: [{ tieto: 5, koodi: "FORBIDDEN", saanto: "R-5" }],
    lahteet: [{ lahde: "kela", solmu: null, tila: "OK", haettu: "2026-11-25T10:00:00.000Z" }],
    moottori: "apollo",
    ...changed,
  };
}

/** A clock that moves a second at each look. */
export function createClock(start = "2026-11-25T10:00:00.000Z"): () => Date {
  let time = Date.parse(start);
  return () => new Date((time += 1000));
}

/** A log over a folder. */
export function openLog(
  folder: LogFolder,
  options: Partial<KayttolokiOptions> & { readonly segmentBytes?: number } = {},
): Kayttoloki {
  const { segmentBytes = 1_000_000, now = createClock(), ...others } = options;
  const store = createSegmentStore({ folder, sealKey, now, segmentBytes });
  return createKayttoloki({ store, pseudonyms, now, ...others });
}

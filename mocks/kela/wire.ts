import { randomUUID } from "node:crypto";
import type { Henkilo } from "../population/index.ts";
import { toJson } from "../http/index.ts";
import type { MockResponse } from "../http/index.ts";
import { toOikeus } from "./records.ts";
import type { KattoRecord, KokeiluRecord } from "./records.ts";

/** Cents as Kela writes money: a decimal string with a point and two digits. */
function toDecimal(sentit: number): string {
  const digits = String(sentit).padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

const parts = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Helsinki", timeZoneName: "longOffset" });
const wall = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Helsinki",
  dateStyle: "short",
  timeStyle: "medium",
});

/** A moment as RFC 3339 in Finnish time, `2026-11-23T10:15:02+02:00`. */
export function toFinnishTime(now: Date): string {
  const offset = parts.formatToParts(now).find((part) => part.type === "timeZoneName")?.value ?? "GMT+02:00";
  return `${wall.format(now).replace(" ", "T")}${offset.replace("GMT", "")}`;
}

/** Kela's own error; status is in the code: `KELMU-403-02`. */
export function toKelaError(virhekoodi: string, viesti: string): MockResponse {
  const status = Number(virhekoodi.split("-")[1]);
  const busy: Readonly<Record<string, string>> = status === 429 || status === 503 ? { "retry-after": "30" } : {};
  return toJson(status, { virhekoodi, viesti, korrelaatioId: randomUUID() }, busy);
}

/** What is told of one person, in the single answer and in a row of the batch answer alike. */
export function toHenkilonKatot(
  hetu: string,
  henkilo: Henkilo,
  katot: readonly KattoRecord[],
): Readonly<Record<string, unknown>> {
  return { henkilotunnus: hetu, ...toOikeus(henkilo), katot: katot.map(toKatto) };
}

function toKatto(katto: KattoRecord): Readonly<Record<string, unknown>> {
  const { laji, vuosi, syy, raja, kertynyt } = katto;
  if (syy !== null) {
    return {
      laji,
      vuosi,
      vuosiomavastuu: null,
      kertynyt: null,
      jaljella: null,
      tayttynyt: null,
      tayttymispaiva: null,
      syy,
    };
  }
  return {
    laji,
    vuosi,
    vuosiomavastuu: toDecimal(raja),
    kertynyt: toDecimal(kertynyt),
    jaljella: toDecimal(raja - kertynyt),
    tayttynyt: kertynyt === raja,
    tayttymispaiva: katto.tayttymispaiva,
    ...(laji === "LAAKE" ? { alkuomavastuu: toAlkuomavastuu(katto.alkuomavastuu) } : {}),
    ...(laji === "PALVELU" ? { kertyyHuoltajalle: katto.kertyyHuoltajalle } : {}),
    ...(katto.viimeisinTapahtuma === null ? {} : { viimeisinTapahtuma: katto.viimeisinTapahtuma }),
  };
}

function toAlkuomavastuu(alkuomavastuu: KattoRecord["alkuomavastuu"]): Readonly<Record<string, unknown>> {
  if (alkuomavastuu === null) return { raja: null, kertynyt: null, jaljella: null, taynna: null, sovelletaan: false };
  const { raja, kertynyt } = alkuomavastuu;
  return {
    raja: toDecimal(raja),
    kertynyt: toDecimal(kertynyt),
    jaljella: toDecimal(raja - kertynyt),
    taynna: kertynyt === raja,
    sovelletaan: true,
  };
}

/** The choice trial of one person. `henkilotunnus` is our addition, so that an answer says whose it is. */
export function toKokeiluAnswer(hetu: string, kokeilu: KokeiluRecord): Readonly<Record<string, unknown>> {
  const kaynnit = kokeilu.kaynnit.map(({ paiva, tuottaja, omavastuuSentit }) => ({
    paiva,
    tuottaja,
    omavastuu: toDecimal(omavastuuSentit),
  }));
  return { henkilotunnus: hetu, valinnanvapauskokeilu: { ...kokeilu, kaynnit } };
}

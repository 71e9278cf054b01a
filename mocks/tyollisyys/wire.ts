import { randomUUID } from "node:crypto";
import { toJson } from "../http/index.ts";
import type { MockResponse } from "../http/index.ts";
import type { TilanneRecord } from "./records.ts";

/** What the service tells of one person. `henkilotunnus` is our addition, so that an answer says whose it is. */
export function toTilanneAnswer(hetu: string, tilanne: TilanneRecord | undefined): Readonly<Record<string, unknown>> {
  if (tilanne === undefined) return { henkilotunnus: hetu, tyonhakija: false };
  const { tila, alkaen, tyollisyysalue, jaksot, palvelut } = tilanne;
  return {
    henkilotunnus: hetu,
    tyonhakija: true,
    tila,
    alkaen,
    tyollisyysalue,
    jaksot: jaksot.map(({ tila: jaksonTila, alku, loppu }) => ({ tila: jaksonTila, alku, loppu })),
    palvelut: palvelut.map(({ laji, alku, loppu = null }) => ({ laji, alku, loppu })),
  };
}

/** The service's own error; its form is invented. */
export function toError(status: number): MockResponse {
  const busy: Readonly<Record<string, string>> = status === 429 || status === 503 ? { "retry-after": "30" } : {};
  return toJson(status, { virhekoodi: `TE-${status}`, viesti: "Virhe palvelussa", tunniste: randomUUID() }, busy);
}

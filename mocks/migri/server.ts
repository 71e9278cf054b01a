import { z } from "zod";
import { answerXRoad, parseJson, toJson } from "../http/index.ts";
import type { MockRequest, MockResponse } from "../http/index.ts";
import { hetuTarkistusmerkki } from "../population/index.ts";
import type { Population } from "../population/index.ts";
import { findOleskelija, findToinen } from "./records.ts";
import type { Hakuperuste } from "./records.ts";
import { toError, toOleskeluAnswer } from "./wire.ts";

/** What the service knows when it answers. */
export interface MigriWorld {
  readonly population: Population;
  readonly now: () => Date;
  /** Purposes of the permit. */
  readonly kayttotarkoitukset: readonly string[];
}

/** The service in X-Road; the member code is invented and nobody's. */
export const palvelu = "FI/GOV/9990011-1/UMA/oleskelutiedot/v1";

const kysely = z.strictObject({
  hakuperuste: z.union([
    z.strictObject({ henkilotunnus: z.string() }),
    z.strictObject({ asiakasnumero: z.string().regex(/^\d+$/) }),
    z.strictObject({
      matkustusasiakirja: z.strictObject({ numero: z.string().min(1), maa: z.string().regex(/^[A-Z]{3}$/) }),
      syntymaaika: z.iso.date(),
    }),
  ]),
  kayttotarkoitus: z.string(),
  loppukayttaja: z.string(),
});
const hetuForm = /^(\d{6})[-+ABCDEFYXWVU](\d{3})([0-9A-FHJ-NPR-Y])$/;

/** Answers one request as X-Road and the register behind it would. */
export function answer(request: MockRequest, world: MigriWorld): MockResponse {
  return answerXRoad(request, {
    palvelu,
    answer: (passed, operation) => (operation === "haku" ? answerHaku(passed, world) : undefined),
    toError: (koodi) => (/^([A-Z_]+)?$/.test(koodi) ? toError(koodi || "HUOLTOKATKO") : undefined),
  });
}

function answerHaku(request: MockRequest, { population, now, kayttotarkoitukset }: MigriWorld): MockResponse {
  const asked = kysely.safeParse(parseJson(request.body));
  if (!asked.success || !isHaku(asked.data.hakuperuste)) return toError("VIRHEELLINEN_HAKU");
  const { hakuperuste, kayttotarkoitus, loppukayttaja } = asked.data;
  if (!kayttotarkoitukset.includes(kayttotarkoitus)) return toError("EI_OIKEUTTA");
  if (loppukayttaja === "") return toError("LOPPUKAYTTAJA_PUUTTUU");
  const found = findOleskelija(population, hakuperuste);
  if (found === undefined) return toError("EI_TIETOJA");
  const told = request.fault?.laji === "vaaraHenkilo" ? findToinen(population, found) : found;
  return toJson(200, toOleskeluAnswer(told, now()));
}

function isHaku(haku: Hakuperuste): boolean {
  if (!("henkilotunnus" in haku)) return true;
  const [, date, number, check] = hetuForm.exec(haku.henkilotunnus) ?? [];
  return date !== undefined && number !== undefined && hetuTarkistusmerkki(date + number) === check;
}

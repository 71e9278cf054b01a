import { z } from "zod";
import { answerXRoad, parseJson, toJson } from "../http/index.ts";
import type { MockRequest, MockResponse } from "../http/index.ts";
import { hetuTarkistusmerkki } from "../population/index.ts";
import type { Population } from "../population/index.ts";
import { toTilanne } from "./records.ts";
import { toError, toTilanneAnswer } from "./wire.ts";

/** The service in X-Road; the member code is invented and nobody's. */
export const palvelu = "FI/GOV/9990010-0/TE-asiakastieto/tyollisyystilanne/v1";

const kysely = z.object({ henkilotunnus: z.string(), ajankohta: z.iso.date() });
const hetuForm = /^(\d{6})[-+ABCDEFYXWVU](\d{3})([0-9A-FHJ-NPR-Y])$/;

/** Answers one request as X-Road and the authority behind it would. */
export function answer(request: MockRequest, population: Population): MockResponse {
  return answerXRoad(request, {
    palvelu,
    answer: (passed, operation) => (operation === "haku" ? answerHaku(passed, population) : undefined),
    toError: (koodi) => (/^(\d{3})?$/.test(koodi) ? toError(Number(koodi || "503")) : undefined),
  });
}

function answerHaku(request: MockRequest, population: Population): MockResponse {
  const asked = kysely.safeParse(parseJson(request.body));
  if (!asked.success || !isHetu(asked.data.henkilotunnus)) return toError(400);
  if ((request.headers["x-road-userid"] ?? "") === "") return toError(403);
  const { henkilotunnus, ajankohta } = asked.data;
  const hetu = request.fault?.laji === "vaaraHenkilo" ? findToinen(population, henkilotunnus) : henkilotunnus;
  const henkilo = population.etsi(hetu);
  // The service knows job seekers: one it has never heard of is none.
  const tilanne = henkilo === undefined ? undefined : toTilanne(population, henkilo, ajankohta);
  return toJson(200, toTilanneAnswer(hetu, tilanne));
}

/** The next person in the population that has an identity code. */
function findToinen(population: Population, hetu: string): string {
  const start = population.etsi(hetu)?.index ?? 0;
  for (let step = 1; step < population.size; step += 1) {
    const toinen = population.henkilo((start + step) % population.size).hetu;
    if (toinen !== undefined) return toinen;
  }
  return hetu;
}

function isHetu(hetu: string): boolean {
  const [, date, number, check] = hetuForm.exec(hetu) ?? [];
  return date !== undefined && number !== undefined && hetuTarkistusmerkki(date + number) === check;
}

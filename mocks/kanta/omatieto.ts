import type { MockResponse } from "../http/index.ts";
import type { Henkilo } from "../population/index.ts";
import { toPatientId } from "./oauth.ts";
import type { Asking, KantaWorld } from "./kanta-world.ts";
import { hetuSystem, toFailure, toFhir, toOutcome, toQuestionnaireResponse, toSearchset } from "./wire.ts";

/** The citizen's door: the token tells whose data is meant, and the search may name nobody else. */
export function answerOma(asking: Asking): MockResponse {
  const { request, world } = asking;
  const token = /^Bearer (\S+)$/.exec(request.headers["authorization"] ?? "")?.[1] ?? "";
  const known = world.oauth.tokens.get(token);
  if (known === undefined || known.endsMs <= world.now().getTime()) return toFailure("login");
  const form = new URLSearchParams(request.body);
  const { index } = known;
  const asked = form.get("patient");
  if (asked !== null && asked !== toPatientId(index)) return toFailure("not_found");
  return toAnswer(asking, world.population.henkilo(index), form);
}

/** The professionals' door (assumed): by identity code, with the person's permission to share. */
export function answerAmmattilaiselle(asking: Asking): MockResponse {
  const { population, book } = asking.world;
  const form = new URLSearchParams(asking.request.body);
  const [system, hetu = ""] = (form.get("patient.identifier") ?? "").split("|");
  if (system !== hetuSystem) return toFailure("invalid");
  const henkilo = population.etsi(hetu);
  if (henkilo === undefined) return toAnswer(asking, undefined, form);
  const isShared = book
    .of(hetu)
    .some(({ status, category }) => status === "active" && JSON.stringify(category).includes("OMATIETOJEN_JAKO"));
  return isShared ? toAnswer(asking, henkilo, form) : toFailure("jakamislupa_puuttuu");
}

function toAnswer(asking: Asking, asked: Henkilo | undefined, form: URLSearchParams): MockResponse {
  const { request, world, koodi, wrongPerson } = asking;
  const henkilo = wrongPerson ? otherThan(asked, world) : asked;
  const self = `http://${request.headers["host"]}${request.path}`;
  const arviot = henkilo === undefined ? [] : world.population.omaArviot(henkilo);
  const kyselyt = form.get("questionnaire")?.split(",");
  const isProfessional = request.path.startsWith("/ammattilaisrajapinta/");
  const found = arviot
    .map((arvio) => toQuestionnaireResponse(arvio, toPatientId(henkilo?.index ?? 0)))
    .filter(({ questionnaire }) => kyselyt === undefined || kyselyt.includes(String(questionnaire).split("|")[0] ?? ""))
    .map((each) => {
      // A Patient of the PHR carries no identity code: the professionals' door names the person in each answer.
      const subject = { type: "Patient", identifier: { system: hetuSystem, value: henkilo?.hetu } };
      return isProfessional ? { ...each, subject, source: subject } : each;
    });
  const next = koodi === "linkki_muualle" ? "https://muualla.example/QuestionnaireResponse?sivu=2" : undefined;
  const outcome = koodi === "osittainen" ? toOutcome("warning", "incomplete") : undefined;
  const spoiled = koodi === "tuntematon_tila" ? found.map((each) => ({ ...each, status: "paused" })) : found;
  return toFhir(200, toSearchset({ self, next }, spoiled, outcome));
}

/** Another person who has filled in an assessment. */
function otherThan(henkilo: Henkilo | undefined, { population }: KantaWorld): Henkilo | undefined {
  for (let at = 1; at < population.size; at += 1) {
    const other = population.henkilo(((henkilo?.index ?? 0) + at) % population.size);
    if (population.omaArviot(other).length > 0) return other;
  }
  return undefined;
}

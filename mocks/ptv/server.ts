import type { MockRequest, MockResponse } from "../http/index.ts";
import { alueOf } from "../population/index.ts";
import type { Luettelo, PalveluRecord } from "./records.ts";
import { toChannel, toConditional, toJson, toOrganization, toSivu } from "./wire.ts";

const root = "/api/v11";
const municipalityPath = /^\/Service\/list\/area\/Municipality\/code\/([^/]+)$/;
const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const pageSize = 100;

/** Answers one request as PTV's open API would. Codes of `virhekoodi` are in the README. */
export function answer(request: MockRequest, luettelo: Luettelo): MockResponse {
  const { fault } = request;
  if (fault?.laji === "virhekoodi" && !spoiling.has(fault.koodi ?? "")) return refuse(fault.koodi ?? "500");
  const url = new URL(request.path, "http://ptv.invalid");
  if (request.method !== "GET" || !url.pathname.startsWith(`${root}/`)) return refuse("404");
  const asking: Asking = { url, request, luettelo };
  const path = url.pathname.slice(root.length);
  const kunta = municipalityPath.exec(path)?.[1];
  if (kunta !== undefined) return answerMunicipality(asking, kunta);
  switch (path) {
    case "/Service/list/organization":
      return answerOrganization(asking);
    case "/Organization/list":
      return answerByIds(asking, luettelo.organisaatiot, toOrganization);
    case "/ServiceChannel/list":
      return answerByIds(asking, luettelo.kanavat, toChannel);
    default:
      return refuse("404");
  }
}

interface Asking {
  readonly url: URL;
  readonly request: MockRequest;
  readonly luettelo: Luettelo;
}

function answerOrganization(asking: Asking): MockResponse {
  const code = asking.url.searchParams.get("code");
  const jarjestaja = asking.luettelo.organisaatiot.find(({ ytunnus }) => ytunnus === code);
  if (jarjestaja === undefined) return toMissing(`Organization with code '${code ?? ""}' not found.`);
  return answerPage(
    asking,
    asking.luettelo.palvelut.filter((palvelu) => palvelu.jarjestaja.id === jarjestaja.id),
  );
}

function answerMunicipality(asking: Asking, kunta: string): MockResponse {
  if (alueOf(kunta) === undefined) return toMissing(`Municipality with code '${kunta}' not found.`);
  return answerPage(
    asking,
    asking.luettelo.palvelut.filter(({ kunnat }) => kunnat.includes(kunta)),
  );
}

/** Faults that spoil a good answer: services withdrawn after the first page, a kind of service that nobody knows. */
const spoiling: ReadonlySet<string> = new Set(["kutistuu", "outo-laji"]);

function answerPage({ url, request }: Asking, all: readonly PalveluRecord[]): MockResponse {
  const number = Number(url.searchParams.get("page") ?? "1");
  if (!Number.isInteger(number) || number < 0) return toJson(400, { page: ["The page must be positive."] });
  const { fault } = request;
  const published = all.filter(({ tila }) => tila === "Published" || url.searchParams.get("status") === tila);
  const rows = fault?.koodi === "kutistuu" && number > 1 ? published.slice(pageSize) : published;
  const at = (Math.max(1, number) - 1) * pageSize;
  const shown = fault?.laji === "vaaraHenkilo" ? number + 1 : Math.max(1, number);
  const sivu = toSivu(rows.slice(at, at + pageSize), { number: shown, count: Math.ceil(rows.length / pageSize) });
  const answered = toConditional(sivu, request.headers["if-none-match"]);
  if (fault?.koodi !== "outo-laji") return answered;
  return { ...answered, body: answered.body.replaceAll('"type":"Service"', '"type":"Kokeilu"') };
}

/** Those of the ids that there are; one that is not there is left out. */
function answerByIds<Row extends { readonly id: string }>(
  { url, request }: Asking,
  rows: readonly Row[],
  toWire: (row: Row) => unknown,
): MockResponse {
  const guids = url.searchParams.get("guids")?.split(",") ?? [];
  if (guids.length === 0 || !guids.every((guid) => uuid.test(guid))) {
    return toJson(400, { guids: ["The guids are required and must be valid."] });
  }
  // A record that was not asked for, on demand.
  const asked = request.fault?.laji === "vaaraHenkilo" ? guids.slice(1) : guids;
  const others = request.fault?.laji === "vaaraHenkilo" ? rows.filter(({ id }) => !guids.includes(id)).slice(0, 1) : [];
  const found = [...rows.filter(({ id }) => asked.includes(id)), ...others];
  return toConditional(found.map(toWire), request.headers["if-none-match"]);
}

function toMissing(errorMessage: string): MockResponse {
  return toJson(404, { errorMessage });
}

function refuse(code: string): MockResponse {
  if (code === "400") return toJson(400, { page: ["Virheellinen sivu."] });
  return toJson(Number(code), { errorMessage: `Virhe ${code} Palvelutietovarannossa` });
}

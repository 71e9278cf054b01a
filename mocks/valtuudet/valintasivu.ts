import type { MockRequest, MockResponse } from "../http/index.ts";
import type { Henkilo } from "../population/index.ts";
import { toOauthError } from "./wire.ts";
import type { ValtuudetWorld } from "./world.ts";

/**
 * The page where one who acts chooses for whom. A browser sees a form; a test posts it: `principal`, once for each
 * chosen, to the same address (an invention: the real page is for people).
 */
export function answerValinta(request: MockRequest, world: ValtuudetWorld): MockResponse {
  const url = new URL(request.path, "http://mock");
  const query = url.searchParams;
  const istunto = world.istunnot.ofUser(query.get("user") ?? "");
  const redirect = query.get("redirect_uri") ?? "";
  const isOurs = query.get("client_id") === world.asiakas.clientId && redirect === world.asiakas.redirectUri;
  if (istunto === undefined || !isOurs || query.get("response_type") !== "code") {
    return toOauthError(400, "invalid_request");
  }
  const valittavat = world.saannosto.toValittavat(istunto.delegate);
  if (request.method === "GET") return toPage(valittavat);
  const wanted = new Set(new URLSearchParams(request.body).getAll("principal"));
  const chosen = valittavat.flatMap(({ hetu }) => (hetu !== undefined && wanted.has(hetu) ? [hetu] : []));
  const back = new URL(redirect);
  back.searchParams.set("code", world.istunnot.choose(istunto, chosen));
  back.searchParams.set("state", query.get("state") ?? "");
  return { status: 302, headers: { location: back.href }, body: "" };
}

function toPage(valittavat: readonly Henkilo[]): MockResponse {
  const rows = valittavat.map(
    ({ hetu = "", etunimet, sukunimi }) =>
      `<label><input type="checkbox" name="principal" value="${hetu}"> ${etunimet} ${sukunimi}</label><br>`,
  );
  const body = `<!doctype html><html lang="fi"><meta charset="utf-8"><title>Valitse edustettavat</title><h1>Kenen puolesta asioit?</h1><form method="post">${rows.join("")}<button>Siirry asiointipalveluun</button></form></html>`;
  return { status: 200, headers: { "content-type": "text/html;charset=UTF-8" }, body };
}

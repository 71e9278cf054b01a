import { randomBytes, timingSafeEqual } from "node:crypto";
import type { Reason } from "../../gateway/errors.ts";
import { codeOf } from "../../gateway/source/index.ts";
import type { SourceFailure, SourceResult } from "../../gateway/source/index.ts";
import { openHetu, parseHetu, toSubgraphError, unwrap } from "../../gateway/subgraph/index.ts";
import type { AsiakasKey, Kieli, SubgraphContext } from "../../gateway/subgraph/index.ts";
import type { ValtuudetClient } from "./client.ts";
import type { Istunnot } from "./istunto.ts";
import { toRoolit } from "./map.ts";
import type { Roolit, TeemojenUrit } from "./map.ts";

const lahde = "valtuudet";
/** How long the browser may be on the page. */
const valintaMs = 15 * 60_000;
/** The service's own time for a token is 599 s: never held longer. */
const longestIstuntoMs = 599_000;

interface Kit {
  readonly client: ValtuudetClient;
  readonly teemat: TeemojenUrit;
  readonly istunnot: Istunnot;
}

/** Value of the type `Edustettava`. */
export interface Edustettava extends Roolit {
  readonly henkilo: AsiakasKey;
}

/** The two ends of a choice made in the service's own page. A session is kept by the client, sealed. */
export function createValintaResolvers({ client, istunnot }: Kit) {
  return {
    async aloitaEdustettavienValinta(_: unknown, { kieli }: { readonly kieli: Kieli }, context: SubgraphContext) {
      const { asiakasId, hetu } = ownOf(context);
      const { sessionId, userId } = unwrap(await client.register(hetu, context), lahde);
      const tila = randomBytes(16).toString("base64url");
      const paattyy = context.nyt.getTime() + valintaMs;
      return {
        osoite: client.toValintaosoite(userId, tila, kieli.toLowerCase()),
        istunto: istunnot.seal({ vaihe: "VALINTA", asiakasId, sessionId, tila, paattyy }),
      };
    },
    async paataEdustettavienValinta(
      _: unknown,
      { istunto, koodi, tila }: { readonly istunto: string; readonly koodi: string; readonly tila: string },
      context: SubgraphContext,
    ) {
      const { asiakasId } = ownOf(context);
      const valinta = istunnot.openValinta(istunto, asiakasId, context.nyt);
      if (valinta === undefined || !isSame(valinta.tila, tila)) throw ended();
      const { access_token: lupa, expires_in: seconds } = unwrapIstunto(await client.fetchLupa(koodi, context));
      const paattyy = context.nyt.getTime() + Math.min(seconds * 1000, longestIstuntoMs);
      const { sessionId } = valinta;
      return {
        istunto: istunnot.seal({ vaihe: "VALITTU", asiakasId, sessionId, lupa, paattyy }),
        paattyy: new Date(paattyy).toISOString(),
      };
    },
  };
}

/** A question about those chosen in a session. */
export interface Kysely {
  readonly key: AsiakasKey;
  readonly istunto: string;
  readonly context: SubgraphContext;
}

/**
 * Those chosen, each with what may be done for them now. One that could not be checked is an error in its place; one
 * whose right has ended since is left out. @throws FORBIDDEN of another person than the one signed in.
 */
export async function readEdustettavat(
  { key, istunto, context }: Kysely,
  { client, istunnot, teemat }: Kit,
): Promise<readonly (Edustettava | Error)[]> {
  const { asiakasId, hetu } = ownOf(context);
  if (key.id !== asiakasId) throw toSubgraphError("FORBIDDEN", notOwn);
  const session = istunnot.openIstunto(istunto, asiakasId, context.nyt);
  if (session === undefined) throw ended();
  const chosen = unwrapIstunto(await client.fetchEdustettavat(session, context));
  const found = await Promise.all(
    chosen.map(async ({ personId }): Promise<readonly (Edustettava | Error)[]> => {
      const read = parseHetu(personId);
      if (!read.ok) return [toSubgraphError("SOURCE_INVALID_RESPONSE", { lahde })];
      const henkilo = { id: context.ids.seal({ laji: "HETU", arvo: read.hetu }) };
      const pari = { asioija: hetu, paamies: read.hetu };
      return toEdustettava(henkilo, await client.fetchRoolit(pari, session, context), teemat);
    }),
  );
  return found.flat();
}

function toEdustettava(
  henkilo: AsiakasKey,
  answer: SourceResult<readonly string[]>,
  urit: TeemojenUrit,
): readonly (Edustettava | Error)[] {
  if (!answer.ok) return [toIstuntoError(answer.failure)];
  const roolit = toRoolit(answer.value, urit);
  return roolit.huoltajana || roolit.asiat.length > 0 ? [{ henkilo, ...roolit }] : [];
}

/** The signed-in customer. @throws FORBIDDEN for anyone else, SUBJECT_NOT_FOUND for one without an identity code. */
function ownOf(context: SubgraphContext): { readonly asiakasId: string; readonly hetu: string } {
  const { actor } = context;
  if (actor.kind !== "asiakas") throw toSubgraphError("FORBIDDEN", notOwn);
  const hetu = openHetu({ id: actor.asiakasId }, context);
  if (hetu === undefined) throw toSubgraphError("SUBJECT_NOT_FOUND", { lahde });
  return { asiakasId: actor.asiakasId, hetu };
}

/** No register tells anyone but the person themself whom they act for: told as a rule, as the gate's denials are. */
const notOwn = {
  tieto: 105,
  saanto: "EDUSTETTAVAT-OMAT",
  neuvo: {
    fi: "Edustettavansa näkee vain kirjautunut asiakas itse, kentästä mina.",
    sv: "Vem man företräder ser bara den inloggade kunden själv, i fältet mina.",
    en: "Whom one acts for is seen by the signed-in customer only, from the field mina.",
  },
};

const endedReason: Reason = {
  fi: "valinta on vanhentunut tai toisen; aloita se uudelleen kentällä aloitaEdustettavienValinta",
  sv: "valet är för gammalt eller någon annans; börja på nytt med fältet aloitaEdustettavienValinta",
  en: "the choice is too old or another's; begin it again by the field aloitaEdustettavienValinta",
};

const ended = (): Error => toSubgraphError("BAD_USER_INPUT", { syy: endedReason });

/** As `unwrap`, of a call in a session. @throws BAD_USER_INPUT when the session has ended. */
function unwrapIstunto<T>(result: SourceResult<T>): T {
  if (result.ok) return result.value;
  throw toIstuntoError(result.failure);
}

function toIstuntoError(failure: SourceFailure): Error {
  return failure.kind === "bad-input" ? ended() : toSubgraphError(codeOf(failure), { lahde });
}

function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}

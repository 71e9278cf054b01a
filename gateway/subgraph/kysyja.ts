import { createHash } from "node:crypto";
import type { Actor } from "../actor/index.ts";
import { hasPersonalCode } from "../has-personal-code.ts";
import type { Tunnus } from "./asiakas-id.ts";
import type { SubgraphContext } from "./define-subgraph.ts";

/** What a source is told of whoever asks. All of it stays in logs there: nothing of it is an identity code. */
export interface Kysyja {
  /** Pseudonym of the one signed in; at most 50 characters that any header or message takes. */
  readonly loppukayttaja: string;
  /** Purpose of use: capital letters A-Z and underscores. */
  readonly tarkoitus: string;
  /** Correlation id of the request. */
  readonly pyynto: string;
}

/** Of a request, what tells who asks. */
export type KysyjaContext = Pick<SubgraphContext, "actor" | "pyynto" | "ids">;

/** Longest end user that VTJ takes; the others take as long a one. Characters. */
const maxLength = 50;
const plain = /^[\w.:@+=/-]+$/;

/**
 * Who asks, to be told to a source that is asked about these persons. Undefined for nobody, for a pseudonym
 * that holds an identity code, and for an actor without a purpose: a source that wants to know is then not asked.
 * A customer's purpose is ours to say: of themselves OMAT_TIEDOT, of anybody else PUOLESTA_ASIOINTI.
 */
export function toKysyja(
  { actor, pyynto, ids }: KysyjaContext,
  asiakkaat: readonly Tunnus["arvo"][],
): Kysyja | undefined {
  const loppukayttaja = toLoppukayttaja(actor);
  const tarkoitus = toTarkoitus(actor, (asiakasId) => {
    const own = ids.open(asiakasId)?.arvo;
    return asiakkaat.every((each) => each === own);
  });
  return loppukayttaja === undefined || tarkoitus === undefined ? undefined : { loppukayttaja, tarkoitus, pyynto };
}

/** The case that caused a query, as X-Road carries it: purpose of use and correlation id. */
export function toXRoadIssue({ tarkoitus, pyynto }: Kysyja): string {
  return `${tarkoitus}/${pyynto}`;
}

/** The end user as X-Road wants it: with the country first. */
export function toXRoadUserId({ loppukayttaja }: Kysyja): string {
  return `FI${loppukayttaja}`;
}

/**
 * The pseudonym of the one signed in, which only the region can turn into a person (kept by the region for
 * five years). One that is too long, or holds other characters, becomes its SHA-256, which the region can count again.
 */
function toLoppukayttaja(actor: Actor): string | undefined {
  if (actor.kind === "tuntematon" || actor.sub.trim() === "" || hasPersonalCode(actor.sub)) return undefined;
  if (actor.sub.length <= maxLength && plain.test(actor.sub)) return actor.sub;
  return createHash("sha256").update(actor.sub, "utf8").digest("base64url");
}

function toTarkoitus(actor: Actor, isOwn: (asiakasId: string) => boolean): string | undefined {
  switch (actor.kind) {
    case "asiakas":
      return isOwn(actor.asiakasId) ? "OMAT_TIEDOT" : "PUOLESTA_ASIOINTI";
    case "ammattilainen":
    case "kolmasosapuoli":
      return actor.kayttotarkoitus === undefined ? undefined : toCode(actor.kayttotarkoitus);
    case "tietosuojavastaava":
    case "analyytikko":
    case "tuntematon":
      return undefined;
    default:
      // Every kind stands above: a new one is asked of nobody until it does.
      return actor satisfies never;
  }
}

/** Only letters stay, so that neither a header's end nor an identity code can be in it; undefined when none do. */
function toCode(purpose: string): string | undefined {
  const letters = purpose
    .toUpperCase()
    .normalize("NFD")
    .replaceAll(/\p{Mn}/gu, "");
  const code = letters.replaceAll(/[^A-Z]+/g, "_").slice(0, 60);
  return /[A-Z]/.test(code) ? code : undefined;
}

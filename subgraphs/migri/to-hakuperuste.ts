import type { Reason } from "../../gateway/errors.ts";
import { toSubgraphError } from "../../gateway/subgraph/index.ts";
import type { SubgraphContext, Tunnus } from "../../gateway/subgraph/index.ts";
import type { Hakuperuste } from "./wire.ts";

/** Arguments of `Asiakas.oleskelu`. */
export interface OleskelunArgumentit {
  readonly asiakasnumero?: string | null;
  readonly matkustusasiakirja?: {
    readonly numero: string;
    readonly maa: string;
    readonly syntymaaika: string;
  } | null;
}

/** Why a search is not made, in the reader's terms. */
export const reasons = {
  hasHetu: {
    fi: "henkilöllä on henkilötunnus: hae asiakas sillä, ilman hakuperustetta",
    sv: "personen har en personbeteckning: sök kunden med den, utan andra sökuppgifter",
    en: "the person has an identity code: open the customer by it, with nothing else to search by",
  },
  onlyProfessionals: {
    fi: "hakuperusteen antaa ammattilainen, joka on nähnyt asiakirjan",
    sv: "sökuppgifterna ges av en yrkesutbildad person som har sett handlingen",
    en: "what to search by is given by a professional who has seen the document",
  },
  two: {
    fi: "anna asiakasnumero tai matkustusasiakirja, ei molempia",
    sv: "ge kundnumret eller resedokumentet, inte båda",
    en: "give the customer number or the travel document, not both",
  },
  number: {
    fi: "asiakasnumerossa on 1-20 numeroa",
    sv: "kundnumret har 1-20 siffror",
    en: "a customer number has 1-20 digits",
  },
  document: {
    fi: "asiakirjan numerossa on 1-30 kirjainta ja numeroa ja maassa kolme isoa kirjainta (ISO 3166-1 alpha-3)",
    sv: "dokumentets nummer har 1-30 bokstäver och siffror och landet tre stora bokstäver (ISO 3166-1 alpha-3)",
    en: "a document's number has 1-30 letters and digits, and its country three capital letters (ISO 3166-1 alpha-3)",
  },
} as const satisfies Record<string, Reason>;

/**
 * What the person is searched by; undefined when there is nothing that may be sent: a temporary identifier is the
 * region's own. What the caller gives is taken of a person without an identity code and from a professional only, as
 * nobody but one who has seen the document can know that it is the same person's. @throws BAD_USER_INPUT otherwise.
 */
export function toHakuperuste(
  asiakas: Tunnus,
  args: OleskelunArgumentit,
  { actor }: Pick<SubgraphContext, "actor">,
): Hakuperuste | undefined {
  const asiakasnumero = args.asiakasnumero ?? undefined;
  const asiakirja = args.matkustusasiakirja ?? undefined;
  const isGiven = asiakasnumero !== undefined || asiakirja !== undefined;
  if (asiakas.laji === "HETU") {
    refuseWhen(isGiven, reasons.hasHetu);
    return { henkilotunnus: asiakas.arvo };
  }
  if (!isGiven) return undefined;
  refuseWhen(actor.kind !== "ammattilainen", reasons.onlyProfessionals);
  refuseWhen(asiakasnumero !== undefined && asiakirja !== undefined, reasons.two);
  if (asiakirja === undefined) return toNumero(asiakasnumero ?? "");
  const { numero, maa, syntymaaika } = asiakirja;
  refuseWhen(!/^[A-Za-z0-9]{1,30}$/.test(numero) || !/^[A-Z]{3}$/.test(maa), reasons.document);
  return { matkustusasiakirja: { numero, maa }, syntymaaika };
}

function toNumero(asiakasnumero: string): Hakuperuste {
  refuseWhen(!/^\d{1,20}$/.test(asiakasnumero), reasons.number);
  return { asiakasnumero };
}

function refuseWhen(isWrong: boolean, syy: Reason): void {
  if (isWrong) throw toSubgraphError("BAD_USER_INPUT", { syy });
}

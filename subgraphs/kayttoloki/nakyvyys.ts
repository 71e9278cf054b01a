import type { KentanNakyvyys, Nakyvyys } from "../../gateway/gate/index.ts";
import { openKey, toSubgraphError } from "../../gateway/subgraph/index.ts";
import type { Kieli, SubgraphContext } from "../../gateway/subgraph/index.ts";
import type { Palvelut } from "./services.ts";

/** A planned asker, as the schema has it. */
interface SuunniteltuToimija {
  readonly rooli: keyof typeof kirjaimet | "KOLMAS_OSAPUOLI";
  readonly organisaatio: string;
  readonly alue?: string | null;
}

/** Arguments of `nakyvyys`. */
export interface NakyvyysArguments {
  readonly id: string;
  readonly toimija?: SuunniteltuToimija | null;
}

/** Visibility of one item, as the schema has it. */
export interface TiedonNakyvyys {
  readonly tieto: number;
  readonly tila: "SALLITTU" | "OSITTAIN" | "EVATTY";
  readonly suhde: Nakyvyys["suhde"];
  readonly kentat: readonly KentanNakyvyys[];
}

const kirjaimet = {
  TERVEYDENHUOLTO: "H",
  SOSIAALIHUOLTO: "L",
  PALVELUOHJAUS: "O",
  LASKUTUS: "R",
  JARJESTAJA: "J",
} as const;

const onlyOwn = {
  fi: "suunniteltua toimijaa voi kysyä vain asiakas omista tiedoistaan",
  sv: "en planerad aktör kan bara kunden fråga om, om sina egna uppgifter",
  en: "only the customer may ask about a planned asker, of the customer's own data",
};

/**
 * What the asker, or a planned one, would see of a person, item by item. A planned asker has a purpose
 * and no ground stated: what an open customership gives, and no more.
 * @throws BAD_USER_INPUT when anyone but the customer plans.
 */
export async function readNakyvyys(
  { id, toimija }: NakyvyysArguments,
  context: SubgraphContext,
  { tellNakyvyys }: Palvelut,
): Promise<readonly TiedonNakyvyys[]> {
  const { scope, actor, pyynto } = context;
  const asking = { ...scope, actor: toimija ? toActor(toimija, id, context) : actor, pyynto };
  const { suhde, kentat } = await tellNakyvyys(openKey(id, context).id, asking);
  const items = [...new Set(kentat.map(({ tieto }) => tieto))];
  return items.map((tieto) => {
    const own = kentat.filter((kentta) => kentta.tieto === tieto);
    const allowed = own.filter(({ sallittu }) => sallittu).length;
    const tila = allowed === own.length ? "SALLITTU" : allowed === 0 ? "EVATTY" : "OSITTAIN";
    return { tieto, tila, suhde, kentat: own };
  });
}

function toActor(
  { rooli, organisaatio, alue }: SuunniteltuToimija,
  id: string,
  { actor }: SubgraphContext,
): SubgraphContext["actor"] {
  if (actor.kind !== "asiakas" || actor.asiakasId !== id) throw toSubgraphError("BAD_USER_INPUT", { syy: onlyOwn });
  const { sub } = actor;
  // A purpose that no rule names: any proper one.
  const kayttotarkoitus = "SUUNNITELTU";
  if (rooli === "KOLMAS_OSAPUOLI") {
    return {
      kind: "kolmasosapuoli",
      sub,
      vastaanottaja: organisaatio,
      vastaanottajanNimi: organisaatio,
      kayttotarkoitus,
    };
  }
  const common = {
    kind: "ammattilainen",
    sub,
    organisaatio,
    organisaationNimi: organisaatio,
    kayttotarkoitus,
  } as const;
  return { ...common, kirjain: kirjaimet[rooli], alue: alue ?? "" };
}

/** What would allow a field, in a language. */
export function toNeuvo({ neuvo }: KentanNakyvyys, { kieli }: { readonly kieli: Kieli }): string | null {
  if (neuvo === undefined || typeof neuvo === "string") return neuvo ?? null;
  return { FI: neuvo.fi, SV: neuvo.sv, EN: neuvo.en }[kieli];
}

import { toNewest } from "./map.ts";
import type { Hetki, Tulkittu } from "./map.ts";
import type { Asetukset } from "./settings.ts";
import type { SuostumusWire, Suostumuslaji } from "./wire.ts";

/** Value of the enum `Rekisterilaji`. */
type Rekisterilaji = "TERVEYDENHUOLTO" | "SOSIAALIHUOLTO";

/** Value of the type `Luovutustieto`: for the gate only. */
export interface Luovutustieto {
  readonly informoitu: boolean;
  readonly luvat: readonly {
    readonly suostumusId: string;
    readonly versio: number;
    readonly mista: Rekisterilaji;
    readonly mihin: Rekisterilaji;
    /** OIDs; null for every organisation of the branch. */
    readonly saajat: readonly string[] | null;
  }[];
  readonly kiellot: readonly {
    /** Controller whose data is not released, as rows name theirs; null for every one. */
    readonly rekisterinpitaja: string | null;
    /** OIDs of those to whom it is not released; null for everyone. */
    readonly saajat: readonly string[] | null;
  }[];
}

/** Kinds of consents that release turns on. */
export const luovutuslajit: readonly Suostumuslaji[] = [
  "LUOVUTUSLUPA_TERVEYDENHUOLTO",
  "LUOVUTUSLUPA_SOSIAALIHUOLTO",
  "SOTE_TERVEYDENHUOLLOSTA",
  "SOTE_SOSIAALIHUOLLOSTA",
  "LUOVUTUSKIELTO",
  "INFORMOINTI",
];

const suunnat: Readonly<Partial<Record<Suostumuslaji, readonly [mista: Rekisterilaji, mihin: Rekisterilaji]>>> = {
  LUOVUTUSLUPA_TERVEYDENHUOLTO: ["TERVEYDENHUOLTO", "TERVEYDENHUOLTO"],
  LUOVUTUSLUPA_SOSIAALIHUOLTO: ["SOSIAALIHUOLTO", "SOSIAALIHUOLTO"],
  SOTE_TERVEYDENHUOLLOSTA: ["TERVEYDENHUOLTO", "SOSIAALIHUOLTO"],
  SOTE_SOSIAALIHUOLLOSTA: ["SOSIAALIHUOLTO", "TERVEYDENHUOLTO"],
};

/**
 * What now lets data over the borders of controllers and branches, and what keeps it back. A permission narrowed to kinds
 * of data or service tasks lets nothing over: rows do not tell theirs. A denial narrowed the same way keeps all back.
 */
export function toLuovutustieto(
  consents: readonly SuostumusWire[],
  hetki: Hetki,
  { rekisterinpitajat }: Pick<Asetukset, "rekisterinpitajat">,
): Luovutustieto {
  const now = toNewest(
    consents.filter(({ laji }) => laji !== "LUOVUTUSKIELTO"),
    hetki,
  ).filter(({ tila }) => tila === "VOIMASSA");
  const denials = consents.filter((each) => each.laji === "LUOVUTUSKIELTO" && isDenied(each, hetki));
  return {
    informoitu: now.some(({ wire: { laji } }) => laji === "INFORMOINTI"),
    luvat: now.flatMap(toLupa),
    kiellot: denials.map(({ organisaatiot, saajat }) => ({
      rekisterinpitaja: toController(organisaatiot[0]?.oid, rekisterinpitajat),
      saajat: toOids(saajat),
    })),
  };
}

/** Every denial that has not been taken back counts, not the newest only. */
function isDenied(wire: SuostumusWire, hetki: Hetki): boolean {
  const [found] = toNewest([wire], hetki);
  return found?.tila === "KIELLETTY" || found?.tila === "VOIMASSA";
}

function toLupa({ wire }: Tulkittu): Luovutustieto["luvat"] {
  const suunta = suunnat[wire.laji];
  if (suunta === undefined || wire.isKohdistettu) return [];
  const [mista, mihin] = suunta;
  // A receiver that is not named by an identifier is nobody whom we know: then the permission names no one.
  const saajat = toOids(wire.saajat);
  const versio = /^\d{1,9}$/.test(wire.versio) ? Number(wire.versio) : 0;
  return [{ suostumusId: wire.id, versio, mista, mihin, saajat }];
}

function toOids(parties: SuostumusWire["saajat"]): readonly string[] | null {
  return parties.length === 0 ? null : parties.flatMap(({ oid }) => oid ?? []);
}

/** As rows name their controller, where the settings know it; else by its OID. */
function toController(oid: string | undefined, known: Asetukset["rekisterinpitajat"]): string | null {
  if (oid === undefined) return null;
  return known.find((each) => each.oid === oid)?.alue ?? oid;
}

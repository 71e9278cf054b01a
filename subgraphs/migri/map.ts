import type { OleskeluWire } from "./wire.ts";

type LupaWire = OleskeluWire["oleskeluluvat"][number];
type AsiakirjaWire = OleskeluWire["matkustusasiakirjat"][number];

/** `Oleskelulupa` of the graph. */
interface Oleskelulupa extends Pick<LupaWire, "laji" | "peruste" | "alkaa" | "paattyy" | "tyoskentelyoikeus"> {
  readonly voimassa: boolean;
  readonly peruutettu: boolean;
  readonly jatkohakemus: string | null;
}

/** `Oleskelutiedot` of the graph. */
export interface Oleskelutiedot {
  readonly asiakasnumero: string;
  readonly etunimet: string;
  readonly sukunimi: string;
  readonly kansalaisuudet: readonly string[];
  readonly oleskelunPeruste: "VOIMASSA_OLEVA_LUPA" | "JATKOHAKEMUS_VIREILLA" | "TURVAPAIKKAHAKEMUS_VIREILLA" | null;
  readonly oleskelulupa: Oleskelulupa | null;
  readonly oleskeluluvat: readonly Oleskelulupa[];
  readonly turvapaikka: OleskeluWire["turvapaikka"];
  readonly passinnumero: string | null;
  readonly matkustusasiakirjat: readonly AsiakirjaWire[];
  readonly vastaanotto: OleskeluWire["vastaanotto"];
  readonly kuntaanosoitus: OleskeluWire["kuntaanosoitus"];
}

/**
 * A checked answer → the graph on a day. Days decide what is in force, the register's own state only that a permit was
 * revoked: a state may be of yesterday.
 */
export function toOleskelutiedot(wire: OleskeluWire, tanaan: string): Oleskelutiedot {
  const luvat = wire.oleskeluluvat
    .toSorted((one, other) => other.alkaa.localeCompare(one.alkaa))
    .map((lupa) => toLupa(lupa, tanaan));
  const asiakirjat = wire.matkustusasiakirjat.toSorted((one, other) =>
    other.voimassaAsti.localeCompare(one.voimassaAsti),
  );
  const voimassa = luvat.find((lupa) => lupa.voimassa);
  const jatkuva = luvat.find((lupa) => isJatkoVireilla(lupa, tanaan));
  return {
    asiakasnumero: wire.asiakasnumero,
    etunimet: wire.nimi.etunimet,
    sukunimi: wire.nimi.sukunimi,
    kansalaisuudet: wire.kansalaisuudet,
    oleskelunPeruste: toPeruste(voimassa, jatkuva, wire.turvapaikka),
    oleskelulupa: voimassa ?? jatkuva ?? null,
    oleskeluluvat: luvat,
    turvapaikka: wire.turvapaikka,
    passinnumero: asiakirjat.find((each) => isPassi(each, tanaan))?.numero ?? null,
    matkustusasiakirjat: asiakirjat,
    vastaanotto: wire.vastaanotto,
    kuntaanosoitus: wire.kuntaanosoitus,
  };
}

function toLupa(lupa: LupaWire, tanaan: string): Oleskelulupa {
  const { laji, peruste, alkaa, paattyy, tila, tyoskentelyoikeus, jatkohakemus } = lupa;
  const peruutettu = tila === "PERUUTETTU";
  const voimassa = !peruutettu && alkaa <= tanaan && (paattyy === null || paattyy >= tanaan);
  return {
    laji,
    peruste,
    alkaa,
    paattyy,
    voimassa,
    peruutettu,
    tyoskentelyoikeus,
    jatkohakemus: jatkohakemus?.haettu ?? null,
  };
}

/** Stay goes on lawfully when the extension was applied for while the permit was in force (301/2004 40 §, recalled). */
function isJatkoVireilla({ peruutettu, paattyy, jatkohakemus }: Oleskelulupa, tanaan: string): boolean {
  return !peruutettu && paattyy !== null && paattyy < tanaan && jatkohakemus !== null && jatkohakemus <= paattyy;
}

function toPeruste(
  voimassa: Oleskelulupa | undefined,
  jatkuva: Oleskelulupa | undefined,
  turvapaikka: OleskeluWire["turvapaikka"],
): Oleskelutiedot["oleskelunPeruste"] {
  if (voimassa !== undefined) return "VOIMASSA_OLEVA_LUPA";
  if (jatkuva !== undefined) return "JATKOHAKEMUS_VIREILLA";
  return turvapaikka?.tila === "VIREILLA" ? "TURVAPAIKKAHAKEMUS_VIREILLA" : null;
}

/** An identity card is no passport. */
function isPassi({ laji, voimassaAsti }: AsiakirjaWire, tanaan: string): boolean {
  return laji !== "HENKILOKORTTI" && voimassaAsti >= tanaan;
}

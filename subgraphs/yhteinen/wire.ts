import { z } from "zod";
import type { SourceResult, SqlRow } from "../../gateway/source/index.ts";
import { failed } from "../../gateway/source/index.ts";
import { isPaiva, parseHetu, parsePersonRows, refuseRepeated } from "../../gateway/subgraph/index.ts";
import type { ByPerson, Tunnus } from "../../gateway/subgraph/index.ts";

const paiva = z.string().refine(isPaiva);
const text = z.string().min(1).max(2000);
const boolean = z.enum(["true", "false"]);
/** Whose register a row is in: its branch, and its controller where that is not the node's region. */
const rekisteri = {
  toimiala: z.enum(["terveydenhuolto", "sosiaalihuolto"]),
  rekisterinpitaja: z
    .string()
    .regex(/^[A-Z]{2,10}$/)
    .nullable(),
};
const maksajanLaji = z.enum(["alue", "tuottaja", "asiakas", "vakuutusyhtio", "tyoterveys", "muu_alue", "ulkomaa"]);

/** Reads JSON text of one form, so that a row and what belongs to it are one row of one statement. */
function jsonOf<T>(schema: z.ZodType<T>) {
  return z.string().transform((json, context): T => {
    const parsed = schema.safeParse(parseJson(json));
    if (parsed.success) return parsed.data;
    context.addIssue("not of the agreed form");
    return z.NEVER;
  });
}

const jakso = { alkanut: paiva, paattynyt: paiva.nullable() };
const isInOrder = (row: { readonly alkanut: string; readonly paattynyt: string | null }): boolean =>
  row.paattynyt === null || row.alkanut <= row.paattynyt;

const suhde = z.strictObject({ tunnus: text, palveluntarjoaja: text, ...jakso }).refine(isInOrder);

/** A customership, of which only organisation and days are told. */
export type SuhdeWire = z.infer<typeof suhde>;

const ammattihenkilo = z.strictObject({
  nimi: text,
  rekisterointinumero: z.string().regex(/^\d{11}$/),
  nimike: text,
  puhelin: text.nullable(),
});

const asiakkuus = z
  .strictObject({
    tunnus: text,
    palvelu: text,
    palveluntarjoaja: text,
    tarjoajan_nimi: text,
    ...rekisteri,
    ...jakso,
    maksaja_laji: maksajanLaji,
    maksaja_nimi: text.nullable(),
    huoltajalta_salattu: boolean.nullable(),
    yhteyshenkilot: jsonOf(z.array(ammattihenkilo).max(100)),
  })
  .refine(isInOrder);

/** A row of `asiakkuus` with its provider, payer and contact persons. */
export type AsiakkuusWire = z.infer<typeof asiakkuus>;

const ammattilainen = ammattihenkilo
  .extend({
    asiakkuus: text,
    ...jakso,
    palveluntarjoaja: text,
    tarjoajan_nimi: text,
    ...rekisteri,
    huoltajalta_salattu: boolean.nullable(),
    rooli: z.enum(["vastuuhenkilo", "omatyontekija", "omalaakari", "hoitaja"]),
    alkaen: paiva,
    vastuussa: boolean,
  })
  .refine(isInOrder);

/** A professional of one customership; `alkanut` and `paattynyt` are the customership's. */
export type AmmattilainenWire = z.infer<typeof ammattilainen>;

const toive = z.strictObject({
  palvelu: text,
  ...rekisteri,
  huoltajalta_salattu: boolean.nullable(),
  laji: z.enum(["sama_ammattilainen", "kieli", "sukupuoli", "muu"]),
  teksti: text,
  ilmoitettu: paiva,
});

/** A row of `toive` with the service of its customership. */
export type ToiveWire = z.infer<typeof toive>;

const rooli = z.enum(["yhteyshenkilo", "tukihenkilo", "omaishoitaja", "huoltaja", "edunvalvoja", "muu"]);

const laheinen = z.strictObject({
  jarjestys: z.string().regex(/^\d{1,4}$/),
  nimi: text,
  laheisen_hetu: z
    .string()
    .refine((hetu) => parseHetu(hetu).ok)
    .nullable(),
  // A close person without a role is none: the concept model.
  roolit: jsonOf(z.array(rooli).min(1).max(rooli.options.length)),
  puhelin: text.nullable(),
  suunnitelmassa: boolean,
});

/** A row of `laheinen`. */
export type LaheinenWire = z.infer<typeof laheinen>;

const osa = z.strictObject({ tarve: text, tavoitteet: z.array(text).max(100), toimet: z.array(text).max(100) });

const omasuunnitelma = z
  .strictObject({
    tunnus: text,
    laadittu: paiva,
    tarkistetaan: paiva.nullable(),
    huoltajalta_salattu: boolean.nullable(),
    terveys_ja_hoito: jsonOf(osa).nullable(),
    palvelut: jsonOf(osa).nullable(),
  })
  .refine((row) => row.tarkistetaan === null || row.laadittu <= row.tarkistetaan);

/** A row of `omasuunnitelma` with its parts. */
export type OmasuunnitelmaWire = z.infer<typeof omasuunnitelma>;

const palvelu = { palvelu: text, palveluntarjoaja: text };

const tapahtuma = z
  .strictObject({
    tunnus: text,
    ...palvelu,
    tarjoajan_nimi: text,
    ...rekisteri,
    alkoi: paiva,
    paattyi: paiva,
    maksaja_laji: maksajanLaji,
    maksaja_nimi: text.nullable(),
    huoltajalta_salattu: z.boolean().nullable(),
    erityinen_sisalto: z.boolean(),
  })
  .refine((row) => row.alkoi <= row.paattyi);

/** A row of `palvelutapahtuma`. */
export type TapahtumaWire = z.infer<typeof tapahtuma>;

const uudempi = z.strictObject({ ...palvelu, alkoi: paiva });

/** Of one service and provider, the first day of the events before the place from which was read. */
export type UudempiWire = z.infer<typeof uudempi>;

const historia = z.strictObject({
  tapahtumat: jsonOf(z.array(tapahtuma).max(10_000)).refine(isNewestFirst),
  asiakkuudet: jsonOf(z.array(z.strictObject({ ...palvelu, ...jakso }).refine(isInOrder)).max(10_000)),
  uudemmat: jsonOf(z.array(uudempi).max(10_000)),
});

/** One person's events, newest first, with what the rule of episodes needs besides. */
export type HistoriaWire = z.infer<typeof historia>;

/** Downwards by last day, then identifier, which also refuses one event twice. */
function isNewestFirst(rows: readonly TapahtumaWire[]): boolean {
  return rows.every((row, at) => {
    const before = rows[at - 1];
    if (before === undefined) return true;
    return before.paattyi > row.paattyi || (before.paattyi === row.paattyi && before.tunnus > row.tunnus);
  });
}

type Rows = readonly SqlRow[];
type Asked = readonly Tunnus[];

/** Reads organisation and days of customerships. One identifier twice for the same person is invalid. */
export function parseSuhteet(rows: Rows, asked: Asked): SourceResult<ByPerson<SuhdeWire>> {
  return refuseRepeated(parsePersonRows(rows, asked, suhde), ({ tunnus }) => tunnus);
}

/** Reads customerships. One identifier twice for the same person is invalid. */
export function parseAsiakkuudet(rows: Rows, asked: Asked): SourceResult<ByPerson<AsiakkuusWire>> {
  return refuseRepeated(parsePersonRows(rows, asked, asiakkuus), ({ tunnus }) => tunnus);
}

/** Reads professionals. One of them twice in the same customership is invalid. */
export function parseAmmattilaiset(rows: Rows, asked: Asked): SourceResult<ByPerson<AmmattilainenWire>> {
  const parsed = parsePersonRows(rows, asked, ammattilainen);
  return refuseRepeated(parsed, (row) => `${row.asiakkuus}/${row.rekisterointinumero}`);
}

/** Reads wishes. */
export function parseToiveet(rows: Rows, asked: Asked): SourceResult<ByPerson<ToiveWire>> {
  return parsePersonRows(rows, asked, toive);
}

/** Reads close persons. One place twice for the same person is invalid. */
export function parseLaheiset(rows: Rows, asked: Asked): SourceResult<ByPerson<LaheinenWire>> {
  return refuseRepeated(parsePersonRows(rows, asked, laheinen), ({ jarjestys }) => jarjestys);
}

/** Reads plans. A customer has at most one in a region: two are invalid (the concept model). */
export function parseOmasuunnitelmat(rows: Rows, asked: Asked): SourceResult<ByPerson<OmasuunnitelmaWire>> {
  const parsed = parsePersonRows(rows, asked, omasuunnitelma);
  if (!parsed.ok) return parsed;
  const hasSeveral = [...parsed.value.values()].some((plans) => plans.length > 1);
  return hasSeveral ? failed("invalid", "two plans of one customer") : parsed;
}

/** Reads events with what stands around them: one row for a person whom the region knows. */
export function parseHistoriat(rows: Rows, asked: Asked): SourceResult<ByPerson<HistoriaWire>> {
  return refuseRepeated(parsePersonRows(rows, asked, historia), () => "one row");
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // The parser's message quotes the text, which may be personal: undefined is of no form.
    return undefined;
  }
}

import { toKoodi, toNimi } from "../../gateway/subgraph/index.ts";
import type { Kieli, Koodi, Nimet } from "../../gateway/subgraph/index.ts";
import type { KanavaWire, KatuosoiteWire, OrganisaatioWire, PalveluWire, TekstiWire } from "./wire.ts";

/** Municipalities, as THL's code server knows them. */
const kunnat = "1.2.246.537.6.21";
const palveluluokat = "http://uri.suomi.fi/codelist/ptv/ptvserclass2";

/** Value of the type `Palvelu`; its channels are looked up by their ids. */
export interface Palvelu {
  readonly id: string;
  readonly nimet: Nimet;
  readonly kuvaukset: Nimet;
  readonly laji: "PALVELU" | "LUPA" | "AMMATTIPATEVYYS";
  readonly maksullisuus: "MAKSULLINEN" | "MAKSUTON" | "MUU" | null;
  readonly kielet: readonly string[];
  readonly palveluluokat: readonly Koodi[];
  readonly valtakunnallinen: boolean;
  readonly kunnat: readonly Koodi[];
  readonly asiakasseteliKaytossa: boolean;
  readonly osapuolet: readonly { readonly id: string; readonly nimi: string | null; readonly rooli: Rooli }[];
  readonly kanavatunnukset: readonly string[];
}

type Rooli = "VASTUUTAHO" | "MUU_VASTUUTAHO" | "TUOTTAJA";

const lajit = { Service: "PALVELU", PermitOrObligation: "LUPA", ProfessionalQualification: "AMMATTIPATEVYYS" } as const;
const maksut = { Chargeable: "MAKSULLINEN", FreeOfCharge: "MAKSUTON", Other: "MUU" } as const;
const roolit = { Responsible: "VASTUUTAHO", OtherResponsible: "MUU_VASTUUTAHO", Producer: "TUOTTAJA" } as const;

/** Services that are published and have a name, each once, by their names. */
export function toPalvelut(rows: readonly PalveluWire[]): readonly Palvelu[] {
  return toListed(rows, ({ serviceNames }) => toNimet(serviceNames, "Name")).map(({ row, nimet }) => ({
    id: row.id,
    nimet,
    kuvaukset: toNimet(row.serviceDescriptions, "Summary"),
    laji: lajit[row.type],
    maksullisuus: row.serviceChargeType ? maksut[row.serviceChargeType] : null,
    kielet: row.languages,
    palveluluokat: row.serviceClasses.map(({ code, name }) => toKoodi(palveluluokat, code, toNimet(name))),
    valtakunnallinen: row.areaType !== "LimitedType",
    kunnat: row.areas.flatMap(({ municipalities }) => municipalities.map(toKunta)),
    asiakasseteliKaytossa: row.serviceVouchersInUse === true,
    osapuolet: row.organizations.map(({ organization: { id, name }, roleType }) => ({
      id,
      nimi: name ?? null,
      rooli: roolit[roleType],
    })),
    kanavatunnukset: [...new Set(row.serviceChannels.map(({ serviceChannel }) => serviceChannel.id))],
  }));
}

/** Value of the type `Palveluntarjoaja`. */
export interface Tarjoaja {
  readonly id: string;
  readonly nimet: Nimet;
  readonly kuvaukset: Nimet;
  readonly laji: "VALTIO" | "KUNTA" | "ALUEELLINEN" | "JARJESTO" | "YRITYS" | null;
  readonly ytunnus: string | null;
  readonly oid: string | null;
  readonly sivut: readonly Sivu[];
}

interface Sivu {
  readonly url: string;
  readonly kieli: string;
}

const organisaatiolajit = {
  State: "VALTIO",
  Municipality: "KUNTA",
  RegionalOrganization: "ALUEELLINEN",
  Organization: "JARJESTO",
  Company: "YRITYS",
  // Headings of the classification, which say no kind.
  TT1: null,
  TT2: null,
} as const;

/** Organisations that are published and have a name, each once, by their names. */
export function toTarjoajat(rows: readonly OrganisaatioWire[]): readonly Tarjoaja[] {
  return toListed(rows, ({ organizationNames }) => toNimet(organizationNames, "Name")).map(({ row, nimet }) => ({
    id: row.id,
    nimet,
    kuvaukset: toNimet(row.organizationDescriptions, "Summary"),
    laji: row.organizationType ? organisaatiolajit[row.organizationType] : null,
    ytunnus: row.businessCode ?? null,
    oid: row.oid ?? null,
    sivut: toSivut(row.webPages),
  }));
}

/** Value of the type `Asiointikanava`. */
export interface Kanava {
  readonly id: string;
  readonly nimet: Nimet;
  readonly laji: "VERKKOASIOINTI" | "VERKKOSIVU" | "LOMAKE" | "PUHELIN" | "PALVELUPAIKKA";
  readonly kielet: readonly string[];
  readonly sivut: readonly Sivu[];
  readonly kayntiosoitteet: readonly Kayntiosoite[];
}

/** Value of the type `Kayntiosoite`. */
export interface Kayntiosoite {
  readonly kadut: Nimet;
  readonly numero: string | null;
  readonly postinumero: string | null;
  readonly postitoimipaikat: Nimet;
  readonly kunta: Koodi | null;
}

const kanavalajit = {
  EChannel: "VERKKOASIOINTI",
  WebPage: "VERKKOSIVU",
  PrintableForm: "LOMAKE",
  Phone: "PUHELIN",
  ServiceLocation: "PALVELUPAIKKA",
} as const;

/** Channels that are published and have a name, by their ids. */
export function toKanavat(rows: readonly KanavaWire[]): ReadonlyMap<string, Kanava> {
  const listed = toListed(rows, ({ serviceChannelNames }) => toNimet(serviceChannelNames, "Name"));
  return new Map(
    listed.map(({ row, nimet }) => [
      row.id,
      {
        id: row.id,
        nimet,
        laji: kanavalajit[row.serviceChannelType],
        kielet: row.languages,
        sivut: toSivut(row.webPages),
        kayntiosoitteet: row.addresses.flatMap(({ streetAddress }) =>
          streetAddress ? [toKayntiosoite(streetAddress)] : [],
        ),
      },
    ]),
  );
}

function toKayntiosoite({ street, streetNumber, postalCode, postOffice, municipality }: KatuosoiteWire): Kayntiosoite {
  return {
    kadut: toNimet(street),
    numero: streetNumber ?? null,
    postinumero: postalCode ?? null,
    postitoimipaikat: toNimet(postOffice),
    kunta: municipality ? toKunta(municipality) : null,
  };
}

/** Street and number in a language; null without a street. */
export function toKatu({ kadut, numero }: Kayntiosoite, kieli: Kieli): string | null {
  const katu = toNimi(kadut, kieli);
  return katu === null || numero === null ? katu : `${katu} ${numero}`;
}

/** Addresses of web pages in a language; all of them when none is in it. */
export function toUrlit(sivut: readonly Sivu[], kieli: Kieli): readonly string[] {
  const own = sivut.filter((sivu) => sivu.kieli === kieli.toLowerCase());
  return [...new Set((own.length > 0 ? own : sivut).map(({ url }) => url))];
}

/** Only what a browser may be led to. */
function toSivut(rows: PalveluntarjoajaSivut): readonly Sivu[] {
  return rows.flatMap(({ url, language }) =>
    url && /^https?:\/\//i.test(url) ? [{ url, kieli: language ?? "fi" }] : [],
  );
}

type PalveluntarjoajaSivut = OrganisaatioWire["webPages"];

function toKunta({ code, name }: { readonly code: string; readonly name: readonly TekstiWire[] }): Koodi {
  return toKoodi(kunnat, code, toNimet(name));
}

/** Texts of one kind by language; of any kind where none is asked. The first of a language counts. */
function toNimet(texts: readonly TekstiWire[], type?: string): Nimet {
  const nimet: { fi?: string; sv?: string; en?: string } = {};
  for (const kieli of ["fi", "sv", "en"] as const) {
    const found = texts.find(
      (each) =>
        each.language.toLowerCase() === kieli && (type === undefined || each.type === type) && each.value?.trim(),
    );
    if (found?.value) nimet[kieli] = found.value.trim();
  }
  return nimet;
}

interface Listed<Row> {
  readonly row: Row;
  readonly nimet: Nimet;
}

function toListed<Row extends { readonly id: string; readonly publishingStatus: string }>(
  rows: readonly Row[],
  toOwnNimet: (row: Row) => Nimet,
): readonly Listed<Row>[] {
  const byId = new Map<string, Listed<Row>>();
  for (const row of rows) {
    const nimet = toOwnNimet(row);
    if (row.publishingStatus === "Published" && toNimi(nimet, "FI") !== null) byId.set(row.id, { row, nimet });
  }
  return [...byId.values()].sort((one, other) =>
    compareNamed({ ...one, id: one.row.id }, { ...other, id: other.row.id }),
  );
}

/** By name, then by id: the same order on every machine. */
export function compareNamed(
  one: { readonly nimet: Nimet; readonly id: string },
  other: { readonly nimet: Nimet; readonly id: string },
): number {
  return compare(sortKey(one), sortKey(other));
}

function sortKey({ nimet, id }: { readonly nimet: Nimet; readonly id: string }): string {
  return `${(toNimi(nimet, "FI") ?? "").toLowerCase()}\n${id}`;
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

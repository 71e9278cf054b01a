import { z } from "zod";
import { suomi } from "./koodit.ts";
import { pvm } from "./wire-json-lukija.ts";
import type { RyhmaLukija } from "./wire-json-lukija.ts";
import type { OsoiteWire } from "./wire.ts";

const teksti = z.string().nullish();
const kielet = z.object({ fi: teksti, sv: teksti }).nullish();
const jakso = { alkupv: pvm, loppupv: pvm };

const kotimainen = z.object({
  ...jakso,
  katunimi: kielet,
  katunumero: teksti,
  huoneistokirjain: teksti,
  huoneistonumero: teksti,
  jakokirjain: teksti,
  postinumero: teksti,
  postitoimipaikka: kielet,
});

const posti = z.object({ ...jakso, postiosoite: kielet, postinumero: teksti, postitoimipaikka: kielet });
const ulkomainen = z.object({ ...jakso, lahiosoite: teksti, paikkakunta: teksti, valtiokoodi: teksti });

/** Addresses in DVV's order from best to least. @throws what the reader throws for a group that can't be read. */
export function toOsoitteet(lukija: RyhmaLukija): readonly OsoiteWire[] {
  const abroad = (name: string, laji: OsoiteWire["laji"]): readonly OsoiteWire[] =>
    lukija.kaikki([name], ulkomainen).map((row) => toUlkomainen(row, laji));
  const domestic = (name: string, laji: OsoiteWire["laji"]): readonly OsoiteWire[] =>
    lukija.kaikki([name], kotimainen).map((row) => toKotimainen(row, laji));
  return [
    ...domestic("VAKINAINEN_KOTIMAINEN_OSOITE", "VAKINAINEN"),
    ...abroad("VAKINAINEN_ULKOMAINEN_OSOITE", "VAKINAINEN"),
    ...lukija.kaikki(["KOTIMAINEN_POSTIOSOITE"], posti).map(toPosti),
    ...abroad("ULKOMAINEN_POSTIOSOITE", "POSTI"),
    ...domestic("TILAPAINEN_KOTIMAINEN_OSOITE", "TILAPAINEN"),
    ...abroad("TILAPAINEN_ULKOMAINEN_OSOITE", "TILAPAINEN"),
  ];
}

function toKotimainen(row: z.infer<typeof kotimainen>, laji: OsoiteWire["laji"]): OsoiteWire {
  // The register pads the flat with zeros ("012"); SOAP writes the line as people do.
  const flat = (row.huoneistonumero ?? "").replace(/^0+/, "") + (row.jakokirjain ?? "");
  const line = (katu: string | null | undefined): string | undefined =>
    present([katu, row.katunumero, row.huoneistokirjain, flat].filter((part) => present(part)).join(" "));
  return {
    laji,
    katuosoite: {
      fi: present(row.katunimi?.fi) && line(row.katunimi?.fi),
      sv: present(row.katunimi?.sv) && line(row.katunimi?.sv),
    },
    postinumero: present(row.postinumero) ?? null,
    postitoimipaikka: toNimet(row.postitoimipaikka),
    maa: { koodi: suomi },
    alkaen: row.alkupv,
    paattyy: row.loppupv,
  };
}

function toPosti(row: z.infer<typeof posti>): OsoiteWire {
  return {
    laji: "POSTI",
    katuosoite: toNimet(row.postiosoite),
    postinumero: present(row.postinumero) ?? null,
    postitoimipaikka: toNimet(row.postitoimipaikka),
    maa: { koodi: suomi },
    alkaen: row.alkupv,
    paattyy: row.loppupv,
  };
}

function toUlkomainen(row: z.infer<typeof ulkomainen>, laji: OsoiteWire["laji"]): OsoiteWire {
  const koodi = present(row.valtiokoodi);
  return {
    laji,
    katuosoite: { fi: present(row.lahiosoite) },
    postinumero: null,
    postitoimipaikka: { fi: present(row.paikkakunta) },
    maa: koodi === undefined ? null : { koodi },
    alkaen: row.alkupv,
    paattyy: row.loppupv,
  };
}

function toNimet(nimet: z.infer<typeof kielet>): OsoiteWire["katuosoite"] {
  return { fi: present(nimet?.fi), sv: present(nimet?.sv) };
}

function present(text: string | null | undefined): string | undefined {
  const trimmed = text?.trim() ?? "";
  return trimmed === "" ? undefined : trimmed;
}

import { alueet, kunnat } from "../population/index.ts";
import type { Alue } from "../population/index.ts";

/** A text by language. */
export interface Teksti {
  readonly fi: string;
  readonly sv?: string;
  readonly en?: string;
}

/** An organisation of the catalogue. */
export interface OrganisaatioRecord {
  readonly id: string;
  readonly ytunnus: string;
  readonly nimi: Teksti;
  readonly laji: "RegionalOrganization" | "Municipality" | "Company";
}

/** A channel of a service. */
export interface KanavaRecord {
  readonly id: string;
  readonly laji: "EChannel" | "Phone" | "ServiceLocation";
  readonly nimi: Teksti;
  readonly jarjestaja: OrganisaatioRecord;
  /** Municipality of a place. */
  readonly kunta: string;
}

/** A service. */
export interface PalveluRecord {
  readonly id: string;
  readonly nimi: Teksti;
  readonly luokka: { readonly koodi: string; readonly nimi: Teksti };
  readonly maksu: "Chargeable" | "FreeOfCharge";
  readonly kunnat: readonly string[];
  readonly jarjestaja: OrganisaatioRecord;
  readonly tuottajat: readonly OrganisaatioRecord[];
  readonly asiakasseteli: boolean;
  readonly kanavat: readonly KanavaRecord[];
  readonly tila: "Published" | "Draft";
}

/** Name and class of a service of every region, whether it costs, and whether a voucher pays for it. */
const mallit: readonly (readonly [nimi: Teksti, luokka: string, maksu: PalveluRecord["maksu"], seteli: boolean])[] = [
  [{ fi: "Terveysasema", sv: "Hälsostation", en: "Health station" }, "P4.1", "Chargeable", false],
  [{ fi: "Neuvola", sv: "Rådgivning", en: "Maternity and child health clinic" }, "P4.2", "FreeOfCharge", false],
  [{ fi: "Suun terveydenhuolto", sv: "Munhälsovård", en: "Oral health care" }, "P4.3", "Chargeable", true],
  [{ fi: "Fysioterapia", sv: "Fysioterapi", en: "Physiotherapy" }, "P4.4", "Chargeable", true],
  [{ fi: "Puheterapia", sv: "Talterapi", en: "Speech therapy" }, "P4.4", "Chargeable", true],
  [{ fi: "Kaihileikkaus", sv: "Gråstarrsoperation" }, "P4.5", "Chargeable", true],
  [{ fi: "Kotihoidon tukipalvelu", sv: "Stödservice inom hemvård" }, "P3.6", "Chargeable", true],
  [{ fi: "Omaishoidon vapaapäivät", sv: "Lediga dagar inom närståendevård" }, "P3.6", "Chargeable", true],
  [{ fi: "Lapsiperheen kotipalvelu", sv: "Hemservice för barnfamiljer" }, "P3.2", "Chargeable", true],
  [{ fi: "Lapsiperheiden sosiaalipalvelut", sv: "Socialservice för barnfamiljer" }, "P3.2", "FreeOfCharge", false],
  [
    { fi: "Aikuissosiaalityö", sv: "Socialt arbete bland vuxna", en: "Adult social work" },
    "P3.1",
    "FreeOfCharge",
    false,
  ],
  [{ fi: "Päihdepalvelut" }, "P3.5", "FreeOfCharge", false],
  [
    { fi: "Mielenterveyspalvelut", sv: "Mentalvårdstjänster", en: "Mental health services" },
    "P4.6",
    "Chargeable",
    false,
  ],
];

const luokat: Readonly<Record<string, Teksti>> = {
  "P3.1": { fi: "Sosiaalityö", sv: "Socialt arbete", en: "Social work" },
  "P3.2": { fi: "Lasten ja perheiden palvelut", sv: "Service för barn och familjer", en: "Services for families" },
  "P3.5": { fi: "Päihdehuolto", sv: "Missbrukarvård" },
  "P3.6": { fi: "Kotihoito", sv: "Hemvård", en: "Home care" },
  "P4.1": { fi: "Perusterveydenhuolto", sv: "Primärvård", en: "Primary health care" },
  "P4.2": { fi: "Neuvolapalvelut", sv: "Rådgivningstjänster", en: "Maternity clinics" },
  "P4.3": { fi: "Hammashoito", sv: "Tandvård", en: "Dental care" },
  "P4.4": { fi: "Kuntoutus", sv: "Rehabilitering", en: "Rehabilitation" },
  "P4.5": { fi: "Erikoissairaanhoito", sv: "Specialsjukvård", en: "Specialised care" },
  "P4.6": { fi: "Mielenterveys", sv: "Mental hälsa", en: "Mental health" },
};

/** The producers that vouchers of the population are used at; invented. */
const yritykset = [
  "Hoivamalli Oy",
  "Esimerkkihoiva Oy",
  "Testiterapia Oy",
  "Arkiapu Malli Ky",
  "Testihammas Oy",
  "Esimerkkihammas Oy",
].map((fi, at): OrganisaatioRecord => ({
  id: toId(4, at),
  ytunnus: `999003${at}-${at}`,
  nimi: { fi },
  laji: "Company",
}));

/** Region 90 has so many health stations that its services take two pages. */
const asemia = 110;

/** Regions with an organisation in the catalogue: Åland has its own. */
const jarjestavat = alueet.filter(({ koodi }) => koodi !== "91");

/** A region's organisation; its business id is invented. */
export function toJarjestaja({ koodi, nimi }: Pick<Alue, "koodi" | "nimi">): OrganisaatioRecord {
  return {
    id: toId(2, Number(koodi)),
    ytunnus: `99901${koodi}-0`,
    nimi,
    laji: koodi === "90" ? "Municipality" : "RegionalOrganization",
  };
}

/** Everything in the catalogue. */
export interface Luettelo {
  readonly palvelut: readonly PalveluRecord[];
  readonly organisaatiot: readonly OrganisaatioRecord[];
  readonly kanavat: readonly KanavaRecord[];
}

/** The catalogue over the regions of the population. */
export function createLuettelo(): Luettelo {
  const palvelut = jarjestavat.flatMap(toPalvelut);
  return {
    palvelut,
    organisaatiot: [...jarjestavat.map(toJarjestaja), ...yritykset],
    kanavat: palvelut.flatMap(({ kanavat }) => kanavat),
  };
}

function toPalvelut(alue: Alue): readonly PalveluRecord[] {
  const jarjestaja = toJarjestaja(alue);
  const base = Number(alue.koodi) * 1000;
  const tuntematon = kunnat[0]?.koodi ?? "";
  const paikka = alue.kunnat.find((koodi) => kunnat.some((kunta) => kunta.koodi === koodi)) ?? tuntematon;
  const palvelut = mallit.map(([nimi, koodi, maksu, asiakasseteli], at): PalveluRecord => {
    const id = toId(1, base + at);
    return {
      id,
      nimi,
      luokka: { koodi, nimi: luokat[koodi] ?? { fi: koodi } },
      maksu,
      kunnat: alue.kunnat,
      jarjestaja,
      tuottajat: asiakasseteli ? yritykset.filter((_, monesko) => (at + monesko) % 2 === 0) : [],
      asiakasseteli,
      // One service has no channel.
      kanavat: at === mallit.length - 1 ? [] : toKanavat(nimi, base + at, { jarjestaja, kunta: paikka }),
      tila: "Published",
    };
  });
  const luonnos = palvelut
    .slice(0, 1)
    .map((palvelu) => ({ ...palvelu, id: toId(1, base + 999), tila: "Draft" as const }));
  return [...palvelut, ...(alue.koodi === "90" ? toAsemat(palvelut, base) : []), ...luonnos];
}

function toAsemat(palvelut: readonly PalveluRecord[], base: number): readonly PalveluRecord[] {
  return palvelut.slice(0, 1).flatMap((malli) =>
    Array.from({ length: asemia }, (_, at) => ({
      ...malli,
      id: toId(1, base + 100 + at),
      nimi: { fi: `Esimerkkiasema ${String(at + 1).padStart(3, "0")}` },
      kanavat: [],
    })),
  );
}

function toKanavat(
  nimi: Teksti,
  base: number,
  { jarjestaja, kunta }: Pick<KanavaRecord, "jarjestaja" | "kunta">,
): readonly KanavaRecord[] {
  return [
    { id: toId(3, base * 2), laji: "ServiceLocation", nimi, jarjestaja, kunta },
    { id: toId(3, base * 2 + 1), laji: base % 2 === 0 ? "EChannel" : "Phone", nimi, jarjestaja, kunta },
  ];
}

/** An invented identifier: `kind` tells services, organisations and channels apart. */
function toId(kind: number, number: number): string {
  return `7c1b0f52-000${kind}-4d7e-9a10-${String(900_000_000 + number).padStart(12, "0")}`;
}

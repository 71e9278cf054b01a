import { ofPaiva } from "./paiva.ts";
import type { Asiakasmaksu } from "./maksaminen.ts";
import type { Henkilo } from "./person.ts";
import type { Kaynti } from "./palvelujen-kaytto.ts";
import type { Seteli } from "./myonnetyt.ts";
import { isAlle18 } from "./to-henkilo.ts";

type Hinnat = Readonly<Record<Kaynti["palvelu"], number>>;

/**
 * Typical fees by year, cents: 2026 and the health station of 2025 from public pages, the others recalled.
 * Family work is free; emergency care costs what the outpatient clinic does (assumed).
 */
const hinnat: readonly (readonly [number, Hinnat])[] = [
  [2026, { Terveysasema: 3020, Poliklinikka: 7130, Päiväkirurgia: 23_380, Päivystys: 7130, Perhetyö: 0 }],
  [2025, { Terveysasema: 2820, Poliklinikka: 6670, Päiväkirurgia: 21_890, Päivystys: 6670, Perhetyö: 0 }],
];
const vanhimmat: Hinnat = {
  Terveysasema: 2300,
  Poliklinikka: 4600,
  Päiväkirurgia: 15_090,
  Päivystys: 4600,
  Perhetyö: 0,
};

/** A share of what a voucher pays, charged of the customer; does not count toward the ceiling. */
const omavastuuosuus = 0.1;

/** Ceilings of service fees, cents, in force from the year: reviewed every second year. */
const katot: readonly (readonly [number, number])[] = [
  [2026, 81_500],
  [2024, 76_200],
  [2022, 69_200],
];

/** The ceiling of service fees of a year, cents; of the earliest known year before it. */
export function palvelukattoVuonna(vuosi: number): number {
  return katot.find(([known]) => known <= vuosi)?.[1] ?? 68_300;
}

/**
 * Fees of one calendar year, the whole year: of each visit that costs something, and the customer's own share
 * of each use of a voucher. A child's visit to a health station is free; its other fees count toward the ceiling of
 * the first guardian.
 */
export function toAsiakasmaksut(
  henkilo: Henkilo,
  {
    vuosi,
    kaynnit,
    setelit,
  }: { readonly vuosi: number; readonly kaynnit: readonly Kaynti[]; readonly setelit: readonly Seteli[] },
): readonly Asiakasmaksu[] {
  const numeroOf = (alue: string, monesko: string): string =>
    `M${alue}-${String(henkilo.index).padStart(6, "0")}-${vuosi}-${monesko}`;
  const kaynneista = kaynnit.flatMap((kaynti, at): Asiakasmaksu[] => {
    const isChild = isAlle18(henkilo, ofPaiva(kaynti.paiva));
    const sentit = isChild && kaynti.palvelu === "Terveysasema" ? 0 : hinnatVuonna(vuosi)[kaynti.palvelu];
    if (sentit === 0) return [];
    const { alue, palvelu, paiva, antaja: perija, huoltajalta } = kaynti;
    const katonHetu = isChild ? henkilo.huoltajat[0]?.hetu : henkilo.hetu;
    const numero = numeroOf(alue, String(at + 1));
    const perus = { numero, alue, palvelu, sentit, perija, paiva, kerryttaa: true, katonHetu };
    return [huoltajalta === undefined ? perus : { ...perus, huoltajalta }];
  });
  const omavastuut = setelit.flatMap(({ numero, alue, palvelu, kaytot }) =>
    kaytot.flatMap(({ tuottaja, sentit, paiva }, at): Asiakasmaksu[] => {
      if (!paiva.startsWith(`${vuosi}-`)) return [];
      return [
        {
          numero: numeroOf(alue, `${numero.slice(-1)}S${at + 1}`),
          alue,
          palvelu: `${palvelu}, palvelusetelin omavastuu`,
          sentit: Math.max(1, Math.floor(sentit * omavastuuosuus)),
          perija: tuottaja,
          paiva,
          kerryttaa: false,
          katonHetu: undefined,
        },
      ];
    }),
  );
  return [...kaynneista, ...omavastuut];
}

function hinnatVuonna(vuosi: number): Hinnat {
  return hinnat.find(([known]) => known <= vuosi)?.[1] ?? vanhimmat;
}

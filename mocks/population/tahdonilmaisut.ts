import { toOrganisaatio } from "./asiakkuudet.ts";
import { findAlue } from "./alueet.ts";
import { ankkuri, ofPaiva, toIka, toPaiva } from "./paiva.ts";
import type { Henkilo } from "./person.ts";
import type { Osapuoli, Tahdonilmaisu } from "./tahto.ts";
import { createRandom } from "./random.ts";

type Annettu = Pick<Tahdonilmaisu, "laji"> & Partial<Omit<Tahdonilmaisu, "laji" | "tunnus">>;

/** Biobanks; invented, as are their identifiers. */
const biopankit: readonly Osapuoli[] = [
  { id: "1.2.246.10.99902001.10.1", nimi: "Testibiopankki" },
  { id: "1.2.246.10.99902002.10.1", nimi: "Mallibiopankki" },
];

const [testibiopankki, mallibiopankki] = biopankit;
const biopankki = { laji: "BIOPANKKI", kattavuus: ["NAYTE", "TERVEYSTIETO"] } as const;
const ohjaus = { laji: "PALVELUOHJAUS", kattavuus: ["PALVELUTARVE", "YHTEYDENOTTO"] } as const;
const informoitu = { laji: "INFORMOINTI", annettu: "2024-02-01" } as const;
const lupa = { laji: "LUOVUTUSLUPA_TERVEYS", annettu: "2024-02-01" } as const;

/**
 * Personas. Aino: one biobank yes, one no; every release permission. Venla: biobank withdrawn, nothing released. Onni: no
 * to guidance, all release of his data denied. Liisa: a biobank consent that is active on paper, ended by its time;
 * guidance withdrawn. Sofia: guidance withdrawn, then given again; released, but not what region 15 holds. Lauri: informed
 * and no permission. Kerttu and the other relatives have expressed nothing.
 */
const personanTahdonilmaisut: Readonly<Record<string, readonly Annettu[]>> = {
  aino: [
    { ...biopankki, osapuoli: testibiopankki },
    { ...biopankki, osapuoli: mallibiopankki, tila: "KIELLETTY", annettu: "2025-03-05" },
    { ...ohjaus, annettu: "2025-09-01" },
    informoitu,
    lupa,
    { laji: "LUOVUTUSLUPA_SOSIAALI", annettu: "2025-01-15" },
    { laji: "SOTE_TERVEYDESTA_SOSIAALIIN", annettu: "2025-01-15" },
    { laji: "SOTE_SOSIAALISTA_TERVEYTEEN", annettu: "2025-01-15" },
    { laji: "OMATIETOJEN_JAKO", annettu: "2025-04-01" },
  ],
  venla: [{ ...biopankki, osapuoli: testibiopankki, tila: "PERUTTU", annettu: "2022-05-02", peruttu: "2024-11-20" }],
  onni: [
    { ...ohjaus, tila: "KIELLETTY", annettu: "2024-06-10" },
    informoitu,
    lupa,
    { laji: "LUOVUTUSKIELTO", annettu: "2025-02-03" },
  ],
  liisa: [
    { ...biopankki, osapuoli: testibiopankki, annettu: "2019-04-01", paattyy: "2024-03-31" },
    { ...ohjaus, tila: "PERUTTU", annettu: "2024-01-10", peruttu: "2025-08-01" },
    informoitu,
    lupa,
    { laji: "OMATIETOJEN_JAKO", annettu: "2025-04-01" },
  ],
  sofia: [
    { ...biopankki, osapuoli: mallibiopankki, annettu: "2023-10-10" },
    { ...ohjaus, tila: "PERUTTU", annettu: "2024-01-10", peruttu: "2024-05-01" },
    { ...ohjaus, annettu: "2025-05-01" },
    informoitu,
    lupa,
    { laji: "LUOVUTUSKIELTO", annettu: "2025-02-03", osapuoli: toAlueenOsapuoli("15") },
  ],
  lauri: [informoitu],
};

/** Expressions of will of a person, oldest of a kind first. None for one without an identity code. */
export function toTahdonilmaisut(seed: number, henkilo: Henkilo): readonly Tahdonilmaisu[] {
  if (henkilo.hetu === undefined) return [];
  const annetut =
    henkilo.persona === undefined ? drawTahdonilmaisut(seed, henkilo) : (personanTahdonilmaisut[henkilo.persona] ?? []);
  return annetut.map((annettu, at) => ({
    tila: "ANNETTU",
    annettu: "2024-02-01",
    peruttu: undefined,
    paattyy: undefined,
    osapuoli: undefined,
    kattavuus: [],
    ...annettu,
    tunnus: `KT-${String(henkilo.index).padStart(6, "0")}-${at + 1}`,
  }));
}

function drawTahdonilmaisut(seed: number, henkilo: Henkilo): readonly Annettu[] {
  const ika = toIka(ofPaiva(henkilo.syntymapaiva), ankkuri);
  if (ika < 18) return [];
  const random = createRandom(seed, "tahdonilmaisut", henkilo.index);
  const annettu = toPaiva(ankkuri - random.between(30, 700));
  const drawn: readonly (readonly [share: number, Annettu])[] = [
    [0.15, { ...biopankki, annettu, osapuoli: random.pick(biopankit) }],
    [0.3, { ...ohjaus, annettu, tila: random.pick(["ANNETTU", "ANNETTU", "ANNETTU", "KIELLETTY"]) }],
    [0.8, informoitu],
    [0.6, lupa],
    [0.2, { laji: "LUOVUTUSLUPA_SOSIAALI", annettu }],
    [0.2, { laji: "SOTE_TERVEYDESTA_SOSIAALIIN", annettu }],
    [0.2, { laji: "SOTE_SOSIAALISTA_TERVEYTEEN", annettu }],
    [0.03, { laji: "LUOVUTUSKIELTO", annettu }],
    [0.1, { laji: "OMATIETOJEN_JAKO", annettu }],
  ];
  return drawn.flatMap(([share, each]) => (random.chance(share) ? [each] : []));
}

function toAlueenOsapuoli(alue: string): Osapuoli {
  return { id: toOrganisaatio(alue), nimi: findAlue(alue)?.nimi.fi ?? alue };
}

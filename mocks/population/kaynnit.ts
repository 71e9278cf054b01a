import { ofPaiva, toPaiva, toPaivaluku } from "./paiva.ts";
import type { Asiakkuus } from "./palvelusuhde.ts";
import type { Henkilo } from "./person.ts";
import type { Kaynti } from "./palvelujen-kaytto.ts";
import { createRandom } from "./random.ts";
import type { Random } from "./random.ts";

const palvelunKaynti: Readonly<Record<string, Kaynti["palvelu"]>> = {
  Erikoissairaanhoito: "Poliklinikka",
  "Lapsiperheiden sosiaalipalvelut": "Perhetyö",
};

/**
 * Personas whose case must hold on any day of any year: all on New Year's Day. Sofia's fees pass the
 * ceiling when those of her three regions are added, and in no region alone; eino's and helmi's fill aino's.
 */
const omat: Readonly<Record<string, readonly Pick<Kaynti, "alue" | "palvelu" | "huoltajalta">[]>> = {
  aino: [
    { alue: "08", palvelu: "Terveysasema" },
    { alue: "08", palvelu: "Poliklinikka" },
    { alue: "08", palvelu: "Perhetyö" },
  ],
  eino: [
    { alue: "08", palvelu: "Poliklinikka", huoltajalta: "AVOIN" },
    { alue: "08", palvelu: "Poliklinikka", huoltajalta: "SALATTU" },
  ],
  helmi: [{ alue: "08", palvelu: "Poliklinikka" }],
  sofia: [
    ...["08", "15"].flatMap(
      (alue) =>
        [
          { alue, palvelu: "Päiväkirurgia" },
          { alue, palvelu: "Poliklinikka" },
        ] as const,
    ),
    { alue: "90", palvelu: "Päiväkirurgia" },
    { alue: "90", palvelu: "Päivystys" },
  ],
};

/**
 * Visits of one calendar year, the whole year, in order: a register cuts them at its own now. Every customership
 * that was open in the year has at least one of its service; one person of twenty comes often. None before
 * birth or after death.
 */
export function toKaynnit(
  seed: number,
  henkilo: Henkilo,
  { vuosi, asiakkuudet }: { readonly vuosi: number; readonly asiakkuudet: readonly Asiakkuus[] },
): readonly Kaynti[] {
  const persona = henkilo.persona === undefined ? undefined : omat[henkilo.persona];
  if (persona !== undefined) {
    const paiva = `${vuosi}-01-01`;
    return persona
      .filter(() => paiva > henkilo.syntymapaiva)
      .map((one) => ({ ...one, laji: toLaji(one.palvelu), paiva, antaja: toAntaja(asiakkuudet, one.alue) }));
  }
  const random = createRandom(seed, "kaynnit", henkilo.index * 4096 + vuosi);
  const kaynnit = asiakkuudet.flatMap((asiakkuus) =>
    drawKaynnit(random, asiakkuus, toJakso(henkilo, asiakkuus, vuosi)),
  );
  return kaynnit.sort((one, other) => (one.paiva < other.paiva ? -1 : Number(one.paiva > other.paiva)));
}

interface Jakso {
  readonly alku: number;
  readonly loppu: number;
}

/** Days of the year on which the person lives and the customership is open; undefined when there are none. */
function toJakso(henkilo: Henkilo, { alkanut, paattynyt }: Asiakkuus, vuosi: number): Jakso | undefined {
  const alku = Math.max(toPaivaluku({ vuosi, kuukausi: 1, paiva: 1 }), ofPaiva(alkanut), ofPaiva(henkilo.syntymapaiva));
  const ends = [paattynyt, henkilo.kuolinpaiva].flatMap((paiva) => (paiva === undefined ? [] : [ofPaiva(paiva) - 1]));
  const loppu = Math.min(toPaivaluku({ vuosi, kuukausi: 12, paiva: 31 }), ...ends);
  return alku <= loppu ? { alku, loppu } : undefined;
}

function drawKaynnit(random: Random, asiakkuus: Asiakkuus, jakso: Jakso | undefined): readonly Kaynti[] {
  if (jakso === undefined) return [];
  const oma = palvelunKaynti[asiakkuus.palvelu] ?? "Terveysasema";
  const maara = 1 + (random.chance(0.05) ? random.between(8, 24) : random.below(4));
  return Array.from({ length: maara }, (_, at): Kaynti => {
    const palvelu = at === 0 || oma !== "Terveysasema" ? oma : drawPalvelu(random);
    const laji = palvelu === "Terveysasema" && random.chance(0.25) ? "ETAKAYNTI" : toLaji(palvelu);
    const paiva = toPaiva(random.between(jakso.alku, jakso.loppu));
    return { alue: asiakkuus.alue, palvelu, laji, paiva, antaja: asiakkuus.organisaationNimi };
  });
}

function drawPalvelu(random: Random): Kaynti["palvelu"] {
  return random.pick(["Terveysasema", "Terveysasema", "Terveysasema", "Poliklinikka", "Päivystys"]);
}

function toLaji(palvelu: Kaynti["palvelu"]): Kaynti["laji"] {
  return palvelu === "Päivystys" ? "PAIVYSTYS" : "KAYNTI";
}

function toAntaja(asiakkuudet: readonly Asiakkuus[], alue: string): string {
  return asiakkuudet.find((one) => one.alue === alue)?.organisaationNimi ?? alue;
}

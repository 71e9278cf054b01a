import type { Viesti, Viestintakanava, Viestintavalinta } from "./asiointi.ts";
import type { Asiakkuus } from "./palvelusuhde.ts";
import type { Henkilo } from "./person.ts";
import type { Paiva } from "./paiva.ts";
import { ofPaiva, toPaiva } from "./paiva.ts";
import { createRandom } from "./random.ts";

const kanavat: readonly Viestintakanava[] = ["SUOMIFI_VIESTIT", "SUOMIFI_VIESTIT", "KIRJE", "TEKSTIVIESTI", "PUHELIN"];

const aiheet = [
  { otsikko: "Ajanvaraus", teksti: "Aikasi on varattu.", lahettaja: "Terveysasema" },
  { otsikko: "Päätös palvelusta", teksti: "Päätös on tehty. Voit pyytää siihen oikaisua.", lahettaja: "Palveluohjaus" },
  { otsikko: "Lasku", teksti: "Lasku käynnistäsi on valmis.", lahettaja: "Asiakasmaksut" },
  { otsikko: "Palveluseteli", teksti: "Sinulle on myönnetty palveluseteli.", lahettaja: "Palveluohjaus" },
] as const;

const vastaus = { otsikko: "Kysymys", teksti: "Voinko siirtää aikaa?", lahettaja: "Asiakas" } as const;

/** Days between two messages of a person; a persona's newest is two days old. */
const valiPaivia = 4;

/** The channel that a person has told to each region that has them as a customer, the newest last. */
export function toViestintavalinnat(
  seed: number,
  henkilo: Henkilo,
  asiakkuudet: readonly Asiakkuus[],
): readonly Viestintavalinta[] {
  const random = createRandom(seed, "viestinta", henkilo.index);
  return alueetOf(asiakkuudet).map((alue, at) => ({
    alue,
    kanava: henkilo.persona === "aino" ? "SUOMIFI_VIESTIT" : random.pick(kanavat),
    valittu: `${2025 - at}-0${random.between(1, 9)}-1${random.between(0, 9)}`,
  }));
}

/**
 * Messages between a person and the regions up to a day, newest first: 25 of Aino's, in which one that she has sent and
 * letters are among those by Suomi.fi; none to six of others. Identifiers are those that the region gave the message at
 * Suomi.fi, by which its events of delivery are told.
 */
export function toViestit(
  seed: number,
  henkilo: Henkilo,
  { asiakkuudet, paiva }: { readonly asiakkuudet: readonly Asiakkuus[]; readonly paiva: Paiva },
): readonly Viesti[] {
  const random = createRandom(seed, "viestit", henkilo.index);
  const alueet = alueetOf(asiakkuudet);
  const count = alueet.length === 0 ? 0 : henkilo.persona === "aino" ? 25 : random.below(7);
  const last = henkilo.kuolinpaiva ?? paiva;
  return Array.from({ length: count }, (_, at): Viesti => {
    const alue = alueet[at % 3 === 2 ? alueet.length - 1 : 0] ?? "08";
    const isReceived = at % 7 === 3;
    const kanava = isReceived || random.chance(0.7) ? "SUOMIFI_VIESTIT" : "KIRJE";
    const sent = toPaiva(ofPaiva(last < paiva ? last : paiva) - 2 - at * valiPaivia);
    return {
      ...(isReceived ? vastaus : random.pick(aiheet)),
      tunniste: `alue${alue}-${String(henkilo.index).padStart(6, "0")}-${sent.replaceAll("-", "")}`,
      alue,
      suunta: isReceived ? "VASTAANOTETTU" : "LAHETETTY",
      kanava,
      aika: `${sent}T${String(7 + (at % 9)).padStart(2, "0")}:15:00Z`,
      huoltajalta: at % 5 === 4 ? "SALATTU" : at % 5 === 0 ? undefined : "AVOIN",
    };
  });
}

/** Has the person taken Suomi.fi messages into use: most adults; nobody without an identity code. */
export function isSuomifiViestitKaytossa(seed: number, { hetu, index, persona }: Henkilo): boolean {
  if (hetu === undefined || persona === "onni") return false;
  return persona !== undefined || createRandom(seed, "viestinta", index + 1_000_000).chance(0.6);
}

function alueetOf(asiakkuudet: readonly Asiakkuus[]): readonly string[] {
  return [...new Set(asiakkuudet.map(({ alue }) => alue))];
}

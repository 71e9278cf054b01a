import { addVuosia, ankkuri, ofPaiva, toIka, toPaiva } from "./paiva.ts";
import type { Henkilo } from "./person.ts";
import type { Tyonhaku } from "./tyo-ja-opinnot.ts";
import { createRandom } from "./random.ts";
import type { Random } from "./random.ts";

/**
 * Personas who seek work: lauri, unemployed and in training; venla, under turvakielto, laid off. The others are none.
 */
const personanTyonhaku: Readonly<Record<string, Tyonhaku>> = {
  lauri: {
    tila: "TYOTON",
    alkaen: "2026-03-01",
    jaksot: [
      { tila: "TYOTON", alku: "2019-01-07", loppu: "2019-08-31" },
      { tila: "TYOSSA", alku: "2019-09-01", loppu: "2026-02-28" },
    ],
    palvelut: [
      { laji: "VALMENNUS", alku: "2026-04-13", loppu: "2026-06-05" },
      { laji: "TYOVOIMAKOULUTUS", alku: "2026-09-01", loppu: undefined },
    ],
  },
  venla: {
    tila: "LOMAUTETTU",
    alkaen: "2026-08-10",
    jaksot: [{ tila: "TYOSSA", alku: "2023-06-01", loppu: "2026-08-09" }],
    palvelut: [],
  },
};

/** Share of each kind of resident of working age who seek work: with an occupation, and without one. */
const hakijoita = { ammatillisia: 0.07, muita: 0.35 };

/**
 * The person as a job seeker; undefined for all others: those not between 18 and 64, students and pensioners by
 * occupation, those who do not live in Finland, and those who have died or have no identity code.
 */
export function toTyonhaku(seed: number, henkilo: Henkilo): Tyonhaku | undefined {
  if (henkilo.persona !== undefined) return personanTyonhaku[henkilo.persona];
  const random = createRandom(seed, "tyonhaku", henkilo.index);
  const osuus = henkilo.ammatti === undefined ? hakijoita.muita : hakijoita.ammatillisia;
  const isDrawn = random.chance(osuus);
  return isDrawn && isMahdollinen(henkilo) ? draw(random, henkilo) : undefined;
}

function isMahdollinen({ hetu, kuolinpaiva, osoite, ammatti, syntymapaiva }: Henkilo): boolean {
  const ika = toIka(ofPaiva(syntymapaiva), ankkuri);
  const isResident = hetu !== undefined && kuolinpaiva === undefined && osoite !== undefined;
  return isResident && ika >= 18 && ika < 65 && ammatti !== "eläkeläinen" && ammatti !== "opiskelija";
}

function draw(random: Random, henkilo: Henkilo): Tyonhaku {
  const aikuinen = addVuosia(ofPaiva(henkilo.syntymapaiva), 18);
  const alkaen = Math.max(ankkuri - random.between(10, 500), aikuinen);
  const tila = henkilo.ammatti === undefined ? drawUutena(random) : drawAmmatissa(random);
  const edellinen = Math.max(alkaen - random.between(200, 2500), aikuinen);
  const ennen = henkilo.ammatti === undefined ? "TYOVOIMAN_ULKOPUOLELLA" : "TYOSSA";
  const palvelu = random.pick(["TYOVOIMAKOULUTUS", "TYOKOKEILU", "VALMENNUS", "PALKKATUKI"] as const);
  const palvelussa = tila === "PALVELUSSA" || random.chance(0.2);
  return {
    tila,
    alkaen: toPaiva(alkaen),
    jaksot: edellinen < alkaen ? [{ tila: ennen, alku: toPaiva(edellinen), loppu: toPaiva(alkaen - 1) }] : [],
    palvelut: palvelussa
      ? [
          {
            laji: henkilo.oleskelu === "OLESKELULUPA" ? "KOTOUTUMISKOULUTUS" : palvelu,
            alku: toPaiva(alkaen),
            loppu: undefined,
          },
        ]
      : [],
  };
}

function drawUutena(random: Random): Tyonhaku["tila"] {
  return random.chance(0.7) ? "TYOTON" : "PALVELUSSA";
}

function drawAmmatissa(random: Random): Tyonhaku["tila"] {
  return random.pick(["TYOTON", "TYOTON", "LOMAUTETTU", "LYHENNETTY_TYOVIIKKO", "PALVELUSSA"]);
}

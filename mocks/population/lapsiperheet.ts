import { ankkuri } from "./paiva.ts";
import { suunnittele } from "./perheen-osat.ts";
import type { Perhe, Suunnitelma } from "./perheen-osat.ts";
import type { Random } from "./random.ts";
import { lastenSyntymat, sukupuoli, vanhempi } from "./syntymat.ts";

/** Two parents and children in one home: married (2), unmarried (1), or spouses living apart (3). */
export function lapsiperhe(random: Random, siviilisaaty: 1 | 2 | 3): Perhe {
  const syntymat = lastenSyntymat(random, 21);
  const puoliso = (paikka: number) => (siviilisaaty === 1 ? {} : { puoliso: paikka });
  const vanhin = syntymat[0] ?? ankkuri;
  const toinenKoti = siviilisaaty === 3 ? 1 : 0;
  return {
    jasenet: [
      suunnittele({
        syntyi: vanhempi(random, vanhin),
        sukupuoli: "MIES",
        siviilisaaty,
        asunto: toinenKoti,
        ...puoliso(1),
      }),
      suunnittele({ syntyi: vanhempi(random, vanhin), sukupuoli: "NAINEN", siviilisaaty, ...puoliso(0) }),
      ...lapset(random, syntymat, { vanhemmat: [0, 1], huoltajat: [0, 1] }),
    ],
  };
}

/** Divorced parents: two homes, custody shared by both in four families of five. */
export function eroperhe(random: Random): Perhe {
  const syntymat = lastenSyntymat(random, 19);
  const vanhin = syntymat[0] ?? ankkuri;
  const huoltajat = random.pick([[0, 1], [0, 1], [0, 1], [0, 1], [1]]);
  return {
    jasenet: [
      suunnittele({ syntyi: vanhempi(random, vanhin), sukupuoli: "MIES", siviilisaaty: 4 }),
      suunnittele({ syntyi: vanhempi(random, vanhin), sukupuoli: "NAINEN", siviilisaaty: 4, asunto: 1 }),
      ...lapset(random, syntymat, {
        vanhemmat: [0, 1],
        huoltajat,
        asunto: huoltajat.length === 1 ? 1 : random.below(2),
      }),
    ],
  };
}

/** A mother alone: the only parent known and the only guardian. */
export function yksinhuoltaja(random: Random): Perhe {
  const syntymat = lastenSyntymat(random, 19);
  return {
    jasenet: [
      suunnittele({ syntyi: vanhempi(random, syntymat[0] ?? ankkuri), sukupuoli: "NAINEN" }),
      ...lapset(random, syntymat, { vanhemmat: [0], huoltajat: [0] }),
    ],
  };
}

/** A parent of minors whose spouse has died: custody is the living parent's alone. */
export function leskivanhempi(random: Random): Perhe {
  const syntymat = lastenSyntymat(random, 17);
  const vanhin = syntymat[0] ?? ankkuri;
  const nuorin = syntymat.at(-1) ?? ankkuri;
  return {
    jasenet: [
      suunnittele({ syntyi: vanhempi(random, vanhin), sukupuoli: "NAINEN", siviilisaaty: 5 }),
      suunnittele({
        syntyi: vanhempi(random, vanhin),
        sukupuoli: "MIES",
        siviilisaaty: 2,
        kuoli: random.between(nuorin, ankkuri),
      }),
      ...lapset(random, syntymat, { vanhemmat: [0, 1], huoltajat: [0] }),
    ],
  };
}

/** A child whose grandmother has custody by a court's order; the mother lives elsewhere. */
export function maarattyHuoltaja(random: Random): Perhe {
  const lapsi = ankkuri - random.between(3 * 365, 17 * 365);
  const aiti = vanhempi(random, lapsi);
  return {
    jasenet: [
      suunnittele({ syntyi: vanhempi(random, aiti), sukupuoli: "NAINEN", siviilisaaty: 4 }),
      suunnittele({ syntyi: aiti, sukupuoli: "NAINEN", vanhemmat: [0], asunto: 1 }),
      suunnittele({
        syntyi: lapsi,
        sukupuoli: sukupuoli(random),
        vanhemmat: [1],
        huoltajat: [{ paikka: 0, laji: "MAARATTY", alkaen: random.between(lapsi + 200, ankkuri) }],
      }),
    ],
  };
}

/** A woman who seeks asylum, half of the time with a child. */
export function turvapaikanhakija(random: Random): Perhe {
  const lapsi = ankkuri - random.between(200, 15 * 365);
  const tilanne = "TURVAPAIKANHAKIJA";
  const aikuiset = [suunnittele({ syntyi: vanhempi(random, lapsi), sukupuoli: "NAINEN", tilanne })];
  if (random.chance(0.5)) return { jasenet: aikuiset, ulkomainen: true };
  const huoltajat = [{ paikka: 0, laji: "LAKISAATEINEN" as const, alkaen: undefined }];
  const nuori = suunnittele({ syntyi: lapsi, sukupuoli: sukupuoli(random), vanhemmat: [0], huoltajat, tilanne });
  return { jasenet: [...aikuiset, nuori], ulkomainen: true };
}

/** A person without a Finnish identity code; sometimes the parent of a child who has one. */
export function tunnukseton(random: Random): Perhe {
  const lapsi = ankkuri - random.between(30, 8 * 365);
  const aikuinenIlman = suunnittele({
    syntyi: vanhempi(random, lapsi),
    sukupuoli: sukupuoli(random),
    tilanne: "TUNNUKSETON",
  });
  if (random.chance(0.6)) return { jasenet: [aikuinenIlman], ulkomainen: true };
  const aiti = suunnittele({ syntyi: vanhempi(random, lapsi), sukupuoli: "NAINEN" });
  const isa = { ...aikuinenIlman, sukupuoli: "MIES" as const };
  const yhteiset = lapset(random, [lapsi], { vanhemmat: [0, 1], huoltajat: [0, 1] });
  return { jasenet: [aiti, isa, ...yhteiset], ulkomainen: true };
}

function lapset(
  random: Random,
  syntymat: readonly number[],
  osat: { readonly vanhemmat: readonly number[]; readonly huoltajat: readonly number[]; readonly asunto?: number },
): readonly Suunnitelma[] {
  const huoltajat = osat.huoltajat.map((paikka) => ({ paikka, laji: "LAKISAATEINEN" as const, alkaen: undefined }));
  return syntymat.map((syntyi) => suunnittele({ ...osat, syntyi, sukupuoli: sukupuoli(random), huoltajat }));
}

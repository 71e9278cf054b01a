import { valimerkit } from "./hetu.ts";
import type { HetunOsat } from "./hetu.ts";
import { toOsat } from "./paiva.ts";
import { hash32 } from "./random.ts";

/**
 * How identity codes are unique without being stored. Each block of persons owns a lane (kaista):
 * one of 68 remainders of the day number of birth, one of 50 pairs of individual numbers (900/901 …
 * 998/999) and one of 6 signs. 68 × 50 × 6 = 20 400 lanes serve 20 000 blocks. Two persons of
 * different blocks so differ in day, number or sign; a block itself gives each (day, sex) once.
 * The way back, from a code to its block, is the same arithmetic: nothing needs an index.
 *
 * A shift that depends on the day spreads numbers and signs, so that a family does not share them.
 */
export const henkiloaLohkossa = 50;

/** Days between two possible birth days of one block. */
export const paivavali = 68;

const pairs = 50;
const signs = 6;

/** The remainder of the birth days of a block, 0 … 67. */
export function paivanJaannos(seed: number, lohko: number): number {
  return (lohko + hash32(seed, "lohko", 0)) % paivavali;
}

/** Sign and individual number of whoever of this sex is born in this block on this day. */
export function toTunnuksenOsat(seed: number, lohko: number, syntymat: Syntyma): HetunOsat {
  const { syntyi, sukupuoli } = syntymat;
  const pair = (Math.floor(lohko / paivavali) + pairShift(seed, syntyi)) % pairs;
  const merkki = (Math.floor(lohko / (paivavali * pairs)) + signShift(seed, syntyi)) % signs;
  return { syntyi, merkki, yksilonumero: 900 + pair * 2 + (sukupuoli === "MIES" ? 1 : 0) };
}

/** A birth, as far as an identity code knows it. */
export interface Syntyma {
  /** Day number. */
  readonly syntyi: number;
  readonly sukupuoli: "MIES" | "NAINEN";
}

/** Whether the lane has a sign for this day: the 1800s have one sign only, later centuries six. */
export function isMerkkiOlemassa(seed: number, lohko: number, syntyi: number): boolean {
  const vuosisata = Math.floor(toOsat(syntyi).vuosi / 100);
  const count = vuosisata === 18 ? valimerkit[18].length : signs;
  return toTunnuksenOsat(seed, lohko, { syntyi, sukupuoli: "NAINEN" }).merkki < count;
}

/** The block in whose lane a code lies. Does not say that the block has such a person. */
export function toLohko(seed: number, osat: HetunOsat): number {
  const pair = wrap(Math.floor((osat.yksilonumero - 900) / 2) - pairShift(seed, osat.syntyi), pairs);
  const merkki = wrap(osat.merkki - signShift(seed, osat.syntyi), signs);
  const remainder = wrap(osat.syntyi, paivavali);
  const lohkossa = wrap(remainder - (hash32(seed, "lohko", 0) % paivavali), paivavali);
  return (merkki * pairs + pair) * paivavali + lohkossa;
}

/** Remainder that is never negative. */
export function wrap(value: number, modulus: number): number {
  return ((value % modulus) + modulus) % modulus;
}

function pairShift(seed: number, syntyi: number): number {
  return hash32(seed, "paiva", syntyi + 100_000) % pairs;
}

/** Four days of five keep the oldest sign, as most people have: the new ones are rare so far. */
function signShift(seed: number, syntyi: number): number {
  const hash = hash32(seed, "paiva", syntyi + 200_000);
  return hash % 5 === 0 ? 1 + (Math.floor(hash / 5) % (signs - 1)) : 0;
}

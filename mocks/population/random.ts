/** Pseudo-random numbers that depend on nothing but what they were made from. Not for secrets. */
export interface Random {
  /** 0 … n-1. */
  below(n: number): number;
  /** True in `share` (0 … 1) of the draws. */
  chance(share: number): boolean;
  /** One of the list. @throws RangeError when it is empty. */
  pick<T>(list: readonly T[]): T;
  /** From `from` up to and including `to`. */
  between(from: number, to: number): number;
}

/** What numbers are drawn for. Each purpose has its own stream, so that a new one moves no other. */
export type Stream =
  | "lohko"
  | "perhe"
  | "nimi"
  | "sukunimi"
  | "osoite"
  | "henkilo"
  | "opinnot"
  | "alueet"
  | "yhteystiedot"
  | "setelit"
  | "vakuutukset"
  | "tyonhaku"
  | "oleskelu"
  | "valtuudet"
  | "tahdonilmaisut"
  | "oma-arviot"
  | "viestinta"
  | "viestit"
  | "ostoluokka"
  | "ostot"
  | "hoito"
  | "paiva"
  | "maksuyhteydet"
  | "tyoterveys"
  | "kaynnit"
  | "tuottajavalinnat"
  | "budjetit"
  | "sitoumukset"
  | "ammattilaiset"
  | "toiveet"
  | "laheiset"
  | "omasuunnitelmat"
  | "palvelutapahtumat";

/**
 * The generator of one thing: `seed` and `stream` say which world and purpose, `index` which thing.
 * 32-bit integer arithmetic only, so it is the same on every machine.
 */
export function createRandom(seed: number, stream: Stream, index: number): Random {
  let state = hash32(seed, stream, index);
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    return mix(state);
  };
  const below = (n: number): number => next() % n;
  return {
    below,
    chance: (share) => next() < share * 0x1_0000_0000,
    between: (from, to) => from + below(to - from + 1),
    pick(list) {
      const found = list[below(Math.max(1, list.length))];
      if (found === undefined) throw new RangeError("nothing to pick from");
      return found;
    },
  };
}

/** A 32-bit hash of (seed, stream, index); seed and index may have up to 53 bits. */
export function hash32(seed: number, stream: Stream, index: number): number {
  let hash = mix(seed >>> 0);
  hash = mix(hash ^ Math.floor(seed / 0x1_0000_0000));
  for (let at = 0; at < stream.length; at += 1) hash = mix((hash ^ stream.charCodeAt(at)) + 0x9e3779b9);
  hash = mix(hash ^ (index >>> 0));
  return mix((hash ^ Math.floor(index / 0x1_0000_0000)) + 0x85ebca6b);
}

/** Spreads 32 bits (the finaliser of MurmurHash3). */
function mix(value: number): number {
  let bits = value >>> 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** Kela's yearly limits, integer cents. */
export interface Katot {
  /** Initial deductible of medicines (alkuomavastuu); from the year in which one turns 19. */
  readonly alkuomavastuu: number;
  /** Annual deductible of medicines (vuosiomavastuu, lääkekatto). */
  readonly laakkeet: number;
  /** Annual deductible of travel. */
  readonly matkat: number;
}

/**
 * Known years. 2023-2026 from Kela's pages and one secondary source (2026); the initial deductible of
 * 2024 and travel since 2024 are recalled, not read. Travel: at most 25 euro one way, 300 a year since 2016.
 */
const vuodet: readonly (readonly [number, Katot])[] = [
  [2026, { alkuomavastuu: 7033, laakkeet: 63_612, matkat: 30_000 }],
  [2025, { alkuomavastuu: 7000, laakkeet: 63_317, matkat: 30_000 }],
  [2024, { alkuomavastuu: 5000, laakkeet: 62_694, matkat: 30_000 }],
  [2022, { alkuomavastuu: 5000, laakkeet: 59_216, matkat: 30_000 }],
  [2020, { alkuomavastuu: 5000, laakkeet: 57_766, matkat: 30_000 }],
  [2018, { alkuomavastuu: 5000, laakkeet: 60_513, matkat: 30_000 }],
  [2016, { alkuomavastuu: 5000, laakkeet: 61_037, matkat: 30_000 }],
];
const vanhin: Katot = { alkuomavastuu: 5000, laakkeet: 61_037, matkat: 30_000 };

/** Limits of a year; of the nearest earlier known year for one not in the table, and of 2016 before it. */
export function katotVuonna(vuosi: number): Katot {
  return vuodet.find(([known]) => known <= vuosi)?.[1] ?? vanhin;
}

import type { Seteli } from "./myonnetyt.ts";

const lapsenSeteli = {
  alue: "08",
  arvoSentit: 12_000,
  alkaen: "2026-02-01",
  paattyy: "2027-01-31",
  tila: "VOIMASSA",
  kaytot: [],
} as const;

/**
 * Vouchers of the personas whose case is about them: aino's are the README's example, sofia's follow
 * her moves from Pirkanmaa (08) to Keski-Suomi (15) and Helsinki (90), with uses across regions; eino's are one of
 * each mark that a minor's rows can have, helmi's has none.
 */
export const personanSetelit: Readonly<Record<string, readonly Seteli[]>> = {
  aino: [
    {
      numero: "S08-000000-1",
      alue: "08",
      palvelu: "Suun terveydenhuolto",
      arvoSentit: 15_000,
      alkaen: "2025-03-01",
      paattyy: "2026-02-28",
      tila: "KAYTETTY",
      kaytot: [
        { tuottaja: "Testihammas Oy", alue: "08", sentit: 9_500, paiva: "2025-04-10" },
        { tuottaja: "Testihammas Oy", alue: "08", sentit: 5_500, paiva: "2025-09-02" },
      ],
    },
    {
      numero: "S08-000000-2",
      alue: "08",
      palvelu: "Lapsiperheen kotipalvelu",
      arvoSentit: 36_000,
      alkaen: "2026-05-01",
      paattyy: "2027-04-30",
      tila: "VOIMASSA",
      kaytot: [
        { tuottaja: "Arkiapu Malli Ky", alue: "08", sentit: 7_200, paiva: "2026-05-20" },
        { tuottaja: "Hoivamalli Oy", alue: "15", sentit: 5_400, paiva: "2026-07-14" },
      ],
    },
  ],
  eino: [
    { ...lapsenSeteli, numero: "S08-000001-1", palvelu: "Fysioterapia", huoltajalta: "AVOIN" },
    { ...lapsenSeteli, numero: "S08-000001-2", palvelu: "Suun terveydenhuolto", huoltajalta: "SALATTU" },
    { ...lapsenSeteli, numero: "S08-000001-3", palvelu: "Puheterapia" },
  ],
  helmi: [{ ...lapsenSeteli, numero: "S08-000002-1", palvelu: "Puheterapia" }],
  sofia: [
    {
      numero: "S08-000006-1",
      alue: "08",
      palvelu: "Fysioterapia",
      arvoSentit: 12_000,
      alkaen: "2019-02-01",
      paattyy: "2020-01-31",
      tila: "PAATTYNYT",
      kaytot: [
        { tuottaja: "Testiterapia Oy", alue: "08", sentit: 4_000, paiva: "2019-03-05" },
        { tuottaja: "Testiterapia Oy", alue: "15", sentit: 4_000, paiva: "2019-11-19" },
      ],
    },
    {
      numero: "S15-000006-1",
      alue: "15",
      palvelu: "Suun terveydenhuolto",
      arvoSentit: 18_000,
      alkaen: "2024-01-15",
      paattyy: "2027-01-14",
      tila: "VOIMASSA",
      kaytot: [
        { tuottaja: "Testihammas Oy", alue: "15", sentit: 6_000, paiva: "2024-02-20" },
        { tuottaja: "Esimerkkihammas Oy", alue: "90", sentit: 6_000, paiva: "2025-05-06" },
      ],
    },
    {
      numero: "S90-000006-1",
      alue: "90",
      palvelu: "Fysioterapia",
      arvoSentit: 24_000,
      alkaen: "2026-02-01",
      paattyy: "2027-12-31",
      tila: "VOIMASSA",
      kaytot: [{ tuottaja: "Testiterapia Oy", alue: "90", sentit: 5_500, paiva: "2026-03-17" }],
    },
  ],
};

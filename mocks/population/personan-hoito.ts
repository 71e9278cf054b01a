import type { Havainto } from "./kirjaukset.ts";

const fysioterapeutti = { nimi: "Testi Fysioterapeutti-Malli", rekisterointinumero: "99000000001" };
const ohjaaja = { nimi: "Malla Ohjaaja-Testi", rekisterointinumero: "99000000003" };
const alussa = { rekisterinpitaja: "08", paiva: "2026-03-12", tekija: fysioterapeutti } as const;

/**
 * Findings of the personas whose case is about them. Eino's are one of each mark that a minor's record can have,
 * helmi's one of a small child. Aino has a special content, which no e-service shows her, and a very restricted one.
 * Sofia has been assessed in each region where she has lived and at HUS; mihai under a temporary identifier.
 */
export const personanHoito: Readonly<Record<string, readonly Havainto[]>> = {
  aino: [
    { ...alussa, tunnus: "T08-A-1", icf: "d450", nimi: "Käveleminen", aste: 1 },
    { ...alussa, tunnus: "T08-A-2", icf: "d240", nimi: "Stressin sietäminen", aste: 3, erityissisalto: true },
    { ...alussa, tunnus: "T08-A-3", icf: "b152", nimi: "Tunne-elämän toiminnot", aste: 2, luottamuksellisuus: "V" },
  ],
  eino: [
    { ...alussa, tunnus: "T08-E-1", icf: "d160", nimi: "Tarkkaavuuden kohdentaminen", aste: 1, huoltajille: "2" },
    { ...alussa, tunnus: "T08-E-2", icf: "d720", nimi: "Monimuotoinen vuorovaikutus", aste: 2, huoltajille: "3" },
    { ...alussa, tunnus: "T08-E-3", icf: "d820", nimi: "Kouluopetus", aste: 1, huoltajille: "4" },
    { ...alussa, tunnus: "T08-E-4", icf: "b134", nimi: "Unitoiminnot", aste: 2 },
  ],
  helmi: [{ ...alussa, tunnus: "T08-H-1", icf: "d330", nimi: "Puhuminen", aste: 2, huoltajille: "1" }],
  sofia: [
    { ...alussa, tunnus: "T08-S-1", icf: "d450", nimi: "Käveleminen", aste: 3, paiva: "2019-02-20" },
    {
      tunnus: "T15-S-1",
      rekisterinpitaja: "15",
      tekija: ohjaaja,
      icf: "d450",
      nimi: "Käveleminen",
      aste: 2,
      paiva: "2024-01-30",
    },
    {
      tunnus: "T90-S-1",
      rekisterinpitaja: "90",
      tekija: fysioterapeutti,
      icf: "d450",
      nimi: "Käveleminen",
      aste: 1,
      paiva: "2026-02-11",
    },
    {
      tunnus: "T99-S-1",
      rekisterinpitaja: "HUS",
      tekija: fysioterapeutti,
      icf: "b710",
      nimi: "Nivelten liikkuvuus",
      aste: 1,
      paiva: "2026-04-09",
    },
  ],
  mihai: [{ ...alussa, tunnus: "T08-M-1", icf: "d410", nimi: "Asennon vaihtaminen", aste: 8, paiva: "2026-06-02" }],
};

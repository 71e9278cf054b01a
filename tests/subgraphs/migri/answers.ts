import type { OleskeluWire } from "../../../subgraphs/migri/wire.ts";

/** The documented answer of the register; `hetu` is a test code. */
export const documented = {
  asiakasnumero: "0001234567",
  henkilotunnus: "010190-999W",
  nimi: { sukunimi: "Haddar", etunimet: "Omar" },
  kansalaisuudet: ["SYR"],
  oleskeluluvat: [
    {
      laji: "A",
      peruste: "KANSAINVALINEN_SUOJELU",
      alkaa: "2025-06-01",
      paattyy: "2029-05-31",
      tila: "VOIMASSA",
      tyoskentelyoikeus: "RAJOITTAMATON",
    },
  ],
  turvapaikka: {
    tila: "MYONNETTY",
    suojelumuoto: "PAKOLAISASEMA",
    haettu: "2024-01-15",
    ratkaistu: "2025-05-20",
  },
  matkustusasiakirjat: [{ laji: "MUUKALAISPASSI", numero: "XM0000000", maa: "FIN", voimassaAsti: "2029-05-31" }],
  vastaanotto: { vastaanottokeskus: "Testilän vastaanottokeskus", alkaen: "2024-01-16", paattyen: "2025-07-01" },
  kuntaanosoitus: { kunta: "837", paatosPaiva: "2025-06-10", muuttoPaiva: "2025-07-01" },
} satisfies OleskeluWire;

/** A permit of the documented answer, with these things otherwise. */
export function lupa(osat: Partial<OleskeluWire["oleskeluluvat"][number]> = {}): OleskeluWire["oleskeluluvat"][number] {
  const [first] = documented.oleskeluluvat;
  if (first === undefined) throw new Error("the documented answer has a permit");
  return { ...first, laji: "A", peruste: "TYO", tila: "VOIMASSA", tyoskentelyoikeus: "RAJOITTAMATON", ...osat };
}

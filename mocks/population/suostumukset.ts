import { findAlue } from "./alueet.ts";
import { toOrganisaatio } from "./asiakkuudet.ts";
import { findOsapuoli } from "./osapuolet.ts";
import type { Henkilo } from "./person.ts";
import type { Osapuoli, Suostumus } from "./tahto.ts";
import type { Vakuutus } from "./maksaminen.ts";

type Annettu = Pick<Suostumus, "tietoryhmat"> &
  Partial<Pick<Suostumus, "tila" | "paattyy" | "peruttu">> & { readonly kenelle: string; readonly mista: string };

const oma = { kenelle: "oma-nakyma", tietoryhmat: ["vakuutus"] } as const;

/**
 * Consents of the personas. Aino: own view of both insurers, the region of Pirkanmaa of one, an insurer
 * of basic facts and ceilings, a sports service that she has withdrawn. Venla, under turvakielto: a sports
 * service that may ask contacts and addresses. Onni: paused. Sofia: active on paper, ended by the clock.
 * Liisa is insured and has consented to nothing.
 */
const personanSuostumukset: Readonly<Record<string, readonly Annettu[]>> = {
  aino: [
    { ...oma, mista: "vakuutusyhtio-a" },
    { ...oma, mista: "vakuutusyhtio-c" },
    { kenelle: toOrganisaatio("08"), mista: "vakuutusyhtio-a", tietoryhmat: ["vakuutus"] },
    { kenelle: "vakuutusyhtio-a", mista: "asiakas-graph", tietoryhmat: ["perustiedot", "maksukatot"] },
    {
      kenelle: "liikuntapalvelu-b",
      mista: "asiakas-graph",
      tietoryhmat: ["yhteystiedot"],
      tila: "WITHDRAWN",
      peruttu: "2026-05-02T08:00:00Z",
    },
  ],
  venla: [
    { kenelle: "liikuntapalvelu-b", mista: "asiakas-graph", tietoryhmat: ["perustiedot", "yhteystiedot", "osoitteet"] },
  ],
  onni: [
    {
      kenelle: "liikuntapalvelu-b",
      mista: "asiakas-graph",
      tietoryhmat: ["perustiedot", "yhteystiedot"],
      tila: "PAUSED",
    },
  ],
  sofia: [
    { ...oma, mista: "vakuutusyhtio-c" },
    { kenelle: "liikuntapalvelu-b", mista: "asiakas-graph", tietoryhmat: ["perustiedot", "koulutus"] },
    {
      kenelle: "vakuutusyhtio-a",
      mista: "asiakas-graph",
      tietoryhmat: ["maksukatot"],
      paattyy: "2026-06-30T21:00:00Z",
    },
    {
      kenelle: "vakuutusyhtio-c",
      mista: "asiakas-graph",
      tietoryhmat: ["perustiedot"],
      tila: "EXPIRED",
      paattyy: "2025-12-31T22:00:00Z",
    },
  ],
};

/** Consents of a person: the personas' own; of two others insured of three, one for the own view. */
export function toSuostumukset(henkilo: Henkilo, vakuutukset: readonly Vakuutus[]): readonly Suostumus[] {
  const annetut: readonly Annettu[] =
    henkilo.persona !== undefined
      ? (personanSuostumukset[henkilo.persona] ?? [])
      : henkilo.index % 3 === 0
        ? []
        : vakuutukset.map(({ yhtio }) => ({ ...oma, mista: yhtio }));
  return annetut.map(({ kenelle, mista, tila = "ACTIVE", tietoryhmat, paattyy, peruttu }, at) => ({
    tunnus: `MD-${String(henkilo.index).padStart(6, "0")}-${at + 1}`,
    tila,
    vastaanottaja: toOsapuoli(kenelle),
    lahde: toOsapuoli(mista),
    tietoryhmat,
    annettu: "2025-11-01T09:30:00Z",
    paattyy,
    peruttu,
  }));
}

function toOsapuoli(id: string): Osapuoli {
  const found = findOsapuoli(id);
  if (found !== undefined) return { id, nimi: found.nimi };
  return { id, nimi: findAlue(id.slice(-2))?.nimi.fi ?? id };
}

import { describe, expect, it } from "vitest";
import { ankkuripaiva, createPopulation, findAlue, oletusPopulaatio } from "../../../mocks/population/index.ts";
import type { Asiakkuus, Henkilo } from "../../../mocks/population/index.ts";

const population = createPopulation(oletusPopulaatio);
const kaikki = [...population.kaikki()];

function personaOf(name: string): Henkilo {
  const found = population.personas.find(({ persona }) => persona === name);
  if (found === undefined) throw new Error(`the population has no persona ${name}`);
  return population.henkilo(found.index);
}

const openOf = (henkilo: Henkilo): readonly Asiakkuus[] =>
  population.asiakkuudet(henkilo).filter(({ paattynyt }) => paattynyt === undefined);

describe("customerships", () => {
  it("are of the region's organisation or of HUS, and of nobody before birth or after death", () => {
    for (const henkilo of kaikki) {
      for (const { alue, organisaatio, organisaationNimi, alkanut, paattynyt } of population.asiakkuudet(henkilo)) {
        expect([`1.2.246.10.999000${alue}`, "1.2.246.10.99900099"]).toContain(organisaatio);
        expect(findAlue(alue)).toBeDefined();
        expect([findAlue(alue)?.nimi.fi, "HUS-yhtymä"]).toContain(organisaationNimi);
        expect(alkanut >= henkilo.syntymapaiva && alkanut <= (paattynyt ?? ankkuripaiva)).toBe(true);
        expect(henkilo.kuolinpaiva === undefined || (paattynyt ?? "9999") <= henkilo.kuolinpaiva).toBe(true);
      }
      const tunnukset = population.asiakkuudet(henkilo).map(({ tunnus }) => tunnus);
      expect(new Set(tunnukset).size).toBe(tunnukset.length);
    }
  });

  it("are open in the home region of every living resident, and wherever a voucher is in force", () => {
    for (const henkilo of kaikki) {
      const isHere = henkilo.kuolinpaiva === undefined && henkilo.oleskelu !== "MAASTAMUUTTANUT";
      const live = population.setelit(henkilo).filter(({ tila }) => tila === "VOIMASSA");
      const needed = [...live.map(({ alue }) => alue), henkilo.alue ?? "91"].filter((alue) => isHere && alue !== "91");
      const open = openOf(henkilo).map(({ alue }) => alue);
      expect(needed.filter((alue) => !open.includes(alue))).toEqual([]);
      expect(open.filter(() => !isHere)).toEqual([]);
    }
  });

  it.each([
    ["aino", ["08 Lapsiperheiden sosiaalipalvelut", "08 Terveysasema"]],
    ["eino", ["08 Lapsiperheiden sosiaalipalvelut", "08 Terveysasema"]],
    ["helmi", ["08 Lapsiperheiden sosiaalipalvelut", "08 Terveysasema"]],
    ["venla", ["05 Terveysasema"]],
    ["sofia", ["15 Terveysasema", "90 Erikoissairaanhoito", "90 Terveysasema"]],
    ["mihai", ["08 Terveysasema"]],
    ["urho", []],
    ["kaisa", []],
  ])("of %s are open with %j", (persona, expected) => {
    expect(
      openOf(personaOf(persona))
        .map(({ alue, palvelu }) => `${alue} ${palvelu}`)
        .sort(),
    ).toEqual(expected);
  });

  it("of some living in Uusimaa are with HUS, and of nobody elsewhere", () => {
    const inHus = kaikki.filter((one) => openOf(one).some(({ organisaatio }) => organisaatio.endsWith("99900099")));
    expect(inHus.length).toBeGreaterThan(50);
    for (const { alue } of inHus) expect(["01", "02", "03", "04", "90"]).toContain(alue);
  });
});

describe("consents and insurances", () => {
  it("name one source and one receiver each, and an insurer only where it insures", () => {
    for (const henkilo of kaikki) {
      const insurers = population.vakuutukset(henkilo).map(({ yhtio }) => yhtio);
      const consents = population.suostumukset(henkilo);
      const pairs = consents.map(({ vastaanottaja, lahde }) => `${vastaanottaja.id} ${lahde.id}`);
      expect(new Set(pairs).size).toBe(pairs.length);
      for (const { lahde, tietoryhmat } of consents) {
        expect(["asiakas-graph", ...insurers]).toContain(lahde.id);
        expect(tietoryhmat.includes("vakuutus")).toBe(lahde.id !== "asiakas-graph");
      }
      expect(consents.length === 0 || henkilo.hetu !== undefined).toBe(true);
    }
  });

  it("are of some: insured without a consent, and with one for the own view", () => {
    const insured = kaikki.filter((one) => population.vakuutukset(one).length > 0);
    const viewed = insured.filter((one) =>
      population.suostumukset(one).some(({ vastaanottaja }) => vastaanottaja.id === "oma-nakyma"),
    );
    expect(viewed.length).toBeGreaterThan(100);
    expect(insured.length - viewed.length).toBeGreaterThan(50);
  });

  it("have every state among the personas", () => {
    const states = population.personas.flatMap(({ index }) =>
      population.suostumukset(population.henkilo(index)).map(({ tila }) => tila),
    );
    expect(new Set(states)).toEqual(new Set(["ACTIVE", "PAUSED", "WITHDRAWN", "EXPIRED"]));
  });
});

import { describe, expect, it } from "vitest";
import { toCrmRows } from "../../../mocks/crm/records.ts";
import { createPopulation } from "../../../mocks/population/index.ts";

const population = createPopulation({ seed: 7, size: 2000 });
const people = [...population.kaikki()];

describe("toCrmRows", () => {
  it("knows a person only where contacts, a voucher, a customership or a temporary identity say so", () => {
    for (const henkilo of people) {
      const given = henkilo.tilapainenTunnus;
      const expected = new Set([
        ...population.yhteystiedot(henkilo).map(({ alue }) => alue),
        ...population.setelit(henkilo).map(({ alue }) => alue),
        ...population.asiakkuudet(henkilo).map(({ alue }) => alue),
        ...(given === undefined ? [] : [given.slice(0, 2)]),
      ]);
      expect(new Set(toCrmRows(population, henkilo).keys())).toEqual(expected);
    }
  });

  it("keeps a use in another region in the CRM of the region that granted the voucher", () => {
    const abroad = people.flatMap((henkilo) =>
      population
        .setelit(henkilo)
        .flatMap((seteli) => seteli.kaytot.filter(({ alue }) => alue !== seteli.alue).map(() => ({ henkilo, seteli }))),
    );
    expect(abroad.length).toBeGreaterThan(0);
    for (const { henkilo, seteli } of abroad) {
      const rows = toCrmRows(population, henkilo).get(seteli.alue);
      const uses = rows?.setelin_kaytto.filter(({ numero }) => numero === seteli.numero);
      expect(uses?.map(({ alue }) => alue)).toEqual(seteli.kaytot.map(({ alue }) => alue));
    }
  });

  it("writes money as decimal text, to the cent", () => {
    for (const henkilo of people) {
      for (const seteli of population.setelit(henkilo)) {
        const row = toCrmRows(population, henkilo)
          .get(seteli.alue)
          ?.asiakasseteli.find(({ numero }) => numero === seteli.numero);
        expect(row?.["arvo"]).toMatch(/^\d+\.\d{2}$/);
        expect(String(row?.["arvo"]).replace(".", "")).toBe(String(seteli.arvoSentit).padStart(3, "0"));
      }
    }
  });
});

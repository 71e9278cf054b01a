import { describe, expect, test } from "vitest";
import { placeAnswered } from "../../../schema/rules/place-answered.ts";
import { check } from "./check.ts";

const next = "answer paljastaaPaikan: SUORAAN, VALILLISESTI or EI in its @tieto, or tell the place on a field above it";

describe("accepts", () => {
  test("an answer on the field, and one on the item above it", () => {
    const schema = `type Asiakas {
  setelit: [Seteli] @tieto(id: 23)
  yhteystiedot: [Yhteystieto] @tieto(id: 1, paljastaaPaikan: SUORAAN)
}
type Seteli { arvo: Raha alue: String @tieto(id: 23, paljastaaPaikan: VALILLISESTI) }
type Yhteystieto { arvo: String alue: String kuvaus: String }`;
    expect(check(placeAnswered, schema)).toEqual([]);
  });

  test("an answer EI on the suspected field", () => {
    const schema = `type Asiakas { aihe: String @tieto(id: 1, paljastaaPaikan: EI) }`;
    expect(check(placeAnswered, schema)).toEqual([]);
  });

  test("places that are not below Asiakas, and families without end", () => {
    const schema = `type Query { alueet: [Alue] }
type Alue @viitetieto { kunta: String }
type Asiakas { lapset: [Laheinen] @tieto(id: 1) }
type Laheinen { henkilo: Asiakas laheiset: [Laheinen] }`;
    expect(check(placeAnswered, schema)).toEqual([]);
  });
});

describe("refuses", () => {
  test("each kind of suspicion, by the field's name or its type", () => {
    const schema = `type Asiakas {
  kotialue: String @tieto(id: 1)
  valittu: Palveluntarjoaja @tieto(id: 1)
  katuosoite: String @tieto(id: 1)
  lisatieto: String @tieto(id: 1)
}`;
    expect(check(placeAnswered, schema)).toEqual([
      `2:3  Asiakas.kotialue may tell where the person is (a region)  →  ${next}`,
      `3:3  Asiakas.valittu may tell where the person is (an organisation or unit)  →  ${next}`,
      `4:3  Asiakas.katuosoite may tell where the person is (a place)  →  ${next}`,
      `5:3  Asiakas.lisatieto may tell where the person is (free text)  →  ${next}`,
    ]);
  });

  test("a field far below, once, though it is reached by two items", () => {
    const schema = `type Asiakas { katto: Katto @tieto(id: 26) setelit: [Seteli] @tieto(id: 23) }
type Katto { setelit: [Seteli] }
type Seteli {
  tuottaja: String
}`;
    expect(check(placeAnswered, schema)).toEqual([
      `4:3  Seteli.tuottaja may tell where the person is (an organisation or unit)  →  ${next}`,
    ]);
  });

  test("what is told above one item but reached by another", () => {
    const schema = `type Asiakas {
  a: Rivi @tieto(id: 1, paljastaaPaikan: SUORAAN)
  b: Rivi @tieto(id: 23)
}
type Rivi { kunta: String }`;
    expect(check(placeAnswered, schema)).toEqual([
      `5:13  Rivi.kunta may tell where the person is (a place)  →  ${next}`,
    ]);
  });

  test("a place below an answer EI, which is for its own field only", () => {
    const schema = `type Asiakas { aihe: Aihe @tieto(id: 1, paljastaaPaikan: EI) }
type Aihe { paikka: String }`;
    expect(check(placeAnswered, schema)).toEqual([
      `2:13  Aihe.paikka may tell where the person is (a place)  →  ${next}`,
    ]);
  });

  test("a field that leads to public data which names a place", () => {
    const schema = `type Asiakas { palvelu: Palvelu @tieto(id: 1) }
type Palvelu @viitetieto { nimi: String kunta: String }`;
    expect(check(placeAnswered, schema)).toEqual([
      `1:16  Asiakas.palvelu may tell where the person is (a place)  →  ${next}`,
    ]);
  });

  test("members of a union and of an interface", () => {
    const schema = `type Asiakas { a: Osapuoli @tieto(id: 1) b: Katto @tieto(id: 1) }
union Osapuoli = Yritys
type Yritys { osoite: String }
interface Katto { raja: Int }
type Aluekatto implements Katto { raja: Int yksikko: String }`;
    expect(check(placeAnswered, schema)).toEqual([
      `3:15  Yritys.osoite may tell where the person is (a place)  →  ${next}`,
      `5:45  Aluekatto.yksikko may tell where the person is (an organisation or unit)  →  ${next}`,
    ]);
  });
});

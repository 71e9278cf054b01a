import fc from "fast-check";
import type { Actor } from "../../../gateway/actor/index.ts";
import { tuntematon } from "../../../gateway/actor/index.ts";
import { asiakasActor } from "../fixture-graph.ts";
import { merkit } from "../policy/vectors.ts";
import { ammattilainen, ilmanTarkoitusta, kolmas, oma, peruste } from "./world.ts";
import { tunnukset } from "./world-facts.ts";
import type { Henkilo, Huolto, Luovutustieto, Maailma, Rivitieto } from "./world-facts.ts";

const often = <T>(value: T, other: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: fc.constant(value), weight: 3 }, { arbitrary: other, weight: 2 });

const consent = fc.oneof(
  fc.constant(null),
  fc.record({ voimassa: fc.boolean(), tiedot: fc.subarray([1, 6, 9, 26, 102, 103]) }),
);

const mandate = often<readonly string[] | null>(
  [],
  fc.oneof(fc.subarray(["TERVEYDENHUOLTO", "SOSIAALIHUOLTO"]), fc.constantFrom(null, ["TERVEYDENHUOLTO", "MUU"])),
);

const rivi: fc.Arbitrary<Rivitieto> = fc.record({
  nimi: fc.constantFrom("a", "b"),
  rivimerkit: fc.oneof({ arbitrary: fc.subarray([...merkit]), weight: 8 }, { arbitrary: fc.constant(null), weight: 1 }),
  rekisterinpitaja: fc.constantFrom("08", "01", "02", "05", null),
  rekisterilaji: fc.constantFrom("TERVEYDENHUOLTO", "SOSIAALIHUOLTO", null),
});

const branch = fc.constantFrom("TERVEYDENHUOLTO", "SOSIAALIHUOLTO");
const receivers = fc.constantFrom<string[][]>([oma.organisaatio], ["1.2.246.10.99900001"], []);

const luovutus: fc.Arbitrary<Luovutustieto | null> = fc.oneof(
  {
    arbitrary: fc.record(
      {
        informoitu: fc.boolean(),
        luvat: fc.array(
          fc.record({ mista: branch, mihin: branch, saajat: receivers }, { requiredKeys: ["mista", "mihin"] }),
          {
            maxLength: 6,
          },
        ),
        kiellot: often<NonNullable<Luovutustieto["kiellot"]>>(
          [],
          fc.array(
            fc.record({ rekisterinpitaja: fc.constantFrom("05", "02", "08"), saajat: receivers }, { requiredKeys: [] }),
            { maxLength: 2 },
          ),
        ),
      },
      { requiredKeys: [] },
    ),
    weight: 8,
  },
  { arbitrary: fc.constant(null), weight: 1 },
);

const henkilo: fc.Arbitrary<Henkilo> = fc.record({
  turvakielto: often<boolean | null>(false, fc.constantFrom(true, null)),
  alue: fc.constantFrom("08", "01", "05"),
  asunto: fc.constantFrom("talo", "mökki", "", null),
  avoimet: often<readonly string[] | null>([oma.organisaatio], fc.constantFrom([], null, ["1.2.246.10.99900001"])),
  alueella: fc.constantFrom<(readonly string[] | null)[]>(["08"], [], null, ["01"]),
  suostumukset: fc.record({ pankki: consent, [oma.organisaatio]: consent }, { requiredKeys: [] }),
  rivit: fc.array(rivi, { maxLength: 3 }),
  valtuutetut: fc.record({ AINO: mandate, VENLA: mandate }, { requiredKeys: [] }),
  luovutus,
  tunnukseton: fc.boolean(),
});

const huolto: fc.Arbitrary<Huolto> = fc.record({
  huoltaja: fc.constantFrom("AINO", "AINO", "VENLA", "OIVA"),
  lapsi: fc.constantFrom("EINO", "EINO", "HELMI", "TUIJA"),
  syntymaaika: often<string | null>(
    "2020-02-02",
    fc.constantFrom("2016-11-25", "2016-11-26", "2014-11-25", "2014-11-26", "2008-11-25", "2008-11-26", null),
  ),
  huoltomuoto: often<string | null>("LAKISAATEINEN", fc.constantFrom("MAARATTY", "MUU", null)),
  saaSoteTiedot: often(true, fc.constant(false)),
});

/** One custody of each two persons: the register has no more. */
const huollot = fc.uniqueArray(huolto, { maxLength: 5, selector: ({ huoltaja, lapsi }) => `${huoltaja} ${lapsi}` });

/** Any world. */
export const anyMaailma: fc.Arbitrary<Maailma> = fc.record({
  henkilot: fc.record(Object.fromEntries(tunnukset.map((tunnus) => [tunnus, henkilo]))),
  huollot,
  alhaalla: fc.oneof(
    { arbitrary: fc.constant([]), weight: 5 },
    { arbitrary: fc.subarray(["vtj", "crm", "yhteinen", "mydata", "valtuudet", "kanta"] as const), weight: 1 },
  ),
});

const professional = fc
  .record({
    kirjain: fc.constantFrom("H", "L", "O", "R", "J"),
    alue: fc.constantFrom("08", "08", "01"),
    kayttotarkoitus: often("HOITO", fc.constantFrom("TUTKIMUS", "POLIISITEHTAVA")),
    hasGround: fc.boolean(),
  })
  .map(({ kirjain, alue, kayttotarkoitus, hasGround }) =>
    ammattilainen(kirjain, { alue, kayttotarkoitus, ...(hasGround ? { peruste } : {}) }),
  );

/** Anyone who may ask. */
export const anyActor: fc.Arbitrary<Actor> = fc.oneof(
  { arbitrary: professional, weight: 6 },
  { arbitrary: fc.constantFrom("AINO", "AINO", "EINO", "VENLA").map(asiakasActor), weight: 5 },
  { arbitrary: fc.constantFrom("PALVELU", "OPETUS", "").map((tarkoitus) => kolmas("pankki", tarkoitus)), weight: 2 },
  {
    arbitrary: fc.constantFrom<Actor[]>(tuntematon, { kind: "analyytikko", sub: "a" }, ilmanTarkoitusta("H")),
    weight: 1,
  },
);

/** Any person of a world. */
export const anyTunnus: fc.Arbitrary<string> = fc.constantFrom(...tunnukset);

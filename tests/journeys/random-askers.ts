import type { Henkilo, Population } from "../../mocks/population/index.ts";
import type { SignIn } from "../start.ts";
import { hasConsent, knownIn } from "./random-operations.ts";
import type { LetterOf } from "./random-operations.ts";

/** One who asks, and what a judge of the test's own says of their letter. */
export interface Asker {
  readonly name: string;
  readonly signIn: SignIn;
  readonly peruste?: unknown;
  readonly letterOf: LetterOf;
}

/** Customers with and without children and mandates, professionals with and without a relation, a third party and an analyst. */
export function toAskers(population: Population): readonly Asker[] {
  const known = knownIn(population, "08");
  const third = hasConsent(population, "liikuntapalvelu-b");
  const customer = (persona: string, children: readonly string[]): Asker => {
    const index = population.personas.find((each) => each.persona === persona)?.index ?? 0;
    const tanaan = new Date().toISOString().slice(0, 10);
    const mandates = population.valtuuttajat(population.henkilo(index), tanaan);
    const isFor = (henkilo: Henkilo): boolean =>
      children.includes(henkilo.persona ?? "") || mandates.includes(henkilo.index);
    return {
      name: persona,
      signIn: { persona },
      letterOf: (henkilo) => (henkilo.persona === persona ? "S" : isFor(henkilo) ? "P" : undefined),
    };
  };
  const professional = (rooli: string, letter: string, ground: boolean): Asker => ({
    name: `${rooli}${ground ? ", lähete" : ""}`,
    signIn: { persona: "liisa", rooli, alue: ground ? "15" : "08", tarkoitus: "HOITO" },
    ...(ground ? { peruste: { laji: "LAHETE", selite: "Lähete toisesta yksiköstä" } } : {}),
    letterOf: (henkilo) => (ground || known(henkilo) ? letter : undefined),
  });
  return [
    customer("aino", ["eino", "helmi"]),
    customer("venla", ["helmi"]),
    customer("sofia", []),
    professional("terveydenhuolto", "H", false),
    professional("sosiaalihuolto", "L", true),
    professional("laskutus", "R", false),
    professional("palveluohjaus", "O", true),
    {
      name: "liikuntapalvelu-b",
      signIn: {
        persona: "onni",
        rooli: "kolmasosapuoli",
        vastaanottaja: "liikuntapalvelu-b",
        tarkoitus: "ASIAKASHALLINTA",
      },
      letterOf: (henkilo, tieto) => (third(henkilo, tieto) ? "M" : undefined),
    },
    { name: "analyytikko", signIn: { persona: "liisa", rooli: "analyytikko" }, letterOf: () => undefined },
  ];
}

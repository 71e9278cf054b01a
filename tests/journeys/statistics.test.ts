import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startSystem } from "../start.ts";
import type { GraphAnswer, SignIn, TestSystem } from "../start.ts";

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem({ size: 600 });
});
afterAll(() => system.close());

const analyytikko: SignIn = { persona: "liisa", rooli: "analyytikko" };
const jarjestaja: SignIn = { persona: "liisa", rooli: "jarjestaja", alue: "08", tarkoitus: "TIEDOLLA_JOHTAMINEN" };
const query = `query Tilasto { tilastot { asiakkaat {
  vastanneita kysyttyja puuttuvat { alue syy } summa
  rivit { alue tilanne solut { luokka { ikaryhma } maara peitto } } summat { maara } } } }`;
const askAs = async (signIn: SignIn, text = query): Promise<GraphAnswer> =>
  system.ask(text, await system.token(signIn));
const codesOf = ({ errors }: GraphAnswer): readonly unknown[] => errors.map(({ extensions }) => extensions["code"]);

interface Taulu {
  readonly vastanneita: number;
  readonly kysyttyja: number;
  readonly puuttuvat: readonly { readonly alue: string; readonly syy: string }[];
  readonly rivit: readonly { readonly alue: string; readonly solut: readonly { readonly maara: number | null }[] }[];
}
const taulu = ({ data }: GraphAnswer): Taulu => (data as { tilastot: { asiakkaat: Taulu } }).tilastot.asiakkaat;

describe("statistics", () => {
  it.each([analyytikko, jarjestaja])(
    "are told to $rooli, with what is missing, and are in the use log",
    async (signIn) => {
      const answer = await askAs(signIn);
      expect(answer.errors).toEqual([]);
      expect(taulu(answer)).toMatchObject({ vastanneita: 3, kysyttyja: 22 });
      expect(taulu(answer).puuttuvat).toHaveLength(19);
      const solut = taulu(answer).rivit.flatMap((rivi) => rivi.solut.map(({ maara }) => maara));
      expect(solut.some((maara) => maara !== null && maara >= 5)).toBe(true);
      expect(solut).toContain(null);
      const [row, ...others] = system.loki(answer.pyynto);
      expect(others).toEqual([]);
      expect(row).toMatchObject({
        laji: "TILASTO",
        operaatio: { nimi: "Tilasto" },
        kentat: ["Query.tilastot", "Tilastot.asiakkaat"],
        tiedot: [],
      });
      expect(row).not.toHaveProperty("asiakas");
      expect(row?.lahteet.map(({ lahde, solmu }) => [lahde, solmu])).toEqual([
        ["tilastot", "08"],
        ["tilastot", "15"],
        ["tilastot", "90"],
      ]);
    },
  );

  it.each<[string, SignIn]>([
    ["a customer", { persona: "aino" }],
    ["a nurse", { persona: "liisa", rooli: "terveydenhuolto", alue: "08", tarkoitus: "HOITO" }],
    ["a data protection officer", { persona: "liisa", rooli: "tietosuojavastaava" }],
  ])("are refused to %s, which is in the use log, and no region is asked", async (_, signIn) => {
    const answer = await askAs(signIn);
    expect([answer.data, codesOf(answer), answer.lahteet]).toEqual([{ tilastot: null }, ["FORBIDDEN"], []]);
    expect(system.loki(answer.pyynto)).toMatchObject([{ laji: "EVATTY", koodi: "FORBIDDEN", kentat: [] }]);
  });

  it("are refused without a sign-in, and to an official without a purpose", async () => {
    expect(codesOf(await system.ask(query))).toEqual(["UNAUTHENTICATED"]);
    const { tarkoitus: _, ...withoutPurpose } = jarjestaja;
    expect(codesOf(await askAs(withoutPurpose))).toEqual(["PURPOSE_MISSING"]);
  });

  it("name a region that does not answer, and leave the other rows as they were", async () => {
    const whole = taulu(await askAs(analyytikko));
    const node = system.mocks.nodes["crm/15"];
    node?.faults.set([{ laji: "http500" }]);
    const part = taulu(await askAs(analyytikko));
    node?.faults.set([]);
    expect(part.vastanneita).toBe(2);
    expect(part.puuttuvat).toContainEqual({ alue: "15", syy: "EI_VASTANNUT" });
    expect(part.rivit).toEqual(whole.rivit.filter(({ alue }) => alue !== "15"));
  });

  it("are all three tables within one request's cost", async () => {
    const all =
      "yksikko summa puuttuvat { alue syy } summat { maara luokka { palvelu tila } } rivit { alue tilanne summa solut { maara peitto luokka { ikaryhma palvelu tila } } }";
    const answer = await askAs(
      analyytikko,
      `{ tilastot { asiakkaat { ${all} } setelit { ${all} } maksut { ${all} } } }`,
    );
    expect([answer.status, codesOf(answer)]).toEqual([200, []]);
  });
});

import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadCatalogue } from "../../gateway/catalogue/index.ts";
import { readExamples } from "../../gateway/server/read-examples.ts";
import { startSystem } from "../start.ts";
import type { GraphAnswer, SignIn, TestSystem } from "../start.ts";

const schemaFile = (name: string): string => readFileSync(new URL(`../../schema/${name}`, import.meta.url), "utf8");
const catalogue = loadCatalogue({
  tiedotSdl: schemaFile("tiedot.graphql"),
  supergraphSdl: schemaFile("supergraph.graphql"),
});
const examples = readExamples(new URL("../../schema/operations/", import.meta.url));
const textOf = (name: string): string => examples.find((each) => each.name === name)?.text ?? "";

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem({ now: () => new Date("2026-11-25T10:00:00.000Z") });
});
afterAll(() => system.close());

const hetuOf = (persona: string): string | undefined =>
  system.population.personas.find((each) => each.persona === persona)?.hetu;
const askAs = async (
  name: string,
  signIn: SignIn,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<GraphAnswer> => system.ask(textOf(name), await system.token(signIn), variables);
const professional = (rooli: string): SignIn => ({ persona: "liisa", rooli, alue: "08", tarkoitus: "ASIAKASPALVELU" });
const rootOf = (answer: GraphAnswer): Readonly<Record<string, unknown>> =>
  Object(Object.values(answer.data ?? {})[0]) as Readonly<Record<string, unknown>>;

/** Top fields that came with something in them. */
function given(answer: GraphAnswer): readonly string[] {
  const isThere = (value: unknown): boolean => value !== null && !(Array.isArray(value) && value.length === 0);
  return Object.entries(rootOf(answer)).flatMap(([field, value]) => (isThere(value) ? [field] : []));
}

/** The fields kept back, each with the code. */
const kept = ({ errors }: GraphAnswer): readonly string[] =>
  errors.map(({ path = [], extensions }) => `${path.slice(1).join(".")} ${String(extensions["code"])}`).toSorted();

describe("one query answers a need across items", () => {
  it.each([
    ["sosiaalihuolto", "L"],
    ["palveluohjaus", "O"],
  ])("opens a customer to %s: all that the letter %s covers, and of the rest the rule", async (rooli, letter) => {
    const answer = await askAs("tarve-1-asiakkaanAvaus", professional(rooli), { hetu: hetuOf("aino") });
    expect(answer.status).toBe(200);
    const fields = Object.keys(rootOf(answer)).filter((field) => field !== "id");
    const isCovered = (field: string): boolean => {
      const tieto = catalogue.kentta("Asiakas", field)?.tieto;
      return catalogue.tiedot.find(({ id }) => id === tieto)?.paasy.some((each) => each === letter) === true;
    };
    expect(given(answer).filter((field) => field !== "id")).toEqual(fields.filter(isCovered));
    expect(kept(answer)).toEqual(
      fields
        .filter((field) => !isCovered(field))
        .map((field) => `${field} FORBIDDEN`)
        .toSorted(),
    );
  });

  it("shows a parent the child, and of the other parent the name but not the address under turvakielto", async () => {
    const answer = await askAs("tarve-2-lapsenTiedot", { persona: "aino" }, { id: system.idOf("helmi") });
    expect(rootOf(answer)).toMatchObject({
      nimi: { etunimet: "Helmi Sofia" },
      perhesuhteet: {
        huoltajat: [
          { nimi: { etunimet: "Aino Maria" }, henkilo: { osoitteet: [{ katuosoite: expect.any(String) }] } },
          { nimi: { etunimet: "Venla Kristiina" }, henkilo: { osoitteet: null } },
        ],
      },
      palvelujenMaksukatto: { taydellinen: expect.any(Boolean) },
      viestinta: { kanava: expect.any(String) },
    });
    const { index } = system.population.personas.find(({ persona }) => persona === "venla") ?? { index: -1 };
    expect(answer.text).not.toContain(system.population.henkilo(index).osoite?.katu.fi ?? answer.text);
    expect(kept(answer)).toEqual(["perhesuhteet.huoltajat.1.henkilo.osoitteet FORBIDDEN"]);
  });

  it("tells a billing clerk who pays, with insurance by the customer's consent only", async () => {
    const answer = await askAs("tarve-3-palvelunMaksaja", professional("laskutus"), { hetu: hetuOf("aino") });
    expect(given(answer)).toEqual(expect.arrayContaining(["id", "asiakkuudet", "palvelujenMaksukatto"]));
    expect(rootOf(answer)["asiakkuudet"]).toEqual(
      expect.arrayContaining([expect.objectContaining({ maksaja: expect.objectContaining({ laji: "ALUE" }) })]),
    );
    expect(kept(answer)).toEqual([]);
  });

  it("shows one who lived in three regions vouchers and budget use of all three, and who has looked", async () => {
    const first = await askAs("tarve-4-kolmeAluetta", { persona: "sofia" });
    const { asiakassetelit } = rootOf(first) as { readonly asiakassetelit: readonly { readonly alue: string }[] };
    expect([...new Set(asiakassetelit.map(({ alue }) => alue))].toSorted()).toEqual(["08", "15", "90"]);
    expect(first.errors).toEqual([]);
    expect(given(await askAs("tarve-4-kolmeAluetta", { persona: "sofia" }))).toEqual([
      "asiakassetelit",
      "henkilokohtainenBudjetti",
      "katselut",
    ]);
  });

  it("answers all but the ceilings of Kela while Kela is down", async () => {
    system.mocks.registers["kela"]?.faults.set([{ laji: "http500" }]);
    const answer = await askAs("tarve-5-kelaPoissa", { persona: "aino" });
    system.mocks.registers["kela"]?.faults.set([]);
    expect(kept(answer)).toEqual(["laakekatto SOURCE_UNAVAILABLE", "matkakatto SOURCE_UNAVAILABLE"]);
    expect(given(answer)).toEqual(["nimi", "palvelujenMaksukatto", "koulutus", "yhteystiedot", "asiakassetelit"]);
  });
});

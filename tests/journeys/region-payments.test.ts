import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { startSystem } from "../start.ts";
import type { GraphAnswer, SignIn, TestSystem } from "../start.ts";

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem({ now: () => new Date("2026-11-25T10:00:00Z") });
}, 60_000);
afterAll(() => system.close());
afterEach(() => {
  for (const node of Object.values(system.mocks.nodes)) node.faults.set([]);
});

const mine = async (persona: string, fields: string): Promise<GraphAnswer> =>
  system.ask(`{ mina { ${fields} } }`, await system.token({ persona }));

/** What a professional, the organiser or a guardian gets of a persona. */
async function of(persona: string, signIn: SignIn, fields: string): Promise<GraphAnswer> {
  const id = system.idOf(persona);
  return system.ask(`query($id: ID!) { asiakas(id: $id) { ${fields} } }`, await system.token(signIn), { id });
}

const codesOf = ({ errors }: GraphAnswer): readonly unknown[] =>
  errors.map(({ path, extensions }) => [path?.slice(1).join("."), extensions["code"]]);

it("shows a customer the fees of three regions, each telling whether it counts toward the ceiling", async () => {
  const { data, errors } = await mine("sofia", "asiakasmaksut { palvelu summa { sentit } kerryttaaMaksukattoa alue }");
  expect(errors).toEqual([]);
  const fee = (palvelu: string, sentit: number, alue: string, kerryttaaMaksukattoa = true) => ({
    palvelu,
    summa: { sentit },
    kerryttaaMaksukattoa,
    alue,
  });
  expect(data?.["mina"]).toEqual({
    asiakasmaksut: [
      fee("Päiväkirurgia", 23_380, "08"),
      fee("Poliklinikka", 7130, "08"),
      fee("Päiväkirurgia", 23_380, "15"),
      fee("Poliklinikka", 7130, "15"),
      fee("Fysioterapia, palvelusetelin omavastuu", 550, "90", false),
      fee("Päiväkirurgia", 23_380, "90"),
      fee("Päivystys", 7130, "90"),
    ],
  });
});

it("counts the ceiling over the regions: none passes it alone, all together do", async () => {
  const fields =
    "palvelujenMaksukatto { vuosi raja { sentit } kertynyt { sentit } jaljella { sentit } tayttynyt perustuu taydellinen kertyyHuoltajalle alueet { alue mukana kertynyt { sentit } } }";
  const { data, errors } = await mine("sofia", fields);
  expect(errors).toEqual([]);
  const katto = katonOf(data);
  expect(katto).toMatchObject({
    vuosi: 2026,
    raja: { sentit: 81_500 },
    kertynyt: { sentit: 3 * 30_510 },
    jaljella: { sentit: 0 },
    tayttynyt: true,
    perustuu: "LASKETTU",
    // Nineteen regions of the mainland have no node here.
    taydellinen: false,
    kertyyHuoltajalle: false,
  });
  expect(katto.alueet).toHaveLength(22);
  expect(katto.alueet.filter(({ mukana }) => mukana)).toEqual(
    ["08", "15", "90"].map((alue) => ({ alue, mukana: true, kertynyt: { sentit: 30_510 } })),
  );
});

it("tells a lower bound while a region does not answer, and no more whether the ceiling is reached", async () => {
  system.mocks.nodes["crm/15"]?.faults.set([{ laji: "http500" }]);
  const { data, errors } = await mine(
    "sofia",
    "palvelujenMaksukatto { kertynyt { sentit } tayttynyt taydellinen alueet { alue mukana } }",
  );
  expect(errors).toEqual([]);
  const katto = katonOf(data);
  expect(katto).toMatchObject({ kertynyt: { sentit: 2 * 30_510 }, tayttynyt: null, taydellinen: false });
  expect(katto.alueet.find(({ alue }) => alue === "15")).toEqual({ alue: "15", mukana: false });
});

it("fills the guardian's ceiling with the children's fees, and tells a child that it does", async () => {
  const fields = "palvelujenMaksukatto { kertynyt { sentit } kertyyHuoltajalle }";
  const aino = await mine("aino", fields);
  // Her own visits to a health station and an outpatient clinic, three of her children's to the clinic.
  expect(katonOf(aino.data)).toEqual({ kertynyt: { sentit: 3020 + 7130 + 3 * 7130 }, kertyyHuoltajalle: false });
  const eino = await mine("eino", fields);
  expect(katonOf(eino.data)).toEqual({ kertynyt: { sentit: 0 }, kertyyHuoltajalle: true });
});

it("keeps from a guardian the fees and referrals that the child has kept, and those without a mark", async () => {
  const answer = await of(
    "eino",
    { persona: "aino" },
    "asiakasmaksut { numero } maksusitoumukset { numero } henkilokohtainenBudjetti { numero }",
  );
  expect(answer.data?.["asiakas"]).toEqual({
    asiakasmaksut: [{ numero: "M08-000001-2026-1" }, null],
    maksusitoumukset: [{ numero: "L08-000001-1" }, null],
    henkilokohtainenBudjetti: [{ numero: "B08-000001-1" }],
  });
  expect(codesOf(answer)).toEqual([
    ["asiakasmaksut.1", "FORBIDDEN"],
    ["maksusitoumukset.1", "FORBIDDEN"],
  ]);
});

it("shows where a budget and a commitment were used, in another region too, and what is left", async () => {
  const { data, errors } = await mine(
    "sofia",
    "henkilokohtainenBudjetti { numero kaytetty { sentit } jaljella { sentit } suoritteet { tuottaja alue } } maksusitoumukset { numero laji jaljella { sentit } kaytot { alue } alue }",
  );
  expect(errors).toEqual([]);
  expect(data?.["mina"]).toEqual({
    henkilokohtainenBudjetti: [
      {
        numero: "B15-000006-1",
        kaytetty: { sentit: 180_000 },
        jaljella: { sentit: 120_000 },
        suoritteet: [{ tuottaja: "Testiterapia Oy", alue: "15" }],
      },
      {
        numero: "B90-000006-1",
        kaytetty: { sentit: 150_000 },
        jaljella: { sentit: 330_000 },
        suoritteet: [
          { tuottaja: "Hoivamalli Oy", alue: "15" },
          { tuottaja: "Testiterapia Oy", alue: "90" },
        ],
      },
    ],
    maksusitoumukset: [
      {
        numero: "K15-000006-1",
        laji: "MAKSUSITOUMUS",
        jaljella: { sentit: 125_000 },
        kaytot: [{ alue: "90" }],
        alue: "15",
      },
      { numero: "L90-000006-1", laji: "LAHETE", jaljella: null, kaytot: [], alue: "90" },
    ],
  });
});

it("gives the whole account number to the customer and to billing, and none to others", async () => {
  const fields = "maksuyhteydet { iban oletus palvelu }";
  const own = await mine("aino", fields);
  const accounts = [
    { iban: expect.stringMatching(/^FI\d{16}$/), oletus: true, palvelu: null },
    { iban: expect.stringMatching(/^FI\d{16}$/), oletus: false, palvelu: "Lapsiperheen kotipalvelu" },
  ];
  expect(own.data?.["mina"]).toEqual({ maksuyhteydet: accounts });
  const clerk = await of("aino", { persona: "liisa", rooli: "laskutus", alue: "08", tarkoitus: "LASKUTUS" }, fields);
  expect(clerk.data?.["asiakas"]).toEqual({ maksuyhteydet: accounts });
  const nurse = await of(
    "aino",
    { persona: "liisa", rooli: "terveydenhuolto", alue: "08", tarkoitus: "HOITO" },
    fields,
  );
  expect(codesOf(nurse)).toEqual([["maksuyhteydet", "FORBIDDEN"]]);
});

it("shows the organiser the effect on capitation, and not the employer", async () => {
  const official = { persona: "liisa", rooli: "jarjestaja", alue: "08", tarkoitus: "JARJESTAMINEN" };
  const seen = await of("aino", official, "tyoterveyshuolto { onAsiakas vaikuttaaKapitaatioon tyonantaja tuottaja }");
  expect(seen.data?.["asiakas"]).toEqual({
    tyoterveyshuolto: { onAsiakas: true, vaikuttaaKapitaatioon: true, tyonantaja: null, tuottaja: null },
  });
  expect(codesOf(seen)).toEqual([
    ["tyoterveyshuolto.tyonantaja", "FORBIDDEN"],
    ["tyoterveyshuolto.tuottaja", "FORBIDDEN"],
  ]);
  const own = await mine("aino", "tyoterveyshuolto { tyonantaja tuottaja }");
  expect(own.data?.["mina"]).toEqual({
    tyoterveyshuolto: { tyonantaja: "Esimerkkihoiva Oy", tuottaja: "Työterveys Malli Oy" },
  });
});

it("classifies use by each region's own triggers and tells which hit", async () => {
  const fields =
    "palveluidenKaytto { luokka alue laskettu perusteet { tunnus nimi(kieli: EN) ehdot { laskuri maara vahintaan } } }";
  const { data, errors } = await mine("sofia", fields);
  expect(errors).toEqual([]);
  expect(data?.["mina"]).toEqual({
    palveluidenKaytto: [
      {
        luokka: "TAVALLINEN",
        alue: "08",
        laskettu: "2026-11-25",
        perusteet: [
          {
            tunnus: "saannollinen-kaynti",
            nimi: "Regular visits",
            ehdot: [{ laskuri: "KAYNNIT", maara: 2, vahintaan: 2 }],
          },
        ],
      },
      {
        luokka: "LAAJA",
        alue: "90",
        laskettu: "2026-11-25",
        perusteet: [
          {
            tunnus: "maksuja-kertynyt",
            nimi: "High fees",
            ehdot: [{ laskuri: "MAKSUT_EUROA", maara: 310, vahintaan: 250 }],
          },
        ],
      },
    ],
  });
});

it("tells a professional the use in the own region only: the other controller's needs the customer's permission", async () => {
  const guide = { persona: "liisa", rooli: "palveluohjaus", alue: "90", tarkoitus: "PALVELUOHJAUS" };
  const answer = await of("sofia", guide, "palveluidenKaytto { luokka alue }");
  expect(answer.data?.["asiakas"]).toEqual({ palveluidenKaytto: [null, { luokka: "LAAJA", alue: "90" }] });
  expect(codesOf(answer)).toEqual([["palveluidenKaytto.0", "CONSENT_MISSING"]]);
});

it("sends the bill of urgent care to the home region on the day of care", async () => {
  const payer = async (paiva: string): Promise<unknown> => {
    const { data } = await mine("sofia", `kiireellisenHoidonMaksaja(paiva: "${paiva}") { laji alue peruste paiva }`);
    return data?.["mina"];
  };
  const home = (alue: string, paiva: string) => ({
    kiireellisenHoidonMaksaja: { laji: "KOTIALUE", alue, peruste: "KOTIKUNTA", paiva },
  });
  expect(await payer("2019-06-30")).toEqual(home("08", "2019-06-30"));
  expect(await payer("2024-08-14")).toEqual(home("15", "2024-08-14"));
  expect(await payer("2026-11-25")).toEqual(home("90", "2026-11-25"));
  const future = await mine("sofia", 'kiireellisenHoidonMaksaja(paiva: "2026-11-26") { laji }');
  expect(codesOf(future)).toEqual([["kiireellisenHoidonMaksaja", "BAD_USER_INPUT"]]);
});

it("tells who pays for one without a home municipality, and the ground", async () => {
  const clerk = { persona: "liisa", rooli: "laskutus", alue: "08", tarkoitus: "LASKUTUS" };
  const answer = await of("mihai", clerk, "kiireellisenHoidonMaksaja { laji peruste } palvelujenMaksukatto { vuosi }");
  expect(answer.errors).toEqual([]);
  expect(answer.data?.["asiakas"]).toEqual({
    kiireellisenHoidonMaksaja: { laji: "KELA", peruste: "SAIRAANHOITOKORTTI" },
    palvelujenMaksukatto: null,
  });
});

it("is an error when the home region may be the one that does not answer", async () => {
  system.mocks.nodes["crm/90"]?.faults.set([{ laji: "http500" }]);
  const { data, errors } = await mine("sofia", "kiireellisenHoidonMaksaja { alue }");
  expect(data?.["mina"]).toEqual({ kiireellisenHoidonMaksaja: null });
  expect(errors.map(({ extensions }) => extensions["code"])).toEqual(["SOURCE_UNAVAILABLE"]);
});

it("shows the health stations chosen, the present and the former ones", async () => {
  const { data, errors } = await mine("sofia", 'alueenTuottajavalinnat(alueet: ["KAIKKI"]) { laji alue paattynyt }');
  expect(errors).toEqual([]);
  expect(data?.["mina"]).toEqual({
    alueenTuottajavalinnat: [
      { laji: "TERVEYSASEMA", alue: "08", paattynyt: expect.any(String) },
      { laji: "TERVEYSASEMA", alue: "15", paattynyt: expect.any(String) },
      { laji: "TERVEYSASEMA", alue: "90", paattynyt: null },
    ],
  });
});

it.each([
  [
    "a term that ends before it begins",
    'asiakasmaksut(jakso: { alkaen: "2026-02-01", paattyy: "2026-01-31" }) { numero }',
  ],
  ["a term over three years", 'asiakasmaksut(jakso: { alkaen: "2023-01-01", paattyy: "2026-01-01" }) { numero }'],
  ["a year to come", "palvelujenMaksukatto(vuosi: 2027) { vuosi }"],
])("refuses %s", async (_, fields) => {
  expect((await mine("sofia", fields)).errors.map(({ extensions }) => extensions["code"])).toEqual(["BAD_USER_INPUT"]);
});

interface Katto {
  readonly alueet: readonly { readonly alue: string; readonly mukana: boolean }[];
}

function katonOf(data: GraphAnswer["data"]): Katto {
  const mina = data?.["mina"] as { readonly palvelujenMaksukatto: Katto } | undefined;
  if (mina === undefined) throw new Error("no answer of mina");
  return mina.palvelujenMaksukatto;
}

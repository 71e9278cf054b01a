import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startSystem } from "../start.ts";
import type { GraphAnswer, TestSystem } from "../start.ts";

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.close());

type Row = Readonly<Record<string, unknown>>;
const rowsOf = ({ data }: GraphAnswer, field: string): readonly Row[] => data?.[field] as readonly Row[];

it("tells every item to anyone, in three languages, with its fields", async () => {
  const answer = await system.ask(
    "{ tietokatalogi { id nimi sv: nimi(kieli: SV) en: nimi(kieli: EN) ryhma taso p paatos valinta paasy kentat { kentta lahteet paljastaaPaikan } } }",
  );
  expect(answer.errors).toEqual([]);
  const rows = rowsOf(answer, "tietokatalogi");
  expect(rows.map(({ id }) => id)).toEqual([
    ...Array.from({ length: 29 }, (_, at) => at + 1),
    ...Array.from({ length: 7 }, (_, at) => at + 101),
  ]);
  expect(rows.find(({ id }) => id === 26)).toMatchObject({
    nimi: "Lääkekorvausten maksukatto",
    ryhma: "MAKSUTIEDOT",
    taso: "KANSALLINEN",
    paasy: ["S", "P", "H", "R", "M"],
    kentat: [{ kentta: "Asiakas.laakekatto", lahteet: ["kela"], paljastaaPaikan: null }],
  });
});

it("narrows the items to a group and a level", async () => {
  const answer = await system.ask("{ tietokatalogi(ryhma: MAKSUTIEDOT, taso: KANSALLINEN) { id } }");
  expect(rowsOf(answer, "tietokatalogi").map(({ id }) => id)).toEqual([26, 27, 107]);
});

it("names no field of the gate's own questions", async () => {
  const answer = await system.ask("{ tietokatalogi { kentat { kentta } } }");
  const hidden = [
    ...readFileSync(new URL("../../schema/supergraph.graphql", import.meta.url), "utf8").matchAll(
      /^ {2}(\w+)\b.*@inaccessible/gm,
    ),
  ];
  expect(hidden.length).toBeGreaterThan(0);
  for (const [, name] of hidden) expect(answer.text).not.toContain(`.${name}"`);
});

it("tells each source, its items and whether it takes connections now", async () => {
  const query =
    "{ lahteet { nimi protokolla peruste tiedot { id } solmut { alue tavoitettavissa kutsuttavissa viimeksi } } }";
  const rows = rowsOf(await system.ask(query), "lahteet");
  expect(rows.find(({ nimi }) => nimi === "crm")).toMatchObject({
    protokolla: "PostgreSQL",
    peruste: "OLETETTU",
    solmut: ["08", "15", "90"].map((alue) => ({ alue, tavoitettavissa: true, kutsuttavissa: true })),
  });
  expect(rows.find(({ nimi }) => nimi === "kela")).toMatchObject({
    solmut: [{ alue: null, tavoitettavissa: true, kutsuttavissa: true }],
  });
});

it("tells the organisers with their municipalities and nodes", async () => {
  const rows = rowsOf(
    await system.ask("{ alueet { koodi nimi en: nimi(kieli: EN) laji kunnat { koodi nimi } solmut } }"),
    "alueet",
  );
  expect(rows).toHaveLength(24);
  expect(rows.find(({ koodi }) => koodi === "08")).toMatchObject({
    nimi: "Pirkanmaan hyvinvointialue",
    en: "Wellbeing services county of Pirkanmaa",
    laji: "HYVINVOINTIALUE",
    kunnat: expect.arrayContaining([{ koodi: "837", nimi: "Tampere" }]),
    solmut: expect.arrayContaining(["crm"]),
  });
  expect(rows.find(({ koodi }) => koodi === "91")).toMatchObject({ laji: "AHVENANMAA", solmut: [] });
});

it("writes nothing in the use log: nobody's data is in it", async () => {
  const before = system.loki().length;
  await system.ask("{ alueet { koodi } }");
  expect(system.loki()).toHaveLength(before);
});

import { readFileSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const asiakkuus = (vastuuhenkilo: string, changes = "'Terveysasema', 'A', '2026-01-01', null"): string => `
  with a as (insert into asiakkuus (tunnus, asiakas_id, palvelu, palveluntarjoaja, alkanut, paattynyt, maksaja_laji, vastuuhenkilo)
    values ('K2', 1, ${changes}, 'alue', ${vastuuhenkilo}))`;
const hoitaja = `
  , h as (insert into asiakkuuden_ammattilainen values ('K2', '99900000001', 'hoitaja', true, '2026-01-01'))`;

let database: PGlite;
beforeAll(async () => {
  database = await PGlite.create();
  await database.exec(readFileSync(new URL("../../../mocks/yhteinen/schema.sql", import.meta.url), "utf8"));
  await database.exec(`
    insert into maakunta values ('08', 'Pirkanmaa');
    insert into asiakas values (1, '08', '010190-900P', null), (2, '08', '131052-9030', null);
    insert into palveluntarjoaja values ('A', 'Alue');
    insert into palvelu values ('Terveysasema', 'terveydenhuolto');
    insert into ammattilainen values ('99900000001', 'Testi Hoitaja', 'sairaanhoitaja', null);
    insert into omasuunnitelma values ('S1', 1, '2026-01-01', null, null);
    insert into terveys_ja_hoitosuunnitelma values ('S1', 'tarve', '{}', '{}');
    insert into palvelusuunnitelma values ('S1', 'tarve', '{}', '{}');
    insert into laheinen values (1, 1, 'Testi', null, '{tukihenkilo,yhteyshenkilo}', null, true);`);
}, 60_000);
afterAll(() => database.close());

describe("the concept model of the report", () => {
  it("takes a customership with a provider, a service and a professional", async () => {
    await database.exec(`begin; ${asiakkuus("'99900000001'")}${hoitaja} select 1; rollback;`);
    expect((await database.query("select count(*)::int as maara from asiakas")).rows).toEqual([{ maara: 2 }]);
  });

  it.each([
    ["an Asiakas of no Maakunta", "insert into asiakas values (3, null, '150365-905C', null)", "23502"],
    [
      "an Asiakas of another Maakunta than the node's",
      "insert into asiakas values (3, '15', '150365-905C', null)",
      "23503",
    ],
    ["a second Maakunta in one node", "insert into maakunta values ('15', 'Keski-Suomi')", "23505"],
    ["an Asiakas twice", "insert into asiakas values (3, '08', '010190-900P', null)", "23505"],
    ["an Asiakas without an identifier", "insert into asiakas values (3, '08', null, null)", "23514"],
    [
      "an Asiakkuus of nobody",
      `${asiakkuus("'99900000001'").replace("'K2', 1", "'K2', 9")}${hoitaja} select 1`,
      "23503",
    ],
    [
      "an Asiakkuus without a Palvelu",
      `${asiakkuus("'99900000001'", "null, 'A', '2026-01-01', null")}${hoitaja} select 1`,
      "23502",
    ],
    [
      "an Asiakkuus of an unknown Palvelu",
      `${asiakkuus("'99900000001'", "'Muu', 'A', '2026-01-01', null")}${hoitaja} select 1`,
      "23503",
    ],
    [
      "an Asiakkuus without a Palveluntarjoaja",
      `${asiakkuus("'99900000001'", "'Terveysasema', null, '2026-01-01', null")}${hoitaja} select 1`,
      "23502",
    ],
    [
      "an Asiakkuus that ends before it begins",
      `${asiakkuus("'99900000001'", "'Terveysasema', 'A', '2026-01-01', '2025-01-01'")}${hoitaja} select 1`,
      "23514",
    ],
    ["an Asiakkuus without an Ammattilainen", `${asiakkuus("'99900000001'")} select 1`, "23503"],
    ["an Asiakkuus in whose name nobody is responsible", `${asiakkuus("null")}${hoitaja} select 1`, "23502"],
    ["a Palvelu of no branch", "insert into palvelu values ('Muu', null)", "23502"],
    ["a Palvelu of a third branch", "insert into palvelu values ('Muu', 'tyoterveys')", "23514"],
    ["a Laheinen of nobody", "insert into laheinen values (9, 1, 'Testi', null, '{muu}', null, false)", "23503"],
    ["a Laheinen without a role", "insert into laheinen values (1, 2, 'Testi', null, '{}', null, false)", "23514"],
    [
      "a Laheinen with a role of no list",
      "insert into laheinen values (1, 2, 'Testi', null, '{kissa}', null, false)",
      "23514",
    ],
    ["a second Omasuunnitelma", "insert into omasuunnitelma values ('S2', 1, '2026-01-01', null, null)", "23505"],
    [
      "a second Terveys- ja hoitosuunnitelma",
      "insert into terveys_ja_hoitosuunnitelma values ('S1', 't', '{}', '{}')",
      "23505",
    ],
    ["a second Palvelusuunnitelma", "insert into palvelusuunnitelma values ('S1', 't', '{}', '{}')", "23505"],
    [
      "a Palvelusuunnitelma under no Omasuunnitelma",
      "insert into palvelusuunnitelma values ('S9', 't', '{}', '{}')",
      "23503",
    ],
  ])("refuses %s", async (_, sql, code) => {
    await expect(database.exec(sql)).rejects.toMatchObject({ code });
  });
});

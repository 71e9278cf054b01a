import { expect, it } from "vitest";
import { katselu, openLog } from "./events.ts";
import { createMemoryFolder } from "./memory-folder.ts";

it("tells the rows of a person newest first, page by page, from all segments", async () => {
  const folder = createMemoryFolder();
  const loki = openLog(folder, { segmentBytes: 4096 });
  for (let at = 0; at < 40; at += 1) {
    await loki.append([katselu(`p${at}`), katselu(`muu${at}`, { asiakasId: "liisa" })]);
  }
  expect(folder.files.size).toBeGreaterThan(4);
  const told: string[] = [];
  let after: string | undefined;
  for (let page = 0; page < 20; page += 1) {
    const { rivit, jatkuu } = await loki.readKatselut(["aino"], {
      first: 7,
      ...(after === undefined ? {} : { after }),
    });
    told.push(...rivit.map(({ pyynto }) => pyynto));
    after = rivit.at(-1)?.kohta;
    if (!jatkuu) break;
  }
  expect(told).toEqual(Array.from({ length: 40 }, (_, at) => `p${39 - at}`));
});

it("finds after a restart what was written before it, whether or not an index was left", async () => {
  const folder = createMemoryFolder();
  const first = openLog(folder);
  await first.append([katselu("p1")]);
  await first.append([katselu("p2")]);
  // Killed: no close, no index.
  const second = openLog(folder);
  expect((await second.readKatselut(["aino"], { first: 10 })).rivit.map(({ pyynto }) => pyynto)).toEqual(["p2", "p1"]);
  await first.append([katselu("p3")]);
  expect((await second.readKatselut(["aino"], { first: 10 })).rivit.map(({ pyynto }) => pyynto)).toEqual([
    "p3",
    "p2",
    "p1",
  ]);
});

it("tells nothing for a place of another log, a person of another deployment, or a time before", async () => {
  const loki = openLog(createMemoryFolder());
  await loki.append([katselu("p1")]);
  expect((await loki.readKatselut(["aino"], { first: 10, after: "x" })).rivit).toEqual([]);
  expect((await loki.readKatselut(["vieras"], { first: 10 })).rivit).toEqual([]);
  expect((await loki.readKatselut(["aino"], { first: 10, alkaen: "2030-01-01T00:00:00.000Z" })).rivit).toEqual([]);
});

it("lists emergency access by organisation, and those in force for a restart", async () => {
  const folder = createMemoryFolder();
  const loki = openLog(folder);
  const syy = "potilas tajuttomana, tiedot tarvitaan heti";
  const start = (pyynto: string, paattyy: string) =>
    loki.append([katselu(pyynto, { laji: "HATAKAYTTO", hatakaytto: { syy, paattyy } })]);
  await start("vanha", "2020-01-01T00:00:00.000Z");
  await start("uusi", "2030-01-01T00:00:00.000Z");
  const { rivit } = await loki.readHatakaytot("1.2.246.10.99900008", { first: 10 });
  expect(rivit.map(({ pyynto, hatakaytto }) => [pyynto, hatakaytto?.syy])).toEqual([
    ["uusi", syy],
    ["vanha", syy],
  ]);
  expect((await loki.readHatakaytot("1.2.246.10.99900015", { first: 10 })).rivit).toEqual([]);
  expect((await openLog(folder).readVoimassaOlevat()).map(({ pyynto }) => pyynto)).toEqual(["uusi"]);
});

it("keeps title and service task always, the professional's name only where the controller keeps names", async () => {
  const toimija = { ammattinimike: "sosiaalityöntekijä", palvelutehtava: "Työikäisten palvelut" };
  const row = katselu("p1");
  if (row.toimija.kind !== "ammattilainen") throw new Error("the event is of a professional");
  for (const logName of [false, true]) {
    const loki = openLog(createMemoryFolder(), { logName });
    await loki.append([{ ...row, toimija: { ...row.toimija, ...toimija } }]);
    const [read] = (await loki.readKatselut(["aino"], { first: 1 })).rivit;
    expect(read?.toimija).toMatchObject({ laji: "ammattilainen", yksikko: "Terveysasema", ...toimija });
    expect(read?.toimija.nimi).toBe(logName ? "Hilla Hoitaja" : undefined);
  }
});

it("reads a row back as it was told", async () => {
  const loki = openLog(createMemoryFolder());
  await loki.append([katselu("p1", { toimija: { kind: "asiakas", sub: "s1", asiakasId: "aino" }, suhde: "OMA" })]);
  const [row] = (await loki.readKatselut(["aino"], { first: 1 })).rivit;
  expect(row).toMatchObject({
    laji: "KATSELU",
    pyynto: "p1",
    toimija: { laji: "asiakas", tunnus: "t-s1" },
    operaatio: { nimi: "Asiakas", tiiviste: "abc" },
    asiakas: "a-aino",
    suhde: "OMA",
    tiedot: [26, 102],
    evatyt: [{ tieto: 5, koodi: "FORBIDDEN", saanto: "R-5" }],
    lahteet: [{ lahde: "kela", solmu: null, tila: "OK", haettu: "2026-11-25T10:00:00.000Z" }],
    moottori: "apollo",
  });
});

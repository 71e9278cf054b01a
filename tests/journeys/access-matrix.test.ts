import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadCatalogue } from "../../gateway/catalogue/index.ts";
import type { GraphAnswer, TestSystem } from "../start.ts";
import { startSystem } from "../start.ts";
import { askAll, depthGiven, fieldsOf, leaves, others, professionals, toCell } from "./access-matrix.ts";
import type { Leaf, Situation } from "./access-matrix.ts";

const golden = new URL("../../docs/access-matrix.md", import.meta.url);
const schemaFile = (name: string): string => readFileSync(new URL(`../../schema/${name}`, import.meta.url), "utf8");
const catalogue = loadCatalogue({
  tiedotSdl: schemaFile("tiedot.graphql"),
  supergraphSdl: schemaFile("supergraph.graphql"),
});

interface Subject {
  readonly persona: string;
  readonly title: string;
  readonly situations: readonly Situation[];
}

const own = (persona: string): Situation => ({ name: "asiakas itse", signIn: { persona } });
const subjects: readonly Subject[] = [
  {
    persona: "aino",
    title: "Aino: aikuinen, avoin asiakkuus alueella 08",
    situations: [own("aino"), ...professionals, ...others],
  },
  {
    persona: "venla",
    title: "Venla: turvakielto, ei asiakkuutta alueilla 08 ja 15",
    situations: [own("venla"), ...professionals, ...others],
  },
  {
    persona: "eino",
    title: "Eino: 12 vuotta, huoltajina Aino ja Otso, jonka tehtävistä on määräys",
    situations: [
      own("eino"),
      { name: "huoltaja Aino", signIn: { persona: "aino" } },
      { name: "huoltaja Otso", signIn: { hetuOf: 12 } },
      ...professionals,
      ...others,
    ],
  },
  {
    persona: "helmi",
    title: "Helmi: 8 vuotta, asuu Ainon luona, toisella huoltajalla Venlalla on turvakielto",
    situations: [
      own("helmi"),
      { name: "huoltaja Aino", signIn: { persona: "aino" } },
      { name: "huoltaja Venla", signIn: { persona: "venla" } },
      { name: "Aino, VTJ ei vastaa", signIn: { persona: "aino" }, faults: { vtj: [{ laji: "http500" }] } },
      ...professionals,
      ...others,
    ],
  },
  {
    persona: "kaisa",
    title: "Kaisa: muuttanut ulkomaille, ei avointa asiakkuutta",
    situations: [own("kaisa"), ...professionals, ...others],
  },
  { persona: "urho", title: "Urho: kuollut", situations: [own("urho"), ...professionals, ...others] },
];

interface Asked {
  readonly subject: Subject;
  readonly situation: Situation;
  readonly answer: GraphAnswer;
  readonly calls: Readonly<Record<string, number>>;
}

let system: TestSystem;
const asked: Asked[] = [];
beforeAll(async () => {
  system = await startSystem({
    now: () => new Date("2026-11-25T10:00:00.000Z"),
    configure: (file) => ({
      ...file,
      // A busy machine answers slowly, and a source that was not waited for is no cell of the matrix.
      requestMs: 60_000,
      limits: {
        ...file.limits,
        costPerMinute: 10_000_000,
        personsPerMinute: 10_000,
        personsPerHourOfOrganisation: 10_000,
      },
    }),
  });
  // Operations are planned and streams are read once: the first to ask would wait for it.
  await askAll(system, "aino", own("aino"));
  for (const subject of subjects) {
    for (const situation of subject.situations) {
      for (const { requests } of Object.values(system.mocks.registers)) requests.clear();
      const answer = await askAll(system, subject.persona, situation);
      const calls = Object.fromEntries(
        Object.entries(system.mocks.registers).map(([name, { requests }]) => [name, requests.count()]),
      );
      asked.push({ subject, situation, answer, calls });
    }
  }
}, 240_000);
afterAll(() => system.close());

const byNumber = (one = 0, other = 0): number => one - other;
/** Items of the first fields on the way to a leaf: who sees who pays an episode sees that there is one. */
const itemsOf = (leaf: Leaf, depth = leaf.length): readonly number[] =>
  fieldsOf(leaf)
    .slice(0, depth)
    .flatMap(([type, field]) => catalogue.kentta(type, field)?.tieto ?? []);
const itemOf = (leaf: Leaf): number | undefined => itemsOf(leaf).at(-1);
const sourceOf = (leaf: Leaf): string => catalogue.kentta("Asiakas", leaf[0] ?? "")?.lahde[0] ?? "";

function toTable(subject: Subject): string {
  const columns = asked.filter((each) => each.subject === subject);
  const rows = leaves.map((leaf) => [
    leaf.join("."),
    String(itemOf(leaf) ?? ""),
    ...columns.map(({ answer }) => toCell(answer, leaf)),
  ]);
  return [
    `## ${subject.title}`,
    "",
    ...columns.map(({ situation }, at) => `${at + 1}. ${situation.name}`),
    "",
    `| kenttä | tieto | ${columns.map((_, at) => at + 1).join(" | ")} |`,
    `|---|---|${columns.map(() => "---|").join("")}`,
    ...rows.map((row) => `| ${row.join(" | ")} |`),
  ].join("\n");
}

const head = `# Access matrix

Every field of a person, asked by every kind of asker of persons in differing states, as real queries through the gateway
against the mock registers. Made and compared by \`tests/journeys/access-matrix.test.ts\`; \`PAIVITA=1 npx vitest run
tests/journeys/access-matrix.test.ts\` writes it anew, and the change is reviewed line by line.

A given (also when the register holds nothing, and below an empty list) · K forbidden · S consent missing · T place
withheld (turvakielto, or it can't be asked) · L a source did not answer · several letters: rows differ · U the whole
request was refused: nobody had signed in.
`;

describe("the access matrix", () => {
  it("is the one that was reviewed, cell by cell", () => {
    const text = `${[head, ...subjects.map(toTable)].join("\n\n")}\n`;
    if (process.env["PAIVITA"] === "1") writeFileSync(golden, text);
    expect(text).toBe(readFileSync(golden, "utf8"));
    expect(asked.length * leaves.length).toBeGreaterThan(5000);
  });

  it("has no source that did not answer where none was made to fail", () => {
    const whole = asked.filter(({ situation }) => situation.faults === undefined);
    const silent = whole.flatMap(({ subject, situation, answer }) =>
      leaves
        .filter((leaf) => toCell(answer, leaf).includes("L"))
        .map((leaf) => `${subject.persona}, ${situation.name}: ${leaf.join(".")}`),
    );
    expect(silent).toEqual([]);
  });

  it("asks no register of which nothing may be given", () => {
    for (const { situation, subject, answer, calls } of asked) {
      for (const register of ["kela", "koski"]) {
        const cells = leaves.filter((leaf) => sourceOf(leaf) === register).map((leaf) => toCell(answer, leaf));
        const isGiven = cells.some((cell) => cell.includes("A"));
        expect([situation.name, subject.persona, register, (calls[register] ?? 0) > 0]).toEqual([
          situation.name,
          subject.persona,
          register,
          isGiven,
        ]);
      }
    }
  });

  it("has each look in the use log: the items that were given, and those kept back with their rule", () => {
    for (const { situation, answer } of asked) {
      if (answer.status !== 200 || answer.data?.["a"] === null || answer.data?.["a"] === undefined) continue;
      const given = new Set(
        leaves.filter((leaf) => leaf[0] !== "id").flatMap((leaf) => itemsOf(leaf, depthGiven(answer, leaf))),
      );
      const rows = system.loki(answer.pyynto);
      const items = new Set(rows.flatMap(({ tiedot }) => tiedot));
      expect([situation.name, ...[...items].toSorted(byNumber)]).toEqual([
        situation.name,
        ...[...given].toSorted(byNumber),
      ]);
      expect(rows.flatMap(({ evatyt }) => evatyt).every(({ saanto }) => saanto !== undefined)).toBe(true);
      const codes = new Set(
        answer.errors
          .filter(({ extensions }) => extensions["saanto"] !== undefined)
          .map(({ extensions }) => extensions["saanto"]),
      );
      expect(new Set(rows.flatMap(({ evatyt }) => evatyt.map(({ saanto }) => saanto)))).toEqual(codes);
    }
  });

  it("tells of each denial which item, which rule, and what would allow it", () => {
    for (const { situation, subject, answer } of asked) {
      for (const { path, extensions } of answer.errors) {
        // What a source says itself, such as an insurer without a consent of its own, is no denial of the gate.
        if (path === undefined || extensions["lahde"] !== undefined || path.length < 2) continue;
        expect({ who: situation.name, of: subject.persona, path, ...extensions }).toMatchObject({
          tieto: expect.any(Number),
          saanto: expect.any(String),
          neuvo: expect.any(String),
        });
      }
    }
  });
});

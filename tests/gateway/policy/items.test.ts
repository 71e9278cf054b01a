import { readFileSync } from "node:fs";
import { Kind, parse } from "graphql";
import { describe, expect, it } from "vitest";
import { createPolicy, readRuleTexts } from "../../../gateway/policy/index.ts";
import type { Kysyja, Tosiasiat } from "../../../gateway/policy/index.ts";
import { kysyjat, tiedot, toBest } from "./vectors.ts";

const policy = createPolicy(readRuleTexts(new URL("../../../schema/saannot/", import.meta.url)));
const lettersOf = (tieto: number, changes: Partial<Tosiasiat> = {}): readonly Kysyja[] =>
  kysyjat.filter((kysyja) => policy.judge(toBest(kysyja, tieto, changes)) === undefined);
const sorted = (letters: readonly Kysyja[]): readonly Kysyja[] => kysyjat.filter((each) => letters.includes(each));

describe("the rules give", () => {
  it.each(tiedot.map((tieto) => [tieto.id, tieto.nimi, tieto] as const))(
    "item %i, %s, to the letters that tiedot.graphql names and to no other",
    (id, _, { paasy }) => {
      expect(lettersOf(id)).toEqual(sorted(paasy));
    },
  );

  it.each(
    tiedot.flatMap(({ id, paasy, kentittain = [] }) =>
      kentittain.map((field) => [field.kentta, { id, paasy, field }] as const),
    ),
  )("%s to its own letters too", (kentta, { id, paasy, field }) => {
    // The purpose that opens most: a mailbox is asked about to send a message only.
    const asked = { kentta, kayttotarkoitus: "VIESTIN_LAHETYS" };
    expect(lettersOf(id, asked)).toEqual(sorted([...paasy, ...field.paasy]));
  });

  it.each(tiedot.map(({ id, paasy, suostumuksella = [] }) => [id, { paasy, suostumuksella }] as const))(
    "item %i without a consent to those who need none",
    (id, { paasy, suostumuksella }) => {
      const needing = new Set<Kysyja>([...suostumuksella, "M"]);
      expect(lettersOf(id, { suostumus: false })).toEqual(sorted(paasy.filter((letter) => !needing.has(letter))));
    },
  );

  it("a field of its own letters only where tiedot.graphql has some", () => {
    expect(tiedot.flatMap(({ kentittain = [] }) => kentittain).length).toBeGreaterThan(0);
    expect(lettersOf(16)).toEqual(["S", "P"]);
    expect(lettersOf(16, { kentta: "Asiakasviestinta.viestit" })).toEqual(["S", "P"]);
  });

  it("occupational health care to the organiser without employer and producer", () => {
    expect(lettersOf(10, { kentta: "Tyoterveyshuolto.vaikuttaaKapitaatioon" })).toContain("J");
    for (const kentta of ["Tyoterveyshuolto.tyonantaja", "Tyoterveyshuolto.tuottaja"])
      expect(lettersOf(10, { kentta })).toEqual(lettersOf(10).filter((letter) => letter !== "J"));
  });

  it("nothing to one who has no letter", () => {
    expect(tiedot.filter(({ id }) => lettersOf(id).includes("EI_KUKAAN"))).toEqual([]);
  });
});

it("each item's rules stand by its number: a permit names the one item it gives", () => {
  const ids = new Set(tiedot.map(({ id }) => id));
  const permits = policy.rules.filter(({ effect }) => effect === "permit");
  const named = permits.map(({ id, text }) => [id, Number(/resource == Tieto::"(\d+)"/.exec(text)?.[1])] as const);
  expect(named.filter(([id, tieto]) => !ids.has(tieto) || !id.startsWith(`R-${tieto}-`))).toEqual([]);
});

it("every mark that a row may carry by the schema is named by a rule", () => {
  const sdl = readFileSync(new URL("../../../schema/yhteiset.graphql", import.meta.url), "utf8");
  const marks = parse(sdl).definitions.flatMap((each) =>
    each.kind === Kind.ENUM_TYPE_DEFINITION && each.name.value === "Rivimerkki" ? (each.values ?? []) : [],
  );
  const unnamed = marks.filter(({ name }) => !policy.rules.some(({ text }) => text.includes(`"${name.value}"`)));
  expect([marks.length > 0, unnamed]).toEqual([true, []]);
});

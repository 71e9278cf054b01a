import { readFileSync } from "node:fs";
import { Kind, parse, print } from "graphql";
import type { SelectionSetNode } from "graphql";
import { describe, expect, it } from "vitest";
import { loadCatalogue } from "../../../gateway/catalogue/index.ts";
import type { Catalogue } from "../../../gateway/catalogue/index.ts";
import type { Verdict } from "../../../gateway/gate/judge.ts";
import { narrow } from "../../../gateway/gate/narrow.ts";
import type { Narrowed } from "../../../gateway/gate/narrow.ts";

const schemaFile = (name: string): string => readFileSync(new URL(`../../../schema/${name}`, import.meta.url), "utf8");
const catalogue = loadCatalogue({
  tiedotSdl: schemaFile("tiedot.graphql"),
  supergraphSdl: schemaFile("supergraph.graphql"),
});

const textsOf = (names: readonly string[]): string => names.map((name) => `${name}: "x"`).join(" ");
const item = (id: number, more = ""): string =>
  `extend schema @tietosisalto(id: ${id} p: EI ryhma: PERUSTIEDOT paasy: [S] ${more}
    ${textsOf(["nimi", "nimiSv", "nimiEn", "rekisteri", "oikeusperusta", "paatos", "valinta"])})`;

/** A person without more than these tests need; an item has fields of letters of their own in two types. */
const small = loadCatalogue({
  tiedotSdl: [
    item(18),
    item(19, 'kentittain: [{ kentta: "Muu.maksaja" paasy: [J] }, { kentta: "Jakso.maksaja" paasy: [J] }]'),
    item(102),
  ].join("\n"),
  supergraphSdl: `
    type Asiakas { id: ID! nimi: String @tieto(id: 102) kengannumero: Int kaynnit: [Kaynti] @tieto(id: 18) jaksot: Jaksot @tieto(id: 19) }
    type Kaynti { tunnus: ID! rivimerkit: [String!] rekisterinpitaja: String }
    type Jaksot { edges: [Reuna!] }
    type Reuna { node: Jakso }
    type Jakso { tunnus: ID! maksaja: String @tieto(id: 19) rivimerkit: [String!] }`,
});

function selectionOf(query: string): SelectionSetNode {
  const [definition] = parse(query).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error("not an operation");
  return definition.selectionSet;
}

/** What is left of a selection on a person when these fields are denied so. */
const narrowed = (text: string, denied: readonly string[], verdict: Verdict, of: Catalogue = catalogue): Narrowed =>
  narrow(selectionOf(text), "Asiakas", {
    catalogue: of,
    judge: ({ kentta }) => (denied.includes(kentta.coordinate) ? verdict : undefined),
  });
const without = (text: string, ...denied: readonly string[]): Narrowed => narrowed(text, denied, { code: "FORBIDDEN" });
const leftOf = ({ selectionSet }: Narrowed): string | undefined =>
  selectionSet === undefined ? undefined : print(selectionSet).replaceAll(/\s+/g, " ");

describe("a field of which all that was asked is denied", () => {
  it("is told as denied itself, and not asked", () => {
    const told = without("{ koulutus { opinnot { nimi } } }", "Koulutustiedot.opinnot");
    expect(leftOf(told)).toBeUndefined();
    expect(told.denials).toMatchObject([{ at: ["koulutus"], tieto: 2 }]);
  });

  it("and which another subgraph shares, is still there, and only what is below is told as denied", () => {
    const told = without(
      "{ v: viestinta { kaytossa: suomifiViestitKaytossa } }",
      "Asiakasviestinta.suomifiViestitKaytossa",
    );
    expect(leftOf(told)).toBe("{ v: viestinta { __typename } }");
    expect(told.denials).toMatchObject([{ at: ["v", "kaytossa"], tieto: 16 }]);
  });
});

describe("a field that the catalogue does not allow", () => {
  it("because it does not know it, is denied whatever the judge says, as of the item that it stands in", () => {
    const told = without("{ tuntematon viestinta { tuntematon kanava } }");
    expect(leftOf(told)).toBe("{ viestinta { kanava } }");
    expect(told.denials).toEqual([
      { at: ["tuntematon"], verdict: { code: "FORBIDDEN" }, tieto: undefined },
      { at: ["viestinta", "tuntematon"], verdict: { code: "FORBIDDEN" }, tieto: 16 },
    ]);
  });

  it("because a person's field carries no item, is denied whatever the judge says", () => {
    const told = narrowed("{ id nimi kengannumero }", [], { code: "FORBIDDEN" }, small);
    expect(leftOf(told)).toBe("{ id nimi }");
    expect(told.denials).toEqual([{ at: ["kengannumero"], verdict: { code: "FORBIDDEN" }, tieto: undefined }]);
  });
});

describe("a denied field", () => {
  it("in a fragment of no type is found in the type around it", () => {
    const told = without("{ ... { laakekatto: nimi { sukunimi } viestinta { kanava } } }", "Asiakas.nimi");
    expect(leftOf(told)).toBe("{ ... { viestinta { kanava } } }");
    expect(told.denials).toMatchObject([{ at: ["laakekatto"], tieto: 102 }]);
  });

  it("of which fields may be given, is open to them only where the whole is denied by the role", () => {
    const asked = ["{ viestinta { kanava } }", ["Asiakas.viestinta"]] as const;
    expect(leftOf(narrowed(...asked, { code: "FORBIDDEN" }))).toBe("{ viestinta { kanava } }");
    for (const code of ["NON_DISCLOSURE", "PURPOSE_MISSING", "CONSENT_MISSING", "SOURCE_UNAVAILABLE"] as const) {
      const told = narrowed(...asked, { code });
      expect(leftOf(told)).toBeUndefined();
      expect(told.denials).toMatchObject([{ at: ["viestinta"], verdict: { code } }]);
    }
  });

  it("of which fields may be given, is not asked where none is selected", () => {
    const told = without("{ viestinta }", "Asiakas.viestinta");
    expect(leftOf(told)).toBeUndefined();
    expect(told.denials).toMatchObject([{ at: ["viestinta"] }]);
  });

  it("is open to a field of its own wherever below it that is, also where the item has others elsewhere", () => {
    const told = narrowed(
      "{ jaksot { edges { node { tunnus maksaja } } } }",
      ["Asiakas.jaksot", "Jaksot.edges", "Reuna.node", "Jakso.tunnus"],
      { code: "FORBIDDEN" },
      small,
    );
    expect(leftOf(told)).toBe("{ jaksot { edges { node { maksaja __rivimerkit: rivimerkit } } } }");
    expect(told.denials).toMatchObject([{ at: ["jaksot", "edges", "node", "tunnus"], tieto: 19 }]);
  });
});

describe("what is left", () => {
  it("is told by its items, of the fields that carry one: what a register elsewhere may give", () => {
    const told = without("{ nimi { sukunimi } viestinta { kanava } }");
    expect(told.tiedot).toEqual([102, 16]);
    expect(told.fields.map(({ kentta }) => kentta.coordinate)).toEqual([
      "Asiakas.nimi",
      "Asiakas.viestinta",
      "Asiakasviestinta.kanava",
    ]);
  });

  it("asks of a row whose register it is in, where rows of its type tell it", () => {
    const told = narrowed(
      "{ kaynnit { tunnus } jaksot { edges { node { tunnus } } } }",
      [],
      { code: "FORBIDDEN" },
      small,
    );
    expect(leftOf(told)).toBe(
      "{ kaynnit { tunnus __rivimerkit: rivimerkit __rekisterinpitaja: rekisterinpitaja } jaksot { edges { node { tunnus __rivimerkit: rivimerkit } } } }",
    );
  });
});

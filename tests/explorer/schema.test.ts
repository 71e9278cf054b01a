import { buildSchema } from "graphql";
import { describe, expect, it } from "vitest";
import { pickDescription } from "../../explorer/description.ts";
import { fieldAt } from "../../explorer/editor/field-at.ts";
import { itemOf } from "../../explorer/item.ts";
import { nameOf, searchSchema, typesOf } from "../../explorer/panels/schema-search.ts";
import { schemaText } from "./stand-in-answers.ts";

const schema = buildSchema(schemaText);

const namesOf = (words: string): readonly string[] => searchSchema(schema, words, 10).map(nameOf);

describe("searchSchema", () => {
  it("finds types, fields and enum values by a part of the name", () => {
    expect(namesOf("SETEL")).toEqual(["Asiakas.asiakassetelit", "Asiakasseteli", "SetelinTila"]);
    expect(namesOf("kaytetty")).toEqual(["SetelinTila.KAYTETTY"]);
  });

  it("finds a name without ä by a word with it", () => {
    expect(namesOf("lääkekatto")[0]).toBe("Asiakas.laakekatto");
  });

  it("finds descriptions after names, in both languages", () => {
    expect(namesOf("medicine costs")).toEqual(["Asiakas.laakekatto"]);
    expect(namesOf("henkilotunnuksella")).toEqual(["Query.asiakasHetulla"]);
    expect(namesOf("tila")).toEqual(["Asiakasseteli.tila", "SetelinTila"]);
  });

  it("finds a field by its type's name and its own together", () => {
    expect(namesOf("asiakasseteli alue")).toEqual(["Asiakasseteli.alue"]);
  });

  it("finds nothing for no words, and at most as many as asked", () => {
    expect(namesOf("  ")).toEqual([]);
    expect(searchSchema(schema, "a", 3)).toHaveLength(3);
  });

  it("lists the root type first and none of introspection's", () => {
    const names = typesOf(schema).map(({ name }) => name);
    expect(names[0]).toBe("Query");
    expect(names.filter((name) => name.startsWith("__"))).toEqual([]);
  });
});

describe("fieldAt", () => {
  const query = "{ mina { laakekatto { vuosi } } }";

  it("finds the field under the cursor with its type's name and data item", () => {
    const at = fieldAt(schema, query, query.indexOf("katto"));
    expect(at).toMatchObject({ parent: "Asiakas", from: 9, to: 19 });
    expect(at && itemOf(at.field)).toBe(26);
  });

  it("finds none between names, for unknown fields, or in a text that does not parse", () => {
    expect(fieldAt(schema, query, 0)).toBeUndefined();
    expect(fieldAt(schema, "{ mina { tuntematon } }", 12)).toBeUndefined();
    expect(fieldAt(schema, "{ mina {", 3)).toBeUndefined();
  });
});

describe("pickDescription", () => {
  const both = "Suomeksi\nkahdella rivillä.\n\nIn English.";

  it.each([
    ["fi", { text: "Suomeksi kahdella rivillä.", language: "fi" }],
    ["en", { text: "In English.", language: "en" }],
    ["sv", { text: "In English.", language: "en" }],
  ] as const)("gives a reader of %s their part", (language, expected) => {
    expect(pickDescription(both, language)).toEqual(expected);
  });

  it("gives a text of another shape whole, and nothing for none", () => {
    expect(pickDescription("Yksi. One.", "fi")).toEqual({ text: "Yksi. One.", language: undefined });
    expect(pickDescription("  ", "fi")).toBeUndefined();
    expect(pickDescription(null, "fi")).toBeUndefined();
  });
});

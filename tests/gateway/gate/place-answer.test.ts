import { Kind, parse } from "graphql";
import type { SelectionSetNode } from "graphql";
import { describe, expect, it } from "vitest";
import type { GraphError } from "../../../gateway/errors.ts";
import { applyDenials, mentionsAt, placeAnswer, toDenialError } from "../../../gateway/gate/place-answer.ts";
import type { Entity } from "../../../gateway/gate/place-answer.ts";
import type { Group } from "../../../gateway/gate/stances.ts";

function selectionOf(text: string): SelectionSetNode {
  const [definition] = parse(text).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error("an operation was expected");
  return definition.selectionSet;
}

/** Two persons, who stand at 1 and 3 among those asked, and are asked `nimi` and `ammatti` besides who they are. */
const group: Pick<Group, "narrowed"> = {
  narrowed: {
    selectionSet: selectionOf("{ kuka: id nimi ammatti }"),
    keys: ["nimi", "ammatti"],
    denials: [],
    borders: [],
    rows: [],
    fields: [],
    tiedot: [],
    kotialueelta: false,
  },
};

const failed = (code: GraphError["code"], path?: GraphError["path"]): GraphError => ({
  code,
  parameters: {},
  ...(path === undefined ? {} : { path }),
});

/** What becomes of an answer: the entities, and of each error its code and path. */
function place(data: Entity | null, errors: readonly GraphError[] = [], of: Partial<typeof group> = {}) {
  const persons = [{ id: "A" }, { id: "B" }].map((person) => ({ __typename: "Asiakas", ...person }));
  const members = persons.map((person, at) => ({ person, position: 2 * at + 1, entity: { __typename: "Asiakas" } }));
  const told = placeAnswer({ data, errors }, { members, ...group, ...of });
  return {
    entities: members.map(({ entity }) => entity),
    errors: told.map(({ code, path }) => `${code} ${path?.join(".")}`),
  };
}

const nobody = (id: string) => ({ __typename: "Asiakas", kuka: id, nimi: null, ammatti: null });
const all = (code: string) => [1, 3].flatMap((at) => ["nimi", "ammatti"].map((key) => `${code} ${at}.${key}`));

describe("an answer", () => {
  it("is put in its places", () => {
    const told = [
      { kuka: "A", nimi: "a", ammatti: null },
      { kuka: "B", nimi: "b", ammatti: "x" },
    ];
    expect(place({ _entities: told })).toEqual({
      entities: told.map((each) => ({ __typename: "Asiakas", ...each })),
      errors: [],
    });
  });

  it("without a person leaves who they are, as the caller said it, and null for the rest", () => {
    const told = { kuka: "A", nimi: "a", ammatti: "x" };
    const notFound = failed("SUBJECT_NOT_FOUND", ["_entities", 1]);
    expect(place({ _entities: [told, null] }, [notFound])).toEqual({
      entities: [{ __typename: "Asiakas", ...told }, nobody("B")],
      errors: ["SUBJECT_NOT_FOUND 3.nimi", "SUBJECT_NOT_FOUND 3.ammatti"],
    });
  });

  it("has its errors at the person's place, whatever they stand under", () => {
    const told = [
      { kuka: "A", nimi: null, ammatti: "x" },
      { kuka: "B", nimi: "b", ammatti: "x" },
    ];
    const errors = [
      failed("SOURCE_TIMEOUT", ["_entities", 0, "nimi"]),
      failed("SOURCE_DENIED", ["_entities", 1, "ammatti", 2, "x"]),
    ];
    expect(place({ _entities: told }, errors).errors).toEqual(["SOURCE_TIMEOUT 1.nimi", "SOURCE_DENIED 3.ammatti.2.x"]);
  });

  it.each<[string, GraphError["path"]]>([
    ["has no path", undefined],
    ["is of the list", ["_entities"]],
    ["is of a person who was not asked", ["_entities", 7, "nimi"]],
    ["is of something else", ["muu", 0, "nimi"]],
    ["is of a place that is no number", ["_entities", "0", "nimi"]],
  ])("that failed concerns every field of every person when the error %s", (_, path) => {
    const told = [{ nimi: "a" }, { nimi: "b" }];
    expect(place({ _entities: told }, [failed("SOURCE_TIMEOUT", path)]).errors).toEqual(all("SOURCE_TIMEOUT"));
  });

  it.each<[string, Entity | null]>([
    ["nothing", null],
    ["no list", { _entities: { length: 2 } }],
    ["a list too short", { _entities: [{ nimi: "a" }] }],
    ["a list too long", { _entities: [{ nimi: "a" }, { nimi: "b" }, { nimi: "c" }] }],
  ])("that holds %s gives nobody anything: whose it is can't be told", (_, data) => {
    expect(place(data)).toEqual({
      entities: [nobody("A"), nobody("B")],
      errors: all("SOURCE_INVALID_RESPONSE"),
    });
    expect(place(data, [failed("SOURCE_TIMEOUT")]).errors).toEqual(all("SOURCE_TIMEOUT"));
  });

  it("of which nothing was asked leaves nothing", () => {
    const narrowed = { ...group.narrowed, selectionSet: undefined, keys: [] };
    expect(place(null, [], { narrowed })).toEqual({
      entities: [{ __typename: "Asiakas" }, { __typename: "Asiakas" }],
      errors: [],
    });
  });
});

describe("a denial", () => {
  it("is null wherever its field would stand, with an error there", () => {
    const answer: Entity = { a: [{ b: 1 }, { c: 2 }] };
    const errors = applyDenials(answer, [{ at: ["a", "b"], verdict: { code: "FORBIDDEN" }, tieto: 18 }]);
    expect(answer).toEqual({ a: [{ b: null }, { c: 2, b: null }] });
    expect(errors).toEqual([
      { code: "FORBIDDEN", path: ["a", 0, "b"], parameters: { tieto: 18 } },
      { code: "FORBIDDEN", path: ["a", 1, "b"], parameters: { tieto: 18 } },
    ]);
  });

  it("tells item, rule, advice and source, as far as they are known", () => {
    const neuvo = { fi: "a", sv: "b", en: "c" };
    const verdict = { code: "SOURCE_UNAVAILABLE", saanto: "R-18", neuvo, lahde: "crm" } as const;
    expect(toDenialError(verdict, 18, ["a"])).toEqual({
      code: "SOURCE_UNAVAILABLE",
      path: ["a"],
      parameters: { tieto: 18, saanto: "R-18", neuvo, lahde: "crm" },
    });
    expect(toDenialError({ code: "FORBIDDEN" }, undefined, [])).toEqual({
      code: "FORBIDDEN",
      path: [],
      parameters: {},
    });
  });
});

describe("persons that an answer mentions", () => {
  const at = { at: ["a", "henkilo"], selectionSet: selectionOf("{ nimi }") };

  it("are found in lists of any depth, each with the object and place to fill, and the gate's own key is gone", () => {
    const answer: Entity = {
      a: [{ henkilo: { __asiakasId: "A" } }, { henkilo: [{ __asiakasId: "B" }, [{ __asiakasId: "C", x: 1 }]] }],
    };
    const found = mentionsAt(answer, at);
    expect(found.map(({ id, path }) => `${id} ${path.join(".")}`)).toEqual([
      "A a.0.henkilo",
      "B a.1.henkilo.0",
      "C a.1.henkilo.1.0",
    ]);
    expect(JSON.stringify(answer)).not.toContain("__asiakasId");
    expect(found[2]?.holder).toEqual({ x: 1 });
  });

  it("are none where nobody stands, or one whose id did not come", () => {
    const answer: Entity = { a: [{ henkilo: null }, { henkilo: "A" }, {}, { henkilo: { __asiakasId: null } }] };
    expect(mentionsAt(answer, at)).toEqual([]);
    expect(answer).toEqual({ a: [{ henkilo: null }, { henkilo: "A" }, {}, { henkilo: {} }] });
  });
});

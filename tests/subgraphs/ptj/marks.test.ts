import { describe, expect, it } from "vitest";
import { observationTapa } from "../../../subgraphs/ptj/toimintakyky.ts";
import { readResources } from "../../../subgraphs/ptj/read-resources.ts";
import { findFaults } from "../../mocks/ptj/validate.ts";
import { base, kenen, observation, potilas, readAll } from "./resources.ts";

const guardians = "urn:oid:1.2.246.537.5.40202.201901";
const confidentiality = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
const act = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

function marksOf(security: readonly object[], provenances: readonly unknown[] = [], changes: object = {}): unknown {
  const read = readAll(observationTapa, [observation({ meta: { security }, ...changes })], provenances);
  return read.ok ? read.value[0]?.rivimerkit : read.failure.kind;
}

const provenance = (code: string, target = "Observation/o1"): object => ({
  resourceType: "Provenance",
  extension: [{ url: "https://esimerkki.example/kielto", valueCoding: { system: guardians, code } }],
  target: [{ reference: target }],
  recorded: "2026-01-02T03:04:05Z",
  agent: [{ who: { display: "Järjestelmä" } }],
});

describe("a minor's stand", () => {
  it.each([
    ["1", ["HUOLTAJALLE_AVOIN"]],
    ["2", ["HUOLTAJALLE_AVOIN"]],
    ["3", ["HUOLTAJALTA_SALATTU"]],
    ["4", ["HUOLTAJALTA_SALATTU"]],
    ["5", "invalid"],
    ["", "invalid"],
  ])("of the code %s is %j, on the resource, in an extension and in a Provenance", (code, told) => {
    const coding = { system: guardians, code };
    expect(marksOf([coding])).toEqual(told);
    expect(marksOf([], [], { extension: [{ url: "https://a.example", valueCoding: coding }] })).toEqual(told);
    expect(marksOf([], [provenance(code)])).toEqual(told);
  });

  it("of another resource's Provenance is not its own", () => {
    expect(findFaults(provenance("3"))).toEqual([]);
    expect(marksOf([], [provenance("2", "Observation/o2"), provenance("2", "Encounter/o1")])).toEqual([]);
    expect(marksOf([], [provenance("2", `${base}/Observation/o1`)])).toEqual(["HUOLTAJALLE_AVOIN"]);
  });

  it("that denies wins over one that allows", () => {
    expect(marksOf([{ system: guardians, code: "2" }], [provenance("3")])).toEqual(["HUOLTAJALTA_SALATTU"]);
  });

  it("that can't be read makes the answer invalid", () => {
    expect(marksOf([], [{ resourceType: "Provenance", target: "Observation/o1" }])).toBe("invalid");
  });
});

describe("a label", () => {
  it.each([
    [{ system: act, code: "NOPAT" }, ["EI_SAHKOISEEN_ASIOINTIIN"]],
    [{ system: act, code: "TABOO" }, ["EI_SAHKOISEEN_ASIOINTIIN"]],
    [{ system: act, code: "PSY" }, ["ERITYINEN_SISALTO"]],
    [{ system: "https://tuntematon.example", code: "X" }, ["ERITYINEN_SISALTO"]],
    [{ code: "ilman järjestelmää" }, ["ERITYINEN_SISALTO"]],
    [{ system: "http://terminology.hl7.org/CodeSystem/v3-ActReason", code: "HTEST" }, []],
    [{ system: confidentiality, code: "U" }, []],
    [{ system: confidentiality, code: "L" }, []],
    [{ system: confidentiality, code: "M" }, []],
    [{ system: confidentiality, code: "N" }, []],
    [{ system: confidentiality, code: "R" }, ["ERITYINEN_SISALTO"]],
    [{ system: confidentiality, code: "V" }, ["ERITYINEN_SISALTO"]],
    [{ system: confidentiality, code: "X" }, "invalid"],
  ])("%j gives %j", (label, told) => {
    expect(marksOf([label])).toEqual(told);
  });

  it("of the person marks every row", () => {
    const loydos = { resources: [observation()], provenances: [], isPartial: false };
    const read = readResources(loydos, observationTapa, { ...kenen, potilas: { ...potilas, turvakielto: true } });
    expect(read).toMatchObject({ value: [{ rivimerkit: ["TURVAKIELTO"] }] });
  });
});

describe("the branch of a record's register", () => {
  const patients = "urn:oid:1.2.246.537.5.40150";
  const clients = "urn:oid:1.2.246.537.6.1264";
  const branchOf = (tag?: readonly object[]): unknown => {
    const read = readAll(observationTapa, [observation(tag === undefined ? {} : { meta: { tag } })]);
    return read.ok ? read.value[0]?.rekisterilaji : read.failure.kind;
  };

  it.each([
    ["the patient register's code", [{ system: patients, code: "2" }], "TERVEYDENHUOLTO"],
    ["social care's", [{ system: clients, code: "1" }], "SOSIAALIHUOLTO"],
    ["a version of social care's list", [{ system: `${clients}.201701`, code: "1" }], "SOSIAALIHUOLTO"],
    [
      "a tag of something else beside",
      [{ system: "https://oma.example", code: "x" }, { system: patients }],
      "TERVEYDENHUOLTO",
    ],
    ["codes of both: it can't be known", [{ system: patients }, { system: clients }], null],
    ["a list whose number only begins so", [{ system: `${clients}9` }], null],
    ["no tag", undefined, null],
  ] as const)("is told by %s", (_, tag, told) => {
    expect(branchOf(tag)).toBe(told);
  });
});

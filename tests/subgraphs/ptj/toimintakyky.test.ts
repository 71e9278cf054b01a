import { describe, expect, it } from "vitest";
import { observationTapa, toArviot } from "../../../subgraphs/ptj/toimintakyky.ts";
import { findFaults } from "../../mocks/ptj/validate.ts";
import { icf, kenen, observation, readAll, readGood } from "./resources.ts";

const toAll = (resources: readonly unknown[]) => toArviot(readGood(observationTapa, resources), kenen);
const astesOf = (resources: readonly unknown[]): unknown => {
  const read = toAll(resources);
  return read.ok ? read.value.map(({ aste, arvio }) => aste ?? arvio) : read.failure.kind;
};
const icfValue = (code: string, system = icf): Readonly<Record<string, unknown>> => ({
  valueInteger: undefined,
  valueCodeableConcept: { coding: [{ system, code }] },
});

describe("a finding", () => {
  it("is told by the code of the ICF, wherever among the codes it stands, without the narrative", () => {
    const resource = observation();
    expect(findFaults(resource)).toEqual([]);
    const read = toAll([resource]);
    expect(read).toEqual({
      ok: true,
      value: [
        {
          koodi: { koodisto: icf, arvo: "d450" },
          aste: "KOHTALAINEN",
          arvio: null,
          arvioija: { nimi: "Malli Hoitaja-Testi", rekisterointinumero: "99000000001" },
          paiva: "2026-03-12",
          ajankohta: "2026-03-12",
          alustava: false,
          rivimerkit: [],
          rekisterilaji: null,
        },
      ],
    });
  });

  it.each([
    ["2026", null, "2026"],
    ["2026-03", null, "2026-03"],
    ["2026-03-12", "2026-03-12", "2026-03-12"],
    ["2026-03-12T10:15:00+02:00", "2026-03-12", "2026-03-12"],
  ])("of %s is no more exact than it was recorded", (effectiveDateTime, paiva, ajankohta) => {
    const resource = observation({ effectiveDateTime });
    expect(findFaults(resource)).toEqual([]);
    expect(toAll([resource])).toMatchObject({ value: [{ paiva, ajankohta }] });
  });

  it("takes its time from the end of a period, else from when it was issued", () => {
    const period = { start: "2026-01-01", end: "2026-02-01" };
    expect(toAll([observation({ effectiveDateTime: undefined, effectivePeriod: period })])).toMatchObject({
      value: [{ paiva: "2026-02-01" }],
    });
    const issued = "2026-04-05T06:07:08+03:00";
    expect(toAll([observation({ effectiveDateTime: undefined, issued })])).toMatchObject({
      value: [{ paiva: "2026-04-05" }],
    });
    expect(toAll([observation({ effectiveDateTime: undefined })])).toMatchObject({ value: [{ ajankohta: null }] });
  });

  it.each([
    [{ valueInteger: 0 }, "EI_ONGELMAA"],
    [{ valueInteger: 4 }, "TAYDELLINEN"],
    [{ valueInteger: 8 }, "EI_MAARITELTY"],
    [{ valueInteger: 9 }, "EI_SOVELLETTAVISSA"],
    [icfValue("1"), "LIEVA"],
    [icfValue(".3"), "VAIKEA"],
    [icfValue("d450.2", "http://hl7.org/fhir/sid/icf"), "KOHTALAINEN"],
    [{ valueInteger: undefined, component: [{ code: { text: "a" }, valueInteger: 3 }] }, "VAIKEA"],
    [{ valueInteger: undefined, valueString: "Kävelee kepin kanssa" }, "Kävelee kepin kanssa"],
    [{ valueInteger: undefined, valueCodeableConcept: { text: "Omatoiminen" } }, "Omatoiminen"],
    [{ valueInteger: undefined, dataAbsentReason: { text: "ei arvioitu" } }, null],
  ])("of the value %j is told as %s", (changes, told) => {
    expect(findFaults(observation(changes))).toEqual([]);
    expect(astesOf([observation(changes)])).toEqual([told]);
  });

  it.each([[{ valueInteger: 5 }], [{ valueInteger: 1.5 }], [icfValue("7")], [icfValue("suuri")]])(
    "of the value %j is none of the ICF: the answer is invalid",
    (changes) => {
      expect(astesOf([observation(changes)])).toBe("invalid");
    },
  );

  it.each([
    ["registered", 0],
    ["preliminary", 1],
    ["final", 1],
    ["amended", 1],
    ["corrected", 1],
    ["cancelled", 0],
    ["entered-in-error", 0],
    ["unknown", 0],
  ])("of the status %s is told %i times", (status, times) => {
    const read = toAll([observation({ status })]);
    expect(read.ok && read.value.map(({ alustava }) => alustava)).toEqual(
      times === 0 ? [] : [status === "preliminary"],
    );
  });

  it("of a status that R4 does not have makes the answer invalid", () => {
    expect(readAll(observationTapa, [observation({ status: "done" })]).ok).toBe(false);
  });

  it.each([
    [[{ reference: "Patient/e1" }], 0],
    [[{ type: "Patient", identifier: { system: "urn:oid:1.2.246.21", value: "010190-999W" } }], 0],
    [[{ reference: "RelatedPerson/r1" }], 0],
    [[{ reference: "Patient/e1" }, { reference: "Practitioner/p1" }], 1],
    [[{ reference: "PractitionerRole/p1" }], 1],
    [[], 1],
  ])("by %j is told %i times: the customer's own is another field's", (performer, times) => {
    const read = toAll([observation({ performer })]);
    expect(read.ok && read.value).toHaveLength(times);
  });

  it("of another code system may hold any value, and is left out", () => {
    const code = { coding: [{ system: "http://loinc.org", code: "8480-6" }] };
    expect(toAll([observation({ code, valueInteger: 128 })])).toEqual({ ok: true, value: [] });
  });

  it("has the marks of the note that groups it, and the note is no finding", () => {
    const security = [{ system: "http://terminology.hl7.org/CodeSystem/v3-ActCode", code: "NOPAT" }];
    const note = observation({
      id: "n1",
      meta: { security },
      valueInteger: undefined,
      hasMember: [{ reference: "Observation/o1" }],
    });
    expect(toAll([note, observation(), observation({ id: "o2" })])).toMatchObject({
      value: [{ rivimerkit: ["EI_SAHKOISEEN_ASIOINTIIN"] }, { rivimerkit: [] }],
    });
  });

  it("is told once: the same resource twice makes the answer invalid", () => {
    expect(readAll(observationTapa, [observation(), observation()])).toMatchObject({ failure: { kind: "invalid" } });
  });

  it("of another person, or of nobody, makes the answer invalid", () => {
    const subjects = [
      undefined,
      { reference: "Patient/e2" },
      { reference: "Group/e1" },
      { reference: "https://muualla.example/fhir/Patient/e1" },
      { identifier: { system: "urn:oid:1.2.246.21", value: "010190-9988" } },
      { reference: "Patient/e1", identifier: { system: "urn:oid:1.2.246.21", value: "010190-9988" } },
      { display: "Malli" },
    ];
    for (const subject of subjects) {
      expect(readAll(observationTapa, [observation(), observation({ id: "o2", subject })])).toMatchObject({
        failure: { kind: "invalid" },
      });
    }
  });

  it("may name the person by any form of reference", () => {
    const subjects = [
      { reference: "https://ptj.example/fhir/Patient/e1" },
      { reference: "Patient/e1/_history/3" },
      { type: "Patient", identifier: { system: "urn:oid:1.2.246.21", value: "010190-999W" } },
    ];
    for (const subject of subjects) expect(readAll(observationTapa, [observation({ subject })]).ok).toBe(true);
  });
});

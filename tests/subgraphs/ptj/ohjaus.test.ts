import { describe, expect, it } from "vitest";
import { classes, media } from "../../../subgraphs/ptj/kanavat.ts";
import { toOhjaukset } from "../../../subgraphs/ptj/ohjaus.ts";
import { communicationTapa, encounterTapa } from "../../../subgraphs/ptj/wire-ohjaus.ts";
import { findFaults } from "../../mocks/ptj/validate.ts";
import { base, communication, encounter, readAll, readGood } from "./resources.ts";

const ohjauskoodit = ["https://asiakasgraph.example/fhir/CodeSystem/kaynnin-laji|OHJAUS_NEUVONTA"];
const merge = (visits: readonly unknown[], messages: readonly unknown[]) =>
  toOhjaukset(readGood(encounterTapa, visits), readGood(communicationTapa, messages), { base, ohjauskoodit });
const aiheet = (visits: readonly unknown[], messages: readonly unknown[]): unknown => {
  const read = merge(visits, messages);
  return read.ok ? read.value.map(({ aihe }) => aihe) : read.failure.kind;
};
const coded = (system: string, code: string): object => ({
  coding: [{ system: `http://terminology.hl7.org/CodeSystem/${system}`, code }],
});

describe("guidance", () => {
  it("is visits and messages together, newest first", () => {
    expect([encounter(), communication()].flatMap(findFaults)).toEqual([]);
    expect(merge([encounter()], [communication()])).toEqual({
      ok: true,
      value: [
        {
          laji: "VIESTI",
          aihe: "Lääkityksen ohjaus",
          kanava: "PUHELIN",
          aika: "2026-05-06T10:00:00+03:00",
          paiva: "2026-05-06",
          ajankohta: "2026-05-06",
          antaja: "Malla Ohjaaja-Testi",
          yksikko: null,
          kesken: false,
          rivimerkit: [],
          rekisterilaji: null,
        },
        {
          laji: "KAYNTI",
          aihe: "Omahoidon ohjaus",
          kanava: "VASTAANOTTO",
          aika: "2026-05-04T09:00:00+03:00",
          paiva: "2026-05-04",
          ajankohta: "2026-05-04",
          antaja: "Malla Ohjaaja-Testi",
          yksikko: "Terveysasema",
          kesken: false,
          rivimerkit: [],
          rekisterilaji: null,
        },
      ],
    });
  });

  it("leaves out a message of a visit that is told, by id or by identifier, and keeps one of another visit", () => {
    const identifier = { system: "https://tunnus.example", value: "K-1" };
    const visit = encounter({ identifier: [identifier] });
    expect(aiheet([visit], [communication({ encounter: { reference: "Encounter/k1" } })])).toHaveLength(1);
    expect(aiheet([visit], [communication({ encounter: { identifier } })])).toHaveLength(1);
    expect(aiheet([visit], [communication({ encounter: { reference: "Encounter/k2" } })])).toHaveLength(2);
  });

  it("of visits one within another is the innermost", () => {
    const umbrella = encounter({ id: "u1", reasonCode: [{ text: "Palvelutapahtuma" }] });
    const inner = encounter({ partOf: { reference: "Encounter/u1" } });
    expect(aiheet([umbrella, inner], [])).toEqual(["Omahoidon ohjaus"]);
    expect(aiheet([umbrella], [])).toEqual(["Palvelutapahtuma"]);
  });

  it("is not any visit or message: only those of the codes that mean guidance", () => {
    expect(aiheet([encounter({ type: [{ text: "Vastaanotto" }] })], [])).toEqual([]);
    expect(aiheet([], [communication({ category: [coded("communication-category", "alert")] })])).toEqual([]);
    expect(aiheet([], [communication({ category: [coded("communication-category", "notification")] })])).toHaveLength(
      1,
    );
    expect(aiheet([], [communication({ sender: { reference: "Patient/e1" } })])).toEqual([]);
  });

  it.each([
    ["planned", 0],
    ["arrived", 0],
    ["triaged", 0],
    ["onleave", 0],
    ["cancelled", 0],
    ["entered-in-error", 0],
    ["unknown", 0],
    ["in-progress", 1],
    ["finished", 1],
  ])("of a visit of the status %s is told %i times", (status, times) => {
    expect(aiheet([encounter({ status })], [])).toHaveLength(times);
  });

  it.each([
    ["preparation", 0],
    ["not-done", 0],
    ["on-hold", 0],
    ["stopped", 0],
    ["entered-in-error", 0],
    ["unknown", 0],
    ["in-progress", 1],
    ["completed", 1],
  ])("of a message of the status %s is told %i times", (status, times) => {
    expect(aiheet([], [communication({ status })])).toHaveLength(times);
  });

  it("of a status that R4 does not have makes the answer invalid", () => {
    expect(readAll(encounterTapa, [encounter({ status: "done" })]).ok).toBe(false);
    expect(readAll(communicationTapa, [communication({ status: "done" })]).ok).toBe(false);
  });

  it("has a channel by every class and medium of the code lists; another system's is null, another code refused", () => {
    const classOf = (code: string, list = "v3-ActCode") => ({
      class: { system: `http://terminology.hl7.org/CodeSystem/${list}`, code },
    });
    for (const [code, kanava] of Object.entries(classes)) {
      expect(merge([encounter(classOf(code))], [])).toMatchObject({ value: [{ kanava }] });
    }
    expect(merge([encounter(classOf("AMB", "muu"))], [])).toMatchObject({ value: [{ kanava: null }] });
    expect(aiheet([encounter(classOf("XYZ"))], [])).toBe("invalid");
    for (const [code, kanava] of Object.entries(media)) {
      const medium = [coded("v3-ParticipationMode", code)];
      expect(merge([], [communication({ medium })])).toMatchObject({ value: [{ kanava }] });
    }
    expect(merge([], [communication({ medium: undefined })])).toMatchObject({ value: [{ kanava: null }] });
    expect(aiheet([], [communication({ medium: [coded("v3-ParticipationMode", "XYZ")] })])).toBe("invalid");
  });

  it("of a day or a month only has no moment", () => {
    expect(merge([encounter({ period: { start: "2026-05" } })], [])).toMatchObject({
      value: [{ aika: null, paiva: null, ajankohta: "2026-05" }],
    });
  });
});

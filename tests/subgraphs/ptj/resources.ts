import { readResources } from "../../../subgraphs/ptj/read-resources.ts";
import type { Lukutapa } from "../../../subgraphs/ptj/read-resources.ts";
import type { MarkedWire } from "../../../subgraphs/ptj/elements.ts";
import type { SourceResult } from "../../../gateway/source/index.ts";
import type { Luettu } from "../../../subgraphs/ptj/read-resources.ts";
import type { Potilas } from "../../../subgraphs/ptj/wire.ts";

/** Base of the node in these tests. */
export const base = "https://ptj.example/fhir";

/** The person in these tests, under a test identity code. */
export const potilas: Potilas = {
  tunnus: { laji: "HETU", arvo: "010190-999W" },
  system: "urn:oid:1.2.246.21",
  id: "e1",
  turvakielto: false,
};

/** Whose resources are read. */
export const kenen = { potilas, base };

type Changes = Readonly<Record<string, unknown>>;
const subject = { reference: "Patient/e1" };
const meta = { versionId: "1", lastUpdated: "2026-01-02T03:04:05.000+02:00" };
/** The system of the ICF. */
export const icf = "urn:oid:1.2.246.537.6.48";

/** An Observation of R4, as the base structure has it. */
export function observation(changes: Changes = {}): Changes {
  return {
    resourceType: "Observation",
    id: "o1",
    meta,
    text: { status: "generated", div: '<div xmlns="http://www.w3.org/1999/xhtml"><b>Kertomus</b></div>' },
    status: "final",
    code: {
      coding: [
        { system: "https://paikallinen.example", code: "K1" },
        { system: icf, code: "d450", display: "Käveleminen" },
      ],
    },
    subject,
    effectiveDateTime: "2026-03-12",
    performer: [
      {
        type: "Practitioner",
        identifier: { system: "urn:oid:1.2.246.537.26", value: "99000000001" },
        display: "Malli Hoitaja-Testi",
      },
    ],
    valueInteger: 2,
    ...changes,
  };
}

/** An Encounter of guidance. */
export function encounter(changes: Changes = {}): Changes {
  return {
    resourceType: "Encounter",
    id: "k1",
    meta,
    status: "finished",
    class: { system: "http://terminology.hl7.org/CodeSystem/v3-ActCode", code: "AMB" },
    type: [
      { coding: [{ system: "https://asiakasgraph.example/fhir/CodeSystem/kaynnin-laji", code: "OHJAUS_NEUVONTA" }] },
    ],
    subject,
    participant: [{ individual: { reference: "Practitioner/p1", display: "Malla Ohjaaja-Testi" } }],
    period: { start: "2026-05-04T09:00:00+03:00" },
    reasonCode: [{ text: "Omahoidon ohjaus" }],
    serviceProvider: {
      identifier: { system: "urn:oid:1.2.246.537.6.202", value: "urn:oid:1.2.246.10.99900008.10.1" },
      display: "Terveysasema",
    },
    ...changes,
  };
}

/** A Communication of guidance. */
export function communication(changes: Changes = {}): Changes {
  return {
    resourceType: "Communication",
    id: "v1",
    meta,
    status: "completed",
    category: [
      { coding: [{ system: "http://terminology.hl7.org/CodeSystem/communication-category", code: "instruction" }] },
    ],
    medium: [{ coding: [{ system: "http://terminology.hl7.org/CodeSystem/v3-ParticipationMode", code: "PHONE" }] }],
    subject,
    topic: { text: "Lääkityksen ohjaus" },
    sent: "2026-05-06T10:00:00+03:00",
    sender: { reference: "Practitioner/p1", display: "Malla Ohjaaja-Testi" },
    ...changes,
  };
}

/** A CarePlan of one service, with a goal and a customership. */
export function carePlan(changes: Changes = {}): Changes {
  return {
    resourceType: "CarePlan",
    id: "s1",
    meta,
    extension: [
      {
        url: "https://asiakasgraph.example/fhir/StructureDefinition/asiakkuus",
        valueReference: { reference: "EpisodeOfCare/j1" },
      },
    ],
    status: "active",
    intent: "plan",
    title: "Kotihoidon suunnitelma",
    subject,
    period: { start: "2026-01-01" },
    goal: [{ reference: "Goal/t1" }],
    activity: [{ detail: { status: "in-progress", description: "Kotikäynti kerran viikossa" } }],
    ...changes,
  };
}

/** The goal of the plan. */
export function goal(changes: Changes = {}): Changes {
  return {
    resourceType: "Goal",
    id: "t1",
    meta,
    lifecycleStatus: "active",
    description: { text: "Asuu kotona turvallisesti" },
    subject,
    target: [{ dueDate: "2026-12-31" }],
    ...changes,
  };
}

/** The customership of the plan. */
export function episode(changes: Changes = {}): Changes {
  return {
    resourceType: "EpisodeOfCare",
    id: "j1",
    meta,
    identifier: [{ system: "https://asiakasgraph.example/fhir/tunnus", value: "A08-1" }],
    status: "active",
    type: [{ text: "Kotihoito" }],
    patient: subject,
    ...changes,
  };
}

/** Resources read as one answer of the node. */
export function readAll<T extends MarkedWire>(
  tapa: Lukutapa<T>,
  resources: readonly unknown[],
  provenances: readonly unknown[] = [],
): SourceResult<readonly Luettu<T>[]> {
  const checked = tapa.check(resources, kenen);
  return checked.ok ? readResources({ resources, provenances, isPartial: false }, tapa, kenen) : checked;
}

/** As `readAll`, of an answer that must be good. @throws Error when it is not. */
export function readGood<T extends MarkedWire>(
  tapa: Lukutapa<T>,
  resources: readonly unknown[],
  provenances: readonly unknown[] = [],
): readonly Luettu<T>[] {
  const read = readAll(tapa, resources, provenances);
  if (!read.ok) throw new Error(read.failure.reason);
  return read.value;
}

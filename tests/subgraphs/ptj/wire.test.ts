import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseKyvyt, tyypit } from "../../../subgraphs/ptj/capabilities.ts";
import { issueCodes, toRefusal } from "../../../subgraphs/ptj/outcome.ts";
import { toTyypit } from "../../../subgraphs/ptj/sign-in.ts";
import { observationTapa } from "../../../subgraphs/ptj/toimintakyky.ts";
import { communicationTapa, encounterTapa } from "../../../subgraphs/ptj/wire-ohjaus.ts";
import { carePlanTapa, episodeTapa, goalTapa } from "../../../subgraphs/ptj/wire-suunnitelmat.ts";
import { parseBatch, parsePotilaat, parseSivu } from "../../../subgraphs/ptj/wire.ts";
import { findFaults } from "../../mocks/ptj/validate.ts";
import {
  carePlan,
  communication,
  encounter,
  episode,
  goal,
  kenen,
  observation,
  potilas,
  readAll,
} from "./resources.ts";

const outcome = (code: string, severity = "error"): object => ({
  resourceType: "OperationOutcome",
  issue: [{ severity, code, diagnostics: "java.lang.Esimerkki 010190-999W" }],
});
const searchset = (entry: readonly object[], link: readonly object[] = []): object => ({
  resourceType: "Bundle",
  type: "searchset",
  link,
  entry,
});
const kindOf = (read: { readonly ok: boolean; readonly failure?: { readonly kind: string } }): string =>
  read.ok ? "ok" : (read.failure?.kind ?? "");

describe("a page", () => {
  it("gives its matches, the Provenances beside them and the next link, and nothing else", () => {
    const page = searchset(
      [
        { resource: observation(), search: { mode: "match" } },
        { resource: observation({ id: "o2" }) },
        { resource: { resourceType: "Provenance" }, search: { mode: "include" } },
        { resource: { resourceType: "Practitioner" }, search: { mode: "include" } },
        { resource: outcome("informational", "information"), search: { mode: "outcome" } },
      ],
      [
        { relation: "self", url: "x" },
        { relation: "next", url: "y" },
      ],
    );
    expect(parseSivu(page, "Observation")).toMatchObject({
      ok: true,
      value: {
        resources: [{ id: "o1" }, { id: "o2" }],
        provenances: [{ resourceType: "Provenance" }],
        isPartial: false,
        next: "y",
      },
    });
  });

  it.each([
    ["a match of another type", [{ resource: { resourceType: "Encounter" }, search: { mode: "match" } }]],
    ["an entry without a resource", [{ search: { mode: "match" } }]],
    ["a mode that R4 does not have", [{ resource: observation(), search: { mode: "maybe" } }]],
    ["an outcome that is none", [{ resource: { resourceType: "OperationOutcome" } }]],
  ])("with %s is invalid", (_, entries) => {
    expect(kindOf(parseSivu(searchset(entries), "Observation"))).toBe("invalid");
  });

  it("with an outcome that something is incomplete is partial, with an error it is that error", () => {
    const entries = (code: string, severity: string) => searchset([{ resource: outcome(code, severity) }]);
    expect(parseSivu(entries("incomplete", "warning"), "Goal")).toMatchObject({ value: { isPartial: true } });
    expect(parseSivu(entries("processing", "warning"), "Goal")).toMatchObject({ value: { isPartial: false } });
    expect(kindOf(parseSivu(entries("transient", "error"), "Goal"))).toBe("unavailable");
    expect(kindOf(parseSivu(entries("forbidden", "fatal"), "Goal"))).toBe("denied");
    expect(kindOf(parseSivu(entries("not-found", "error"), "Goal"))).toBe("invalid");
  });

  it("that is an OperationOutcome, or a Bundle of another type, is invalid", () => {
    expect(kindOf(parseSivu(outcome("invalid"), "Goal"))).toBe("invalid");
    expect(kindOf(parseSivu({ resourceType: "Bundle", type: "collection", entry: [] }, "Goal"))).toBe("invalid");
  });
});

describe("a batch", () => {
  it("gives as many answers as searches, a refusal with its outcome", () => {
    const answer = {
      resourceType: "Bundle",
      type: "batch-response",
      entry: [
        { resource: searchset([]), response: { status: "200 OK" } },
        { response: { status: "410", outcome: outcome("deleted") } },
      ],
    };
    expect(findFaults(answer)).toEqual([]);
    expect(parseBatch(answer, 2)).toMatchObject({ ok: true, value: [{ status: 200 }, { status: 410 }] });
    expect(kindOf(parseBatch(answer, 3))).toBe("invalid");
  });
});

describe("a Patient", () => {
  const identifier = [{ system: "urn:oid:1.2.246.21", value: "010190-999W" }];
  const patient = (changes: object = {}): object => ({ resourceType: "Patient", id: "e1", identifier, ...changes });

  it("must carry the identifier that was asked", () => {
    expect(parsePotilaat([patient()], potilas)).toMatchObject({ value: [{ id: "e1", turvakielto: false }] });
    const other = patient({ identifier: [{ system: "urn:oid:1.2.246.21", value: "010190-9988" }] });
    expect(kindOf(parsePotilaat([patient(), other], potilas))).toBe("invalid");
    expect(kindOf(parsePotilaat([patient({ identifier: undefined })], potilas))).toBe("invalid");
    const elsewhere = patient({ identifier: [{ system: "urn:oid:1.2.246.999", value: "010190-999W" }] });
    expect(kindOf(parsePotilaat([elsewhere], potilas))).toBe("invalid");
  });

  it("that is out of use, or joined to another, is left out", () => {
    const joined = patient({ link: [{ other: { reference: "Patient/e2" }, type: "replaced-by" }] });
    expect(findFaults(joined)).toEqual([]);
    expect(parsePotilaat([joined, patient({ active: false })], potilas)).toEqual({ ok: true, value: [] });
  });

  it("may have a label of non-disclosure, in letters of either case", () => {
    const security = [{ system: "https://hl7.fi/fhir/finnish-base-profiles/CodeSystem/fi-base-security-label-cs" }];
    for (const code of ["TURVAKIELTO", "turvakielto"]) {
      const meta = { security: security.map((label) => ({ ...label, code })) };
      expect(parsePotilaat([patient({ meta })], potilas)).toMatchObject({ value: [{ turvakielto: true }] });
    }
  });
});

describe("an OperationOutcome", () => {
  it("is known by every issue code of R4", () => {
    expect(issueCodes).toHaveLength(31);
    for (const code of issueCodes) expect(findFaults(outcome(code))).toEqual([]);
  });

  it.each([
    [401, "denied"],
    [403, "denied"],
    [404, "not-found"],
    [410, "gone"],
    [408, "timeout"],
    [504, "timeout"],
    [429, "unavailable"],
    [500, "unavailable"],
    [503, "unavailable"],
    [400, "invalid"],
    [412, "invalid"],
    [422, "invalid"],
  ])("with the status %i means %s, without one too", (status, kind) => {
    expect(toRefusal(status, outcome("processing")).kind).toBe(kind);
    expect(toRefusal(status, undefined).kind).toBe(kind);
  });

  it("tells a timeout from other trouble, and trouble from our fault, and nothing in its own words", () => {
    expect(toRefusal(500, outcome("timeout")).kind).toBe("timeout");
    expect(toRefusal(400, outcome("throttled")).kind).toBe("unavailable");
    expect(JSON.stringify(toRefusal(500, outcome("exception")))).not.toMatch(/java|010190/);
  });
});

describe("a statement", () => {
  const statement = (changes: object = {}): object => ({
    resourceType: "CapabilityStatement",
    fhirVersion: "4.0.1",
    format: ["json"],
    rest: [
      {
        mode: "server",
        interaction: [{ code: "batch" }],
        resource: [
          { type: "Goal", interaction: [{ code: "search-type" }], searchParam: [{ name: "patient" }] },
          { type: "Encounter", interaction: [{ code: "read" }] },
          { type: "Account", interaction: [{ code: "search-type" }] },
        ],
      },
    ],
    ...changes,
  });

  it("tells what can be searched, and whether in batches", () => {
    expect(parseKyvyt(statement())).toEqual({
      ok: true,
      value: { batch: true, haut: { Goal: new Set(["patient"]) }, provenance: new Set() },
    });
  });

  it.each([
    [{ fhirVersion: "5.0.0" }],
    [{ format: ["xml"] }],
    [{ rest: [{ mode: "client" }] }],
    [{ rest: [] }],
    [{ resourceType: "Bundle" }],
  ])("of %j is none of a node that can be read", (changes) => {
    expect(kindOf(parseKyvyt(statement(changes)))).toBe("invalid");
  });
});

describe("a granted scope", () => {
  it.each([
    ["system/Goal.rs system/Patient.read", ["Patient", "Goal"]],
    ["system/*.rs", [...tyypit]],
    ["system/*.read system/*.*", [...tyypit]],
    ["system/Goal.r system/CarePlan.cruds", ["CarePlan"]],
    ["patient/Goal.rs user/Goal.rs launch", []],
    ["system/Goal.rs?category=x", []],
    ["", []],
  ])("%s lets search %j", (scope, told) => {
    expect([...toTyypit(scope)]).toEqual(told);
  });
});

describe("whatever comes", () => {
  const anything = fc.oneof(fc.anything(), fc.jsonValue());
  it("is read or refused, never thrown", () => {
    fc.assert(
      fc.property(anything, (value) => {
        const list = Array.isArray(value) ? value : [value];
        for (const read of [
          parseSivu(value, "Goal"),
          parseBatch(value, 1),
          parsePotilaat(list, potilas),
          parseKyvyt(value),
        ]) {
          expect(typeof read.ok).toBe("boolean");
        }
        for (const tapa of [observationTapa, encounterTapa, communicationTapa, carePlanTapa, goalTapa, episodeTapa]) {
          expect(typeof tapa.check(list, kenen).ok).toBe("boolean");
        }
        expect(toRefusal(500, value).kind).not.toBe("");
      }),
      { numRuns: 300 },
    );
  });

  it("of a good resource with one member changed is read or refused", () => {
    const pairs = [
      [observationTapa, observation()],
      [encounterTapa, encounter()],
      [communicationTapa, communication()],
      [carePlanTapa, carePlan()],
      [goalTapa, goal()],
      [episodeTapa, episode()],
    ] as const;
    for (const [tapa, good] of pairs) {
      fc.assert(
        fc.property(fc.constantFrom(...Object.keys(good)), fc.jsonValue(), (key, value) => {
          // Each kind is read by a way of its own; together they have no one type.
          const read = readAll(tapa as typeof goalTapa, [{ ...good, [key]: value }]);
          expect(typeof read.ok).toBe("boolean");
        }),
        { numRuns: 60 },
      );
    }
  });
});

import { describe, expect, it } from "vitest";
import { toOutcome } from "../../../mocks/ptj/bundle.ts";
import { toCapability } from "../../../mocks/ptj/capability.ts";
import { createRekisteri } from "../../../mocks/ptj/records.ts";
import { search } from "../../../mocks/ptj/search.ts";
import type { Haku } from "../../../mocks/ptj/search.ts";
import { hakuehdot, tavat } from "../../../mocks/ptj/vendors.ts";
import type { Toimittaja } from "../../../mocks/ptj/vendors.ts";
import { createPopulation } from "../../../mocks/population/index.ts";
import { findFaults } from "./validate.ts";

const population = createPopulation({ seed: 1, size: 200 });
const base = "http://127.0.0.1:1/fhir";

/** All that a node of a vendor gives of a person: one search of each type. */
function everythingOf(toimittaja: Toimittaja, rekisterinpitaja: string, hetu: string): readonly object[] {
  const rekisteri = createRekisteri(population, rekisterinpitaja);
  const oma = { ...tavat[toimittaja], sivunKoko: 1000 };
  const haku: Haku = { base, rekisteri, oma, sivut: new Map(), fault: undefined };
  const rivi = rekisteri.etsi(hetu);
  if (rivi === undefined) return [];
  return Object.keys(hakuehdot).map((type) => {
    const params =
      type === "Patient"
        ? { identifier: `urn:oid:1.2.246.21|${hetu}` }
        : { patient: rivi.id, _revinclude: "Provenance:target" };
    return search(type, new URLSearchParams(params), haku);
  });
}

const people = Array.from(population.kaikki()).flatMap(({ hetu }) => hetu ?? []);

describe.each(["A", "B"] as const)("a node of vendor %s", (toimittaja) => {
  it("tells of itself in a CapabilityStatement of R4", () => {
    expect(findFaults(toCapability(toimittaja, base))).toEqual([]);
  });

  it("gives searchsets of which every resource is of R4's structure", () => {
    const bundles = people.flatMap((hetu) => everythingOf(toimittaja, "08", hetu));
    const seen = new Set(JSON.stringify(bundles).match(/(?<="resourceType":")\w+/g));
    const types = "Bundle CarePlan Communication Encounter EpisodeOfCare Goal Observation Patient Provenance".split(
      " ",
    );
    expect(seen).toEqual(new Set(toimittaja === "B" ? [...types, "OperationOutcome"] : types));
    expect(bundles.length).toBeGreaterThan(50);
    expect([...new Set(bundles.flatMap(findFaults))]).toEqual([]);
  });
});

it("refuses in OperationOutcomes of R4", () => {
  for (const code of ["login", "not-found", "throttled"]) expect(findFaults(toOutcome(code))).toEqual([]);
});

it("would be seen to give what is not R4", () => {
  const wrong = { resourceType: "Observation", status: "done", subject: { reference: "Patient/1" }, hetu: "x" };
  expect(findFaults(wrong)).toEqual([
    'Observation.status: Code "done" not found in value set',
    "Observation.code: Missing property",
    "Observation.hetu: Unexpected property",
  ]);
});

it("knows a person under another logical id at each controller, and one it has nothing of not at all", () => {
  const hetu = population.personas.find(({ persona }) => persona === "sofia")?.hetu ?? "";
  const ids = ["08", "15", "90", "HUS"].map((each) => createRekisteri(population, each).etsi(hetu)?.id);
  expect(new Set(ids).size).toBe(4);
  expect(ids).not.toContain(undefined);
  expect(createRekisteri(population, "05").etsi(hetu)).toBeUndefined();
});

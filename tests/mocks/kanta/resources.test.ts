import { tuntematon } from "../../../gateway/actor/index.ts";
import { createAsiakasIds } from "../../../gateway/subgraph/index.ts";
import { Fhir } from "fhir";
import { describe, expect, it } from "vitest";
import { toConsent, toOutcome, toQuestionnaireResponse, toSearchset } from "../../../mocks/kanta/wire.ts";
import { createPopulation } from "../../../mocks/population/index.ts";
import { toConsent as toGivenConsent, toPeruttu, toProvenance } from "../../../subgraphs/kanta/muutos.ts";
import { parseSuostumus } from "../../../subgraphs/kanta/wire.ts";

/** Checks against the structures of R4 that the validator carries; no profile is checked. */
const fhir = new Fhir();
const population = createPopulation({ seed: 1, size: 300 });
const persons = Array.from(population.kaikki()).flatMap((henkilo) => (henkilo.hetu === undefined ? [] : [henkilo]));

function faultsOf(resource: unknown): readonly string[] {
  // As it goes out: members without a value are not in JSON.
  const { messages } = fhir.validate(JSON.parse(JSON.stringify(resource)) as object, { errorOnUnexpected: true });
  return messages
    .filter(({ severity }) => ["error", "fatal"].includes(String(severity)))
    .map(({ location, message }) => `${location}: ${message}`);
}

describe("by R4's structures", () => {
  it("every kind of consent in every state stands", () => {
    const all = persons.flatMap((henkilo) =>
      population.tahdonilmaisut(henkilo).map((tahto) => [tahto, henkilo.hetu ?? ""] as const),
    );
    const kinds = new Map(all.map(([tahto, hetu]) => [`${tahto.laji} ${tahto.tila}`, toConsent(tahto, hetu)]));
    expect(kinds.size).toBeGreaterThan(10);
    expect([...kinds.values()].flatMap(faultsOf)).toEqual([]);
  });

  it("self-assessments stand", () => {
    const all = persons.flatMap((henkilo) => population.omaArviot(henkilo)).slice(0, 10);
    expect(all).toHaveLength(10);
    expect(all.flatMap((arvio) => faultsOf(toQuestionnaireResponse(arvio, "0e5b-1")))).toEqual([]);
  });

  it("a page of a search stands, with a warning in it", () => {
    const [henkilo] = persons;
    const [tahto] = henkilo === undefined ? [] : population.tahdonilmaisut(henkilo);
    const matches = tahto === undefined ? [] : [toConsent(tahto, henkilo?.hetu ?? "")];
    const links = { self: "https://kanta.example/Consent", next: "https://kanta.example/sivut/1" };
    expect(matches).toHaveLength(1);
    expect(faultsOf(toSearchset(links, matches, toOutcome("warning", "incomplete")))).toEqual([]);
    expect(faultsOf(toOutcome("error", "suppressed", "JAKAMISLUPA_PUUTTUU"))).toEqual([]);
  });

  it("what we write stands: consents given and withdrawn, and who said so", () => {
    const luonti = {
      tunniste: "urn:uuid:5e0a3a1e-0000-4000-8000-000000000001",
      nyt: new Date("2026-11-23T10:15:02Z"),
      tanaan: "2026-11-23",
    };
    const biopankki = {
      laji: "BIOPANKKI",
      saaja: "1.2.246.10.99902001.10.1",
      kattavuus: ["NAYTE"],
      paattyy: "2027-12-31",
    } as const;
    const ohjaus = {
      laji: "PALVELUOHJAUS",
      saaja: undefined,
      kattavuus: ["PALVELUTARVE"],
      paattyy: undefined,
    } as const;
    const ids = createAsiakasIds(Buffer.alloc(64, 3));
    const given = [biopankki, ohjaus].map((each) => toGivenConsent(each, "010190-900P", luonti));
    expect(given.flatMap(faultsOf)).toEqual([]);
    expect(faultsOf(JSON.parse(toProvenance({ ...luonti, actor: tuntematon, ids }, "010190-900P")))).toEqual([
      "Provenance.target: Missing property",
    ]);
    const kept = { ...Object(given[0]), id: "1", meta: { versionId: "1", lastUpdated: "2026-11-23T10:15:02Z" } };
    const read = parseSuostumus(kept, "010190-900P");
    expect(read.ok ? faultsOf(toPeruttu(read.value)) : read).toEqual([]);
  });

  it("the check itself finds a fault", () => {
    expect(faultsOf({ resourceType: "Consent", status: "paused" })).not.toEqual([]);
  });
});

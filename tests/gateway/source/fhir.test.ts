import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseFhirOutcome, toLinkPath } from "../../../gateway/source/index.ts";

const base = new URL("https://ptj.example/fhir");
const to = (link: string, arvot: readonly string[] = []): string | undefined => toLinkPath(link, { base, arvot });

describe("a link to the next page", () => {
  it.each([
    ["https://ptj.example/fhir?_getpages=1", "/fhir?_getpages=1"],
    ["https://ptj.example/sivut/2", "/sivut/2"],
    ["/fhir?_getpages=1", "/fhir?_getpages=1"],
    ["Observation?page=2", "/fhir/Observation?page=2"],
    ["https://ptj.example/fhir?p=%E0%A4%A", "/fhir?p=%E0%A4%A"],
    // A page's token is often a UUID, and one in seventy has the form of an identity code in it.
    ["?_getpages=d0123456-7890-4abc-8def-0123456789ab", "/fhir/?_getpages=d0123456-7890-4abc-8def-0123456789ab"],
  ])("%s is followed as %s", (link, path) => {
    expect(to(link)).toBe(path);
    expect(toLinkPath(link, { base: new URL("https://ptj.example/fhir/"), arvot: [] })).toBe(path);
  });

  it.each([
    ["another origin", "https://muualla.example/fhir?_getpages=1"],
    ["another scheme", "http://ptj.example/fhir?_getpages=1"],
    ["another port", "https://ptj.example:8443/fhir?_getpages=1"],
    ["another host by a short form", "//muualla.example/fhir"],
    ["another host behind a name", "https://ptj.example@muualla.example/fhir"],
    ["a sign-in in it", "https://x:y@ptj.example/fhir"],
    ["a password alone", "https://:y@ptj.example/fhir"],
    ["a fragment", "https://ptj.example/fhir?page=2#loppu"],
    ["another scheme that runs", "javascript:alert(1)"],
    ["an identity code", "https://ptj.example/fhir?patient.identifier=urn:oid:1.2.246.21%7C010190-999W"],
    ["an identity code in escapes", "https://ptj.example/fhir?identifier=010190%2D999W"],
    ["no address", "https://["],
  ])("with %s is not followed", (_, link) => {
    expect(to(link)).toBeUndefined();
  });

  it("with the identifier of the person asked about is not followed, as it stands or in escapes", () => {
    expect(to("/fhir?p=2026-000007", ["2026-000008"])).toBe("/fhir?p=2026-000007");
    expect(to("/fhir?p=2026-000007", ["2026-000007"])).toBeUndefined();
    expect(to("/fhir?p=2026%2D000007", ["2026-000007"])).toBeUndefined();
  });

  it("of any text leads to the base's origin or nowhere", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl({ withQueryParameters: true })), (link) => {
        expect(new URL(to(link) ?? "/", base).origin).toBe(base.origin);
      }),
    );
  });
});

describe("an OperationOutcome", () => {
  it("is read without its texts", () => {
    const issue = [{ severity: "error", code: "security", diagnostics: "java.lang.Esimerkki 010190-999W" }];
    expect(parseFhirOutcome({ resourceType: "OperationOutcome", issue, text: { div: "<b>" } })).toEqual({
      resourceType: "OperationOutcome",
      issue: [{ severity: "error", code: "security" }],
    });
  });

  it("has an issue at least, and a severity that R4 knows", () => {
    for (const issue of [[], [{ severity: "terrible", code: "x" }], [{ severity: "error" }], undefined])
      expect(parseFhirOutcome({ resourceType: "OperationOutcome", issue })).toBeUndefined();
  });

  it("of anything is read or is none", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(parseFhirOutcome(value)?.issue.length).not.toBe(0);
      }),
    );
  });
});

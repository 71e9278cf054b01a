import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSearchset, toFhirFailure, toPath } from "../../../subgraphs/kanta/fhir.ts";

const base = new URL("https://kanta.example:8443/fhir/r4");
const bundle = (parts: object) => ({ resourceType: "Bundle", type: "searchset", ...parts });
const match = (resource: object, mode = "match") => ({ resource, search: { mode } });
const consent = { resourceType: "Consent", id: "1" };
const issue = (severity: string) => ({ resourceType: "OperationOutcome", issue: [{ severity, code: "incomplete" }] });

describe("a page of a search", () => {
  it("gives its matches, and leaves out what is included beside them", () => {
    const page = bundle({ entry: [match(consent), match({ resourceType: "Patient" }, "include")] });
    expect(parseSearchset(page, "Consent", base)).toEqual({
      ok: true,
      value: { matches: [expect.objectContaining(consent)], next: undefined },
    });
  });

  it("may be empty, and may leave the mode out", () => {
    expect(parseSearchset(bundle({}), "Consent", base)).toMatchObject({ ok: true, value: { matches: [] } });
    const page = bundle({ entry: [{ resource: consent }, { resource: issue("information") }] });
    expect(parseSearchset(page, "Consent", base)).toMatchObject({ ok: true, value: { matches: [consent] } });
  });

  it.each(["fatal", "error", "warning", "nonsense"])("with an outcome of severity %s is no answer", (severity) => {
    const page = bundle({ entry: [match(consent), match(issue(severity), "outcome")] });
    expect(parseSearchset(page, "Consent", base)).toMatchObject({ ok: false, failure: { kind: "unavailable" } });
  });

  it.each([
    ["a match of another kind", bundle({ entry: [match({ resourceType: "Patient" })] })],
    ["another Bundle", { resourceType: "Bundle", type: "history" }],
    ["an unknown mode", bundle({ entry: [match(consent, "maybe")] })],
    ["a link to elsewhere", bundle({ link: [{ relation: "next", url: "https://muu.example/fhir/r4/x" }] })],
  ])("with %s is invalid", (_, page) => {
    expect(parseSearchset(page, "Consent", base)).toMatchObject({ ok: false, failure: { kind: "invalid" } });
  });

  it("of any value is a page or a failure, never a throw", () => {
    fc.assert(
      fc.property(fc.anything(), fc.jsonValue(), (anything, entry) => {
        expect(typeof parseSearchset(anything, "Consent", base).ok).toBe("boolean");
        expect(typeof parseSearchset(bundle({ entry }), "Consent", base).ok).toBe("boolean");
        expect(typeof parseSearchset(bundle({ entry: [entry], link: entry }), "Consent", base).ok).toBe("boolean");
      }),
    );
  });
});

describe("a link to the next page", () => {
  it.each([
    ["https://kanta.example:8443/fhir/r4/sivut/1?a=b", "/sivut/1?a=b"],
    ["/fhir/r4/sivut/1", "/sivut/1"],
    ["https://kanta.example:8443/fhir/r4/../r4/sivut/1", "/sivut/1"],
  ])("%s is the path %s", (link, path) => {
    expect(toPath(link, base)).toBe(path);
  });

  it.each([
    ["another host", "https://kanta.example.evil:8443/fhir/r4/1"],
    ["another port", "https://kanta.example/fhir/r4/1"],
    ["another scheme", "http://kanta.example:8443/fhir/r4/1"],
    ["another place on the host", "https://kanta.example:8443/muu/1"],
    ["a place above", "https://kanta.example:8443/fhir/r4/../../muu"],
    ["a sign-in in it", "https://kanta.example@muu.example:8443/fhir/r4/1"],
    ["a user's name in it", "https://user:word@kanta.example:8443/fhir/r4/1"],
    ["an identity code", "https://kanta.example:8443/fhir/r4/x?patient=010190-999W"],
    ["an identity code in escapes", "https://kanta.example:8443/fhir/r4/x?patient=010190%2D999W"],
    ["no address at all", "https://"],
  ])("to %s is not followed", (_, link) => {
    expect(toPath(link, base)).toBeUndefined();
  });
});

it.each([
  [400, "configuration"],
  [401, "denied"],
  [403, "denied"],
  [404, "configuration"],
  [410, "configuration"],
  [422, "configuration"],
  [429, "unavailable"],
  [500, "unavailable"],
  [503, "unavailable"],
] as const)("the status %i means %s, whatever the body", (status, kind) => {
  expect(toFhirFailure(status, undefined)).toMatchObject({ kind });
  expect(toFhirFailure(status, issue("error"))).toMatchObject({ kind });
});

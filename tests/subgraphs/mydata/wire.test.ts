import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  isSameAsReceipt,
  parseAvaimet,
  parseSuostumukset,
  parseVakuutukset,
  toMydataFailure,
} from "../../../subgraphs/mydata/wire.ts";
import { toClaims, toConsent } from "./consents.ts";

const haku = { subject: "pari-1", vastaanottaja: "vakuutusyhtio-a" };
const invalid = { ok: false, failure: { kind: "invalid" } };

describe("parseSuostumukset", () => {
  it("reads consents, and ignores what it does not know", () => {
    const told = { ...toConsent(), purposes: ["ASIAKASHALLINTA"], uusi: 1 };
    expect(parseSuostumukset([told], haku)).toEqual({ ok: true, value: [toConsent()] });
    expect(parseSuostumukset([], haku)).toEqual({ ok: true, value: [] });
  });

  it.each<readonly [string, unknown]>([
    ["of another person", [toConsent(), toConsent({ consentId: "MD-2", subject: "pari-2" })]],
    ["for another receiver", [toConsent({ recipient: { id: "vakuutusyhtio-c", name: "x" } })]],
    ["told twice", [toConsent(), toConsent()]],
    ["in an unknown state", [{ ...toConsent(), status: "VOIMASSA" }]],
    ["without a receipt", [{ ...toConsent(), receiptJws: undefined }]],
    ["given at no moment", [toConsent({ grantedAt: "2025-11-01" })]],
    ["that does not say whether it ends", [{ ...toConsent(), expiresAt: undefined }]],
    ["with an identifier that no header can carry", [toConsent({ consentId: "MD-1\nx: y" })]],
    ["of version 0", [toConsent({ version: 0 })]],
    ["outside a list", toConsent()],
  ])("refuses the whole answer for a consent %s", (_, value) => {
    expect(parseSuostumukset(value, haku)).toMatchObject(invalid);
  });

  it("gives a value or a failure for anything, never throws", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        for (const parsed of [
          parseSuostumukset(value, haku),
          parseAvaimet(value),
          parseVakuutukset(value, { consentId: "MD-1", subject: "pari-1" }),
        ]) {
          expect(parsed.ok || parsed.failure.kind === "invalid").toBe(true);
        }
        expect(typeof toMydataFailure(403, value).kind).toBe("string");
        expect(isSameAsReceipt(toConsent(), value)).toBe(false);
      }),
    );
  });
});

describe("isSameAsReceipt", () => {
  it("accepts a record that says what its receipt says", () => {
    expect(isSameAsReceipt(toConsent(), toClaims(toConsent()))).toBe(true);
  });

  it.each([
    [{ consentId: "MD-2" }],
    [{ version: 2 }],
    [{ status: "PAUSED" }],
    [{ sub: "pari-2" }],
    [{ recipient: "vakuutusyhtio-c" }],
    [{ source: "vakuutusyhtio-c" }],
    [{ dataCategories: ["perustiedot", "koulutus"] }],
    [{ dataCategories: [] }],
    [{ grantedAt: "2025-11-02T09:30:00Z" }],
    [{ expiresAt: "2026-01-01T00:00:00Z" }],
    [{ withdrawnAt: "2026-01-01T00:00:00Z" }],
    [{ sub: undefined }],
  ])("refuses a receipt that says %j", (changed) => {
    expect(isSameAsReceipt(toConsent(), { ...toClaims(toConsent()), ...changed })).toBe(false);
  });
});

const vakuutus = {
  yhtio: { ytunnus: "9990011-1", nimi: "Vakuutusyhtiö" },
  laji: "TAPATURMA",
  numero: "A-1",
  voimassa: { alku: "2024-01-01", loppu: null },
  kattaa: ["LAAKARI"],
  omavastuu: "100.00",
};
const asked = { consentId: "MD-1", subject: "pari-1" };
const answer = (rows: readonly unknown[]): unknown => ({ ...asked, vakuutukset: rows });

describe("parseVakuutukset", () => {
  it("reads money as cents", () => {
    expect(parseVakuutukset(answer([vakuutus]), asked)).toEqual({
      ok: true,
      value: [{ ...vakuutus, omavastuu: 10_000 }],
    });
  });

  it.each<readonly [string, unknown]>([
    ["by another consent", { ...asked, consentId: "MD-2", vakuutukset: [] }],
    ["of another person", { ...asked, subject: "pari-2", vakuutukset: [] }],
    ["without the person", { consentId: "MD-1", vakuutukset: [] }],
    ["with a kind not known", answer([{ ...vakuutus, laji: "HENKI" }])],
    ["with a cover not known", answer([{ ...vakuutus, kattaa: ["KAIKKI"] }])],
    ["that ends before it begins", answer([{ ...vakuutus, voimassa: { alku: "2024-01-02", loppu: "2024-01-01" } }])],
    ["with a negative deductible", answer([{ ...vakuutus, omavastuu: "-1.00" }])],
    ["with a deductible that is a number", answer([{ ...vakuutus, omavastuu: 100 }])],
  ])("refuses an answer %s", (_, value) => {
    expect(parseVakuutukset(value, asked)).toMatchObject(invalid);
  });
});

describe("toMydataFailure", () => {
  it.each([
    [403, { error: "consent_withdrawn" }, "consent-missing"],
    [403, { error: "consent_paused" }, "consent-missing"],
    [403, { error: "insufficient_scope" }, "denied"],
    [401, { error: "consent_withdrawn" }, "denied"],
    [403, undefined, "denied"],
    [429, undefined, "unavailable"],
    [503, { error: "maintenance" }, "unavailable"],
    [404, { error: "not_found" }, "configuration"],
    [204, undefined, "configuration"],
  ])("%i %j is %s", (status, body, kind) => {
    expect(toMydataFailure(status, body).kind).toBe(kind);
  });
});

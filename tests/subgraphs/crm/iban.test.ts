import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isIban, mayReadIban, parseIban, toPeitetty } from "../../../subgraphs/crm/iban.ts";

/** Examples of the registry of ISO 13616. */
const examples = ["FI2112345600000785", "DE89370400440532013000", "GB29NWBK60161331926819", "NO9386011117947"];

describe("isIban", () => {
  it.each(examples)("knows %s", (iban) => {
    expect(isIban(iban)).toBe(true);
  });

  it("refuses one with any digit changed", () => {
    fc.assert(
      fc.property(fc.constantFrom(...examples), fc.nat(), fc.integer({ min: 1, max: 9 }), (iban, place, by) => {
        const digits = Array.from(iban).flatMap((each, at) => (/\d/.test(each) ? [at] : []));
        const at = digits[place % digits.length] ?? 2;
        const changed = iban.slice(0, at) + String((Number(iban[at]) + by) % 10) + iban.slice(at + 1);
        expect(isIban(changed)).toBe(false);
      }),
    );
  });

  it.each([
    ["spaces", "FI21 1234 5600 0007 85"],
    ["small letters", "fi2112345600000785"],
    ["a Finnish one of another length", "FI131234560000078"],
    ["nothing", ""],
  ])("refuses %s", (_, text) => {
    expect(isIban(text)).toBe(false);
  });

  it("answers for any text", () => {
    fc.assert(fc.property(fc.string(), (text) => typeof isIban(text) === "boolean"));
  });
});

describe("parseIban", () => {
  it.each(examples)("takes %s as a customer writes it", (iban) => {
    const written = iban.toLowerCase().replaceAll(/(.{4})/g, "$1 ");
    expect(parseIban(written)).toEqual({ ok: true, iban });
  });

  it("takes the length of the country, and no other", () => {
    for (const iban of examples) {
      for (const other of [iban.slice(0, -1), `${iban}0`]) {
        const parsed = parseIban(other);
        expect(parsed.ok ? "" : parsed.reason).toMatchObject({ en: expect.stringContaining("number of characters") });
      }
    }
  });

  it("never repeats what it was given, whatever that is", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ minLength: 6 }), fc.stringMatching(/^FI\d{6,18}$/)), (text) => {
        const parsed = parseIban(text);
        const isRight = parsed.ok ? isIban(parsed.iban) : !JSON.stringify(parsed.reason).includes(text);
        expect(isRight).toBe(true);
      }),
    );
  });
});

describe("toPeitetty", () => {
  it("leaves the country and the last two characters", () => {
    expect(toPeitetty("FI2112345600000785")).toBe("FI••••••••••••••85");
  });

  it("tells nothing else of any account, not even its check digits", () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 14, maxLength: 14 });
    fc.assert(
      fc.property(digits, digits, (one, other) => {
        const end = "42";
        expect(toPeitetty(`FI${one.join("")}${end}`)).toBe(toPeitetty(`FI${other.join("")}${end}`));
      }),
    );
  });
});

describe("mayReadIban", () => {
  const professional = (kirjain: "H" | "L" | "O" | "R" | "J") =>
    ({ kind: "ammattilainen", sub: "s", kirjain, organisaatio: "1", organisaationNimi: "x", alue: "08" }) as const;

  it("is for the customer of their own, and for billing", () => {
    expect(mayReadIban({ kind: "asiakas", sub: "s", asiakasId: "own" }, { id: "own" })).toBe(true);
    expect(mayReadIban(professional("R"), { id: "own" })).toBe(true);
  });

  it("is for nobody else: another customer, other professionals, third parties, nobody", () => {
    const others = [
      { kind: "asiakas", sub: "s", asiakasId: "other" },
      ...(["H", "L", "O", "J"] as const).map(professional),
      { kind: "kolmasosapuoli", sub: "s", vastaanottaja: "v", vastaanottajanNimi: "n" },
      { kind: "analyytikko", sub: "s" },
      { kind: "tuntematon" },
    ] as const;
    expect(others.filter((actor) => mayReadIban(actor, { id: "own" }))).toEqual([]);
  });
});

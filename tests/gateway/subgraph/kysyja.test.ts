import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Actor } from "../../../gateway/actor/index.ts";
import { createAsiakasIds, toKysyja, toXRoadIssue, toXRoadUserId } from "../../../gateway/subgraph/index.ts";
import type { Kysyja } from "../../../gateway/subgraph/index.ts";

const ids = createAsiakasIds(Uint8Array.from({ length: 64 }, (_, at) => at));
const [own, child] = ["010190-900P", "010190-901R"];
const asiakasId = ids.seal({ laji: "HETU", arvo: own });

function tell(actor: Actor, asiakkaat: readonly string[] = [own]): Kysyja | undefined {
  return toKysyja({ actor, pyynto: "p-1", ids }, asiakkaat);
}
const asiakas = (sub: string): Actor => ({ kind: "asiakas", sub, asiakasId });
const ammattilainen = (kayttotarkoitus?: string): Actor => ({
  kind: "ammattilainen",
  sub: "virkailija-4711",
  kirjain: "L",
  organisaatio: "1.2.246.10.99900008",
  organisaationNimi: "Testialue",
  alue: "08",
  ...(kayttotarkoitus === undefined ? {} : { kayttotarkoitus }),
});

describe("the end user that sources are told", () => {
  it("is the pseudonym as it is, when every source can take it", () => {
    for (const sub of ["virkailija-4711", "a".repeat(50)]) expect(tell(asiakas(sub))?.loppukayttaja).toBe(sub);
  });

  it("is a hash of a fixed length for one that some can't take", () => {
    const [one, other, spaced] = ["a".repeat(51), "a".repeat(52), "ä ö"].map(
      (sub) => tell(asiakas(sub))?.loppukayttaja,
    );
    for (const each of [one, other, spaced]) expect(each).toMatch(/^[\w-]{43}$/);
    expect(one).not.toBe(other);
  });

  it("is nothing for nobody, and for a pseudonym that is an identity code", () => {
    expect(tell({ kind: "tuntematon" })).toBeUndefined();
    expect(tell(asiakas(" "))).toBeUndefined();
    expect(tell(asiakas("140584-902U"))).toBeUndefined();
  });

  it("has the country before it in X-Road", () => {
    const kysyja = tell(ammattilainen("HOITO"));
    expect(kysyja && [toXRoadUserId(kysyja), toXRoadIssue(kysyja)]).toEqual(["FIvirkailija-4711", "HOITO/p-1"]);
  });
});

describe("the purpose that sources are told", () => {
  it("is a customer's own only where nobody else is asked about", () => {
    expect(tell(asiakas("s"))?.tarkoitus).toBe("OMAT_TIEDOT");
    expect(tell(asiakas("s"), [child])?.tarkoitus).toBe("PUOLESTA_ASIOINTI");
    expect(tell(asiakas("s"), [own, child])?.tarkoitus).toBe("PUOLESTA_ASIOINTI");
  });

  it("is a professional's in letters that any header takes", () => {
    expect(tell(ammattilainen("Palvelutarpeen ARVIOINTI"))?.tarkoitus).toBe("PALVELUTARPEEN_ARVIOINTI");
    expect(tell(ammattilainen("KÄYTTÖ"))?.tarkoitus).toBe("KAYTTO");
  });

  it("is missing for one who states none: then there is nothing to tell", () => {
    for (const purpose of [undefined, "", "123"]) expect(tell(ammattilainen(purpose))).toBeUndefined();
    expect(tell({ kind: "analyytikko", sub: "s" })).toBeUndefined();
  });

  it("never holds a digit or anything that could end a header, whatever is stated", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.constant(`${own}\r\nx: y`)), (purpose) => {
        expect(tell(ammattilainen(purpose))?.tarkoitus ?? "").toMatch(/^[A-Z_]{0,60}$/);
      }),
    );
  });
});

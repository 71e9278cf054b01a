import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createLocalKeyStore } from "../../gateway/config/index.ts";
import { createAsiakasIds } from "../../gateway/subgraph/index.ts";
import { keyFolder } from "../start.ts";
import { expectRefused, startTarget } from "./bad-input-kit.ts";
import type { Expected, Reply, Target } from "./bad-input-kit.ts";

let target: Target;
let token: string;
let own: string;
beforeAll(async () => {
  target = await startTarget();
  token = await target.system.token({ persona: "aino", rooli: "terveydenhuolto", tarkoitus: "HOITO" });
  own = createAsiakasIds(createLocalKeyStore(keyFolder).obtain("ASIAKAS_ID_AVAIN", 64)).seal({
    laji: "HETU",
    arvo: target.system.population.henkilo(0).hetu ?? "",
  });
});
afterAll(() => target.system.close());

const refused: Expected = { status: 400, code: "BAD_USER_INPUT" };
const ask = (query: string, variables: Readonly<Record<string, unknown>>): Promise<Reply> =>
  target.post({ query, variables }, { authorization: `Bearer ${token}` });
const byHetu = (hetu: unknown): Promise<Reply> =>
  ask("query ($hetu: Hetu!) { asiakasHetulla(hetu: $hetu) { id nimi { sukunimi } } }", { hetu });
const byId = (id: unknown): Promise<Reply> =>
  ask("query ($id: ID!) { asiakas(id: $id) { id nimi { sukunimi } } }", { id });
const withoutPyynto = ({ text }: Reply): string => text.replaceAll(/"pyynto":"[^"]+"/g, "");

const codes: readonly (readonly [row: number, name: string, hetu: string])[] = [
  [53, "a wrong check character", "010190-900A"],
  [53, "two digits in each other's place", "100190-900P"],
  [54, "the 31st of February", "310201A9041"],
  [54, "the 29th of February of a common year", "290201A902D"],
  [54, "a birth date that is not yet", "010199A900P"],
  [61, "full-width digits", "０１０１９０-900P"],
  [61, "a letter O for a zero", "O10190-900P"],
  [61, "a Cyrillic О for a zero", "О10190-900P"],
  [61, "an en dash", "010190–900P"],
  [61, "a zero-width space", "010190-900\u200BP"],
  [62, "a check character that is none", "010190-900G"],
  [62, "ten characters", "010190-900"],
  [62, "twelve characters", "010190-900PP"],
  [62, "the individual number 000", "010190-000P"],
  [62, "the individual number 001", "010190-001P"],
  [62, "nothing", ""],
];

describe("a bad identity code", () => {
  it.each(codes)("row %i: %s", async (_row, _name, hetu) => {
    const { code } = await expectRefused(target, () => byHetu(hetu), {
      ...refused,
      canaries: hetu === "" ? [] : [hetu],
    });
    expect(code).toBe("BAD_USER_INPUT");
  });

  it("row 57: in the query's text is refused, and told to be given as a variable", async () => {
    const reply = await expectRefused(
      target,
      () =>
        target.post(
          { query: '{ asiakasHetulla(hetu: "010190-900P") { id } }' },
          { authorization: `Bearer ${token}`, "accept-language": "en" },
        ),
      { ...refused, canaries: ["010190-900P"] },
    );
    expect(reply.text).toContain("give it as a variable");
  });
});

describe("a good identity code", () => {
  it("row 60: is one however it is written", async () => {
    const { hetu = "" } = target.system.population.henkilo(0);
    const ids = await Promise.all(
      [hetu, hetu.toLowerCase(), ` ${hetu} `].map(
        async (written) => /"id":"([^"]+)"/.exec((await byHetu(written)).text)?.[1],
      ),
    );
    expect(new Set(ids)).toEqual(new Set([own]));
  });

  it("row 55: is another person's with another separator", async () => {
    const ids = createAsiakasIds(createLocalKeyStore(keyFolder).obtain("ASIAKAS_ID_AVAIN", 64));
    const replies = await Promise.all(["010190-900P", "010190Y900P"].map(byHetu));
    const expected = ["010190-900P", "010190Y900P"].map((arvo) => ids.seal({ laji: "HETU", arvo }));
    expect(replies.map(({ text }) => /"id":"([^"]+)"/.exec(text)?.[1])).toEqual(expected);
  });
});

describe("a bad id", () => {
  it("row 64: with any one bit flipped is refused, every time with the same body", async () => {
    const bytes = Buffer.from(own, "base64url");
    const bodies = new Set<string>();
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = Buffer.from(bytes);
      flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      const id = flipped.toString("base64url");
      const reply = await byId(id);
      expect([reply.status, reply.code, reply.text.includes(id)]).toEqual([400, "BAD_USER_INPUT", false]);
      bodies.add(withoutPyynto(reply));
    }
    expect(bodies.size).toBe(1);
  });

  it("row 65: row 66: row 67: of another deployment, of another kind, or in another spelling is refused with that body", async () => {
    const tunnus = { laji: "HETU", arvo: target.system.population.henkilo(0).hetu ?? "" } as const;
    const spoilt = [
      createAsiakasIds(randomBytes(64)).seal(tunnus),
      Buffer.from(createLocalKeyStore(keyFolder).obtain("ASIAKAS_ID_AVAIN", 64)).toString("base64url"),
      own.slice(0, -1),
      own.slice(1),
      `${own}=`,
      `${own}A`,
      `${own} `,
      own.replaceAll("-", "+").replaceAll("_", "/").concat("=="),
      "",
      "1",
      "null",
      "__proto__",
      Buffer.from("katselut:1").toString("base64url"),
    ];
    const bodies = new Set<string>();
    for (const id of spoilt) bodies.add(withoutPyynto(await expectRefused(target, () => byId(id), refused)));
    expect(bodies.size).toBe(1);
  });
});

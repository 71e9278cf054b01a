import { createHash } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getIntrospectionQuery } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createLocalKeyStore } from "../../gateway/config/index.ts";
import { createAsiakasIds } from "../../gateway/subgraph/index.ts";
import { keyFolder } from "../start.ts";
import { expectRefused, startTarget } from "./bad-input-kit.ts";
import type { Expected, Reply, Target } from "./bad-input-kit.ts";

const registered = "query Rekisteroity { __typename }";
const hash = createHash("sha256").update(registered).digest("hex");

const file = join(mkdtempSync(join(tmpdir(), "asiakas-operaatiot-")), "persisted-documents.json");

let target: Target;
let token: string;
beforeAll(async () => {
  writeFileSync(file, JSON.stringify({ [`sha256:${hash}`]: registered }));
  target = await startTarget({ operaatiot: { tiedostot: [file] } });
  token = await target.system.token({ persona: "aino" });
});
afterAll(() => target.system.close());

type Row = readonly [row: number, name: string, body: unknown, expected: Expected];
const ask = (body: unknown): Promise<Reply> => target.post(body, { authorization: `Bearer ${token}` });
const tooComplex = (...saanto: string[]): Expected => ({ status: 400, code: "OPERATION_TOO_COMPLEX", saanto });
const invalid: Expected = { status: 400, code: "GRAPHQL_VALIDATION_FAILED", canaries: ["salainen"] };
const badValue: Expected = { status: 400, code: "BAD_USER_INPUT", canaries: ["salainen", "010190-900P"] };
const unresolved: Expected = { status: 400, code: "OPERATION_RESOLUTION_FAILURE" };

const aliases = (count: number): string =>
  `{ ${Array.from({ length: count }, (_, at) => `a${at}: mina { id }`).join(" ")} }`;
const doubling = (levels: number): string =>
  `{ mina { ...f0 } } ${Array.from({ length: levels }, (_, at) => `fragment f${at} on Asiakas { ...f${at + 1} ...f${at + 1} }`).join(" ")} fragment f${levels} on Asiakas { id }`;
const byId = "query ($id: ID!) { asiakas(id: $id) { id } }";
const byYear = "query ($v: Int) { mina { laakekatto(vuosi: $v) { vuosi } } }";
const page = "query ($n: Int) { mina { katselut(first: $n) { edges { cursor } } } }";
const since = "query ($a: Aika) { mina { katselut(alkaen: $a) { edges { cursor } } } }";

const rows: readonly Row[] = [
  [28, "10 000 tokens", { query: `{ mina { ${"id ".repeat(10_000)} } }` }, tooComplex("tokens")],
  [
    28,
    "a text over 32 KiB",
    { query: `{ mina { id } } #${"salainen".repeat(5000)}` },
    { ...tooComplex("length"), canaries: ["salainen"] },
  ],
  [
    29,
    "13 levels",
    { query: `{ mina ${"{ perhesuhteet { lapset { henkilo ".repeat(4)}{ id }${"} } }".repeat(4)} }` },
    tooComplex("depth"),
  ],
  [
    29,
    "5 000 levels",
    { query: `${"{ mina ".repeat(5000)}${"}".repeat(5000)}` },
    tooComplex("length", "tokens", "depth"),
  ],
  [
    29,
    "900 levels, within the tokens",
    { query: `{ mina ${"{ a ".repeat(600)}${"}".repeat(600)} }` },
    tooComplex("depth"),
  ],
  [30, "31 aliases", { query: aliases(31) }, tooComplex("aliases")],
  [30, "1 000 aliases", { query: aliases(1000) }, tooComplex("tokens")],
  [
    30,
    "two customers by identity code",
    {
      query: "query ($h: Hetu!) { a: asiakasHetulla(hetu: $h) { id } b: asiakasHetulla(hetu: $h) { id } }",
      variables: { h: "010190-900P" },
    },
    tooComplex("asiakasHetulla"),
  ],
  [
    30,
    "eleven customers by id",
    {
      query: `query ($id: ID!) { ${Array.from({ length: 11 }, (_, at) => `a${at}: asiakas(id: $id) { id }`).join(" ")} }`,
      variables: { id: "x" },
    },
    tooComplex("asiakas"),
  ],
  [
    31,
    "one field 1 001 times",
    { query: `{ mina { ${"id ".repeat(1000)} } }` },
    tooComplex("fields", "expansion", "repeats"),
  ],
  [
    31,
    "one field 1 500 times in a fragment that nothing spreads",
    { query: `{ mina { id } } fragment f on Asiakas { ${"id ".repeat(1500)} }` },
    tooComplex("fields"),
  ],
  ...[10, 14, 30, 100].map((levels): Row => [
    32,
    `fragments that double ${levels} deep`,
    { query: doubling(levels) },
    tooComplex("expansion"),
  ]),
  [
    33,
    "a cycle of fragments",
    { query: "{ mina { ...a } } fragment a on Asiakas { ...b } fragment b on Asiakas { ...a }" },
    invalid,
  ],
  [33, "an unused fragment", { query: "{ mina { id } } fragment a on Asiakas { id }" }, invalid],
  [33, "an unknown fragment", { query: "{ mina { ...salainenEi } }" }, { ...invalid, canaries: [] }],
  [
    33,
    "a fragment twice",
    { query: "{ mina { ...a } } fragment a on Asiakas { id } fragment a on Asiakas { hetu }" },
    invalid,
  ],
  [
    34,
    "51 directives at one field",
    { query: `{ mina { id ${"@include(if: true) ".repeat(51)} } }` },
    tooComplex("directives"),
  ],
  [34, "50 directives at one field", { query: `{ mina { id ${"@include(if: true) ".repeat(50)} } }` }, invalid],
  [
    34,
    "10 000 directives",
    { query: `{ mina { id ${"@include(if: true) ".repeat(10_000)} } }` },
    tooComplex("length", "tokens"),
  ],
  [34, "an unknown directive", { query: '{ mina { id @tuntematon(x: "salainen") } }' }, invalid],
  [
    36,
    "introspection that goes round",
    { query: "{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }" },
    tooComplex("introspection"),
  ],
  [
    38,
    "a name that a hidden field is like",
    { query: "{ mina { asiakassetelit { rivimerki } } }" },
    { ...invalid, canaries: ["rivimerkit"] },
  ],
  [
    38,
    "a name that a subgraph's own field is like",
    { query: "{ _entitie { id } _servic { sdl } }" },
    { ...invalid, canaries: ["_entities", "_service"] },
  ],
  ...[2_147_483_648, 1.5, "1", "NaN", true, [1, 2], {}].map((v): Row => [
    39,
    `${JSON.stringify(v)} for an Int`,
    { query: byYear, variables: { v } },
    badValue,
  ]),
  [39, "infinity for an Int", `{"query": ${JSON.stringify(byYear)}, "variables": {"v": 1e400}}`, badValue],
  [40, "a variable of a wrong type", { query: byId, variables: { id: { salainen: "010190-900P" } } }, badValue],
  [40, "a missing variable", { query: byId }, badValue],
  [40, "an unknown variable", { query: byId, variables: { id: "x", salainen: "010190-900P" } }, badValue],
  [41, "10 000 ids", { query: byId, variables: { id: Array.from({ length: 10_000 }, () => "x") } }, badValue],
  ...[0, -1, 101, 1_000_000].map((n): Row => [41, `a page of ${n}`, { query: page, variables: { n } }, badValue]),
  [
    41,
    "a page of a million as a literal",
    { query: "{ mina { katselut(first: 1000000) { edges { cursor } } } }" },
    badValue,
  ],
  ...["a\0salainen", "\uD800salainen", `salainen${"a".repeat(1000)}`, "a".repeat(200_000)].map((id): Row => [
    43,
    `a text of ${id.length} characters that can't be stored`,
    { query: byId, variables: { id } },
    badValue,
  ]),
  [43, "a NUL in the query's own text", { query: '{ asiakas(id: "salainen\\u0000") { id } }' }, badValue],
  ...["2026-02-30T00:00:00Z", "0000-01-01T00:00:00Z", "2026-2-3", "99999-01-01T00:00:00Z", "salainen"].map((a): Row => [
    44,
    `the time ${a}`,
    { query: since, variables: { a } },
    badValue,
  ]),
  [45, "an unknown operation", { query: "query a { mina { id } }", operationName: "b" }, unresolved],
  [45, "two operations and no name", { query: "query a { mina { id } } query b { mina { hetu } }" }, unresolved],
  [46, "a subscription", { query: "subscription { mina { id } }" }, invalid],
  [46, "a mutation that is not there", { query: "mutation { mina { id } }" }, invalid],
  [
    47,
    "an unknown registered operation",
    { documentId: "sha256:salainen" },
    { status: 400, code: "PERSISTED_QUERY_NOT_FOUND", canaries: ["salainen"] },
  ],
  [
    47,
    "an automatic registration",
    { extensions: { persistedQuery: { version: 1, sha256Hash: hash } } },
    { status: 400, code: "BAD_REQUEST" },
  ],
  [
    48,
    "another text than the registered one",
    { documentId: `sha256:${hash}`, query: "{ mina { id } }" },
    { status: 400, code: "BAD_REQUEST" },
  ],
  [
    50,
    "more than the most cost",
    {
      query: `query ($id: ID!) { ${Array.from({ length: 10 }, (_, at) => `a${at}: asiakas(id: $id) { asiakassetelit { kaytot { summa { teksti } } arvo { teksti } jaljella { teksti } } katselut(first: 100) { edges { cursor } } }`).join(" ")} }`,
      variables: { id: "x" },
    },
    tooComplex("cost"),
  ],
];

describe("bad GraphQL", () => {
  it.each(rows)("row %i: %s", async (_row, _name, body, expected) => {
    const { text } = await expectRefused(target, () => ask(body), expected);
    expect(text).toContain(expected.code);
  });

  it("row 35: a field that a variable leaves out is neither asked nor told", async () => {
    const query = "query ($on: Boolean!) { mina { id laakekatto @include(if: $on) { vuosi } } }";
    const kela = target.system.mocks.registers["kela"]?.requests;
    const before = kela?.count();
    const left = await ask({ query, variables: { on: false } });
    expect([left.status, kela?.count()]).toEqual([200, before]);
    expect(left.text).not.toContain("laakekatto");
    await ask({ query, variables: { on: true } });
    expect(kela?.count()).toBe((before ?? 0) + 1);
  });

  it("row 37: the public schema is told without a token, once a second, without federation's parts", async () => {
    const query = getIntrospectionQuery();
    const first = await target.post({ query });
    expect(first.status).toBe(200);
    expect(first.text).not.toMatch(/"_entities"|"_service"|"_Any"|join__|"rivimerkit"/);
    const second = await target.post({ query });
    expect([second.status, second.code, second.headers.get("retry-after")]).toEqual([429, "RATE_LIMITED", "1"]);
  });

  it("row 43: a text that only looks odd is data", async () => {
    const reply = await ask({ query: byId, variables: { id: "\u202E rivi\nvaihto" } });
    expect([reply.status, reply.code]).toEqual([400, "BAD_USER_INPUT"]);
    expect(target.system.log.join("\n")).not.toContain("vaihto");
  });

  it("row 49: the answer for a customer who does not exist equals that for one whom the asker may not see", async () => {
    const ids = createAsiakasIds(createLocalKeyStore(keyFolder).obtain("ASIAKAS_ID_AVAIN", 64));
    const { hetu: stranger = "" } = target.system.population.henkilo(9);
    const asked = "query ($id: ID!) { asiakas(id: $id) { __typename kotikunta { nimi } laakekatto { vuosi } } }";
    const [there, nowhere] = await Promise.all(
      [stranger, "290200A902D"].map(async (arvo) =>
        ask({ query: asked, variables: { id: ids.seal({ laji: "HETU", arvo }) } }),
      ),
    );
    // Fields are answered in any order, and times differ.
    const plain = (reply: Reply | undefined): readonly string[] =>
      (reply?.text ?? "")
        .replaceAll(/"pyynto":"[^"]+"|"(?:alkoiMs|kestoMs|haettu)":[^,}]+/g, "")
        .split(/[{}[\]]/)
        .toSorted();
    expect(there?.status).toBe(nowhere?.status);
    expect(plain(there)).toEqual(plain(nowhere));
  });
});

it("row 51: what takes too long to plan is refused, and what is registered is answered all the while", async () => {
  // Sixty customers, their families and theirs: half a second of planning, so that the limit is seen to pass however
  // long a busy machine lets the gateway wait for its turn.
  const family = (of: string): string =>
    `perhesuhteet { lapset { henkilo { ${of} } } huoltajat { henkilo { ${of} } } }`;
  const customers = Array.from({ length: 60 }, (_, at) => `a${at}: asiakas(id: $id) { ...o }`).join(" ");
  const query = `query ($id: ID!) { ${customers} }
    fragment o on Asiakas { ...p ${family(`...p ${family("...p")}`)} }
    fragment p on Asiakas { laakekatto { vuosi } koulutus { tutkinnot { nimi } } yhteystiedot { arvo } }`;
  const counted = { maxSelections: 10_000, maxAliases: 1000, maxEntries: { asiakas: 60 } };
  const limits = { ...counted, maxPlanningMs: 1, maxCost: 1_000_000, costPerMinute: 100_000_000 };
  const hurried = await startTarget({ limits, operaatiot: { tiedostot: [file] } });
  const { system } = hurried;
  const authorization = `Bearer ${await system.token({ persona: "aino" })}`;
  const body = { query, variables: { id: system.idOf("aino") } };
  const refused = expectRefused(hurried, () => hurried.post(body, { authorization }), tooComplex("suunnittelu"));
  const known = hurried.post({ documentId: `sha256:${hash}` }, { authorization });
  expect((await known).text).toContain('"__typename":"Query"');
  expect((await refused).text).toContain('"raja":1');
  expect(system.log.filter((line) => line.includes("suunnittelu keskeytettiin"))).toHaveLength(1);
  await system.close();
});

it("runs a registered operation by its id", async () => {
  expect((await ask({ documentId: `sha256:${hash}` })).text).toContain('"__typename":"Query"');
});

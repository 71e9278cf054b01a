import { randomUUID } from "node:crypto";
import { parse } from "graphql";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../gateway/actor/index.ts";
import { createCallRecorder, createDeadline } from "../../gateway/source/index.ts";
import { createAsiakasIds, createInProcessTransport } from "../../gateway/subgraph/index.ts";
import type { Sallittu, SubgraphAnswer, SubgraphTransport } from "../../gateway/subgraph/index.ts";
import { start } from "../../mocks/crm/index.ts";
import type { CrmMock } from "../../mocks/crm/index.ts";
import type { Fault } from "../../mocks/http/index.ts";
import { createPopulation } from "../../mocks/population/index.ts";
import { subgraph } from "../../subgraphs/crm/index.ts";

const databaseUrl = process.env["DATABASE_URL"];
const databases = [
  { name: "PGlite", options: {} },
  ...(databaseUrl === undefined ? [] : [{ name: "PostgreSQL", options: { databaseUrl } }]),
];
const population = createPopulation({ seed: 1, size: 120 });
const regions = ["08", "15", "90"];
const ids = createAsiakasIds(Buffer.alloc(64, 3));
const now = (): Date => new Date("2026-11-25T10:15:02Z");

const idOf = (persona: string): string =>
  ids.seal({ laji: "HETU", arvo: population.personas.find((each) => each.persona === persona)?.hetu ?? "" });
const asiakas = (persona: string): Actor => ({ kind: "asiakas", sub: `sub-${persona}`, asiakasId: idOf(persona) });

const set = `mutation($m: AsetettavaMaksuyhteys!, $k: String!, $alue: String, $a: ID) {
  asetaMaksuyhteys(maksuyhteys: $m, toistoavain: $k, alue: $alue, asiakas: $a) { tulos asiakas { id } }
}`;
const report = `mutation($m: IlmoitettavaYhteystieto!, $k: String!, $alue: String, $a: ID) {
  ilmoitaYhteystieto(yhteystieto: $m, toistoavain: $k, alue: $alue, asiakas: $a) { tulos asiakas { id } }
}`;
const read = `query($keys: [_Any!]!) { _entities(representations: $keys) { ... on Asiakas {
  maksuyhteydet { iban saaja palvelu oletus suoraveloitus alue }
  yhteystiedot { laji arvo kayttotarkoitus pitkaaikainen ilmoitettu alue }
} } }`;

// Of no bank: see mocks/population/maksuyhteydet.ts.
const [iban, toinen] = ["FI77 9900 0000 0000 77", "fi 5599000000000085"];
const [plainIban, plainToinen] = ["FI7799000000000077", "FI5599000000000085"];
const tili = { iban, saaja: "Aino Koivula-Testi" };
const puhelin = { laji: "PUHELIN", arvo: "050 000 1234" };
const mutations = [
  ["asetaMaksuyhteys", set, tili, { ...tili, iban: toinen }],
  ["ilmoitaYhteystieto", report, puhelin, { ...puhelin, arvo: "+358 50 000 9999" }],
] as const;

interface Given {
  readonly persona?: string;
  readonly m?: object;
  readonly k?: string;
  readonly alue?: string | undefined;
  readonly a?: string;
  readonly sallittu?: Sallittu | undefined;
  readonly through?: SubgraphTransport;
}

describe.each(databases)("changes of a region's CRM over $name", ({ options }) => {
  let mock: CrmMock;
  let usual: SubgraphTransport;
  let hurried: SubgraphTransport;
  let someTake: SubgraphTransport;

  const open = (changes: object): SubgraphTransport => {
    const solmut = mock.nodes.map(({ alue, url }) => ({ alue, url }));
    const muutokset = Object.fromEntries(mock.nodes.map(({ alue, muutosUrl }) => [alue, muutosUrl]));
    const settings = { solmut, muutokset, suojaus: { leastCalls: 100_000 }, ...changes };
    return createInProcessTransport(subgraph, { settings, ids, now });
  };
  beforeAll(async () => {
    mock = await start({ population, alueet: regions, now, ...options });
    usual = open({ timeoutMs: 20_000 });
    hurried = open({ timeoutMs: 400 });
    const only08 = mock.nodes.flatMap(({ alue, muutosUrl }) => (alue === "08" ? [[alue, muutosUrl]] : []));
    someTake = open({ muutokset: Object.fromEntries(only08) });
  }, 120_000);
  afterEach(() => {
    for (const faults of [mock.faults, ...mock.nodes.map((node) => node.faults)]) faults.set([]);
    mock.requests.clear();
  });
  afterAll(async () => {
    await Promise.all([usual, hurried, someTake].map((transport) => transport.close()));
    await mock.close();
  });

  async function call(text: string, variables: object, asking: Given): Promise<SubgraphAnswer> {
    const { persona = "aino", through = usual } = asking;
    const own = { asiakkaat: [idOf(persona)], tiedot: [1, 5] };
    const sallittu = "sallittu" in asking ? asking.sallittu : own;
    const deadline = createDeadline(30_000);
    const recorder = createCallRecorder(() => deadline.elapsedMs());
    const scope = { deadline, recorder, actor: asiakas(persona), pyynto: "p1" };
    const request = {
      document: parse(text),
      variables: { ...variables },
      ...(sallittu === undefined ? {} : { sallittu }),
    };
    const answer = await through.call(request, scope);
    deadline.end();
    return JSON.parse(JSON.stringify(answer)) as SubgraphAnswer;
  }
  const change = (text: string, given: Given = {}): Promise<SubgraphAnswer> => {
    const { m = tili, k = randomUUID(), alue, a } = given;
    return call(text, { m, k, alue: alue ?? null, a: a ?? null }, given);
  };
  async function stateOf(persona = "aino"): Promise<Record<"maksuyhteydet" | "yhteystiedot", readonly object[]>> {
    const answer = await call(read, { keys: [{ __typename: "Asiakas", id: idOf(persona) }] }, { persona });
    expect(answer.errors).toEqual([]);
    const entities = answer.data?.["_entities"] as readonly Record<
      "maksuyhteydet" | "yhteystiedot",
      readonly object[]
    >[];
    return entities[0] ?? { maksuyhteydet: [], yhteystiedot: [] };
  }
  const tulosOf = ({ data, errors }: SubgraphAnswer): string => {
    expect(errors).toEqual([]);
    const [value] = Object.values(data ?? {});
    return (value as { tulos: string }).tulos;
  };
  const syyOf = ({ errors }: SubgraphAnswer): unknown =>
    errors.map(({ code, parameters: { syy, saanto } }) => [code, typeof syy === "object" ? syy.en : (saanto ?? "")]);

  describe("an account", () => {
    it("is the default in place of the one before, and what services have of their own stays", async () => {
      const before = await stateOf();
      expect(tulosOf(await change(set))).toBe("TEHTY");
      const after = await stateOf();
      expect(after.maksuyhteydet).toEqual([
        { iban: plainIban, saaja: tili.saaja, palvelu: null, oletus: true, suoraveloitus: false, alue: "08" },
        ...before.maksuyhteydet.filter((row) => "palvelu" in row && row.palvelu !== null),
      ]);
      expect(after.yhteystiedot).toEqual(before.yhteystiedot);
    });

    it("of a service is given beside the default, and replaced by the next", async () => {
      const palvelu = "Omaishoidon tuki";
      for (const each of [tili, { ...tili, iban: toinen, suoraveloitus: true }]) {
        expect(tulosOf(await change(set, { m: { ...each, palvelu } }))).toBe("TEHTY");
      }
      const { maksuyhteydet } = await stateOf();
      expect(maksuyhteydet.filter((row) => "palvelu" in row && row.palvelu === palvelu)).toEqual([
        { iban: plainToinen, saaja: tili.saaja, palvelu, oletus: false, suoraveloitus: true, alue: "08" },
      ]);
      expect(maksuyhteydet.filter((row) => "oletus" in row && row.oletus === true)).toHaveLength(1);
    });

    it.each([
      ["no IBAN at all", { iban: "12345" }, /as an IBAN/],
      ["a country that has none", { iban: "ZZ2199000000000077" }, /as an IBAN/],
      ["a digit too few", { iban: "FI779900000000007" }, /18 in Finland/],
      ["another country's length", { iban: "SE2199000000000077" }, /18 in Finland/],
      ["a wrong digit", { iban: "FI7799000000000078" }, /check digits/],
      ["two digits swapped", { iban: "FI5599000000000058" }, /check digits/],
      ["letters in a Finnish account", { iban: "FI779900000000007A" }, /check digits/],
      ["no holder", { saaja: " " }, /holder/],
      ["a holder of 71 letters", { saaja: "a".repeat(71) }, /holder/],
      ["a holder with an identity code", { saaja: "Aino 010190-900P" }, /holder/],
      ["a holder of two lines", { saaja: "Aino\nTesti" }, /holder/],
      ["a service that is empty", { palvelu: "" }, /service/],
      ["a service with an account in it", { palvelu: `Hoito ${plainIban}` }, /service/],
    ])("with %s is refused before the region is asked, and not repeated", async (_, wrong, told) => {
      const answer = await change(set, { m: { ...tili, ...wrong } });
      expect(syyOf(answer)).toEqual([["BAD_USER_INPUT", expect.stringMatching(told)]]);
      for (const value of Object.values(wrong).filter((each) => each.trim() !== "")) {
        expect(JSON.stringify(answer)).not.toContain(value);
      }
      expect(mock.requests.count()).toBe(0);
    });
  });

  describe("a contact", () => {
    it("takes the place of the long-term one of its kind and purpose; those of one service stay", async () => {
      const before = await stateOf("sofia");
      expect(tulosOf(await change(report, { persona: "sofia", m: puhelin, alue: "90" }))).toBe("TEHTY");
      const { yhteystiedot } = await stateOf("sofia");
      const isReplaced = (row: Record<string, unknown>): boolean =>
        row["alue"] === "90" && row["laji"] === "PUHELIN" && row["pitkaaikainen"] === true;
      const rest = (rows: readonly object[]): readonly object[] => rows.filter((row) => !isReplaced({ ...row }));
      expect(rest(yhteystiedot)).toEqual(rest(before.yhteystiedot));
      expect(yhteystiedot.filter((row) => isReplaced({ ...row }))).toEqual([
        {
          laji: "PUHELIN",
          arvo: "+358500001234",
          kayttotarkoitus: "YHTEYDENOTTO",
          pitkaaikainen: true,
          ilmoitettu: "2026-11-25",
          alue: "90",
        },
      ]);
    });

    it.each([
      ["PUHELIN", "0500001234", "+358500001234"],
      ["PUHELIN", "00358 50 000-1234", "+358500001234"],
      ["PUHELIN", "+46 (70) 000 12 34", "+46700001234"],
      ["SAHKOPOSTI", " aino@asiakas.example ", "aino@asiakas.example"],
      ["SAHKOPOSTI", "äiti.o'neil+koe@sähkö.example", "äiti.o'neil+koe@sähkö.example"],
      ["POSTIOSOITE", "Koekatu 1 A 2, 33100 TAMPERE", "Koekatu 1 A 2, 33100 TAMPERE"],
      ["POSTIOSOITE", "PL 7, 00099 HELSINKI", "PL 7, 00099 HELSINKI"],
    ])("%s may be given as %s", async (laji, arvo, kept) => {
      expect(tulosOf(await change(report, { m: { laji, arvo, kayttotarkoitus: "LASKUTUS" } }))).toBe("TEHTY");
      const { yhteystiedot } = await stateOf();
      expect(yhteystiedot).toContainEqual(expect.objectContaining({ laji, arvo: kept, kayttotarkoitus: "LASKUTUS" }));
    });

    it.each([
      ["PUHELIN", "soita äidille", /international form/],
      ["PUHELIN", "+35850", /international form/],
      ["PUHELIN", "+3585000012345678", /international form/],
      ["SAHKOPOSTI", "aino.asiakas.example", /name@server/],
      ["SAHKOPOSTI", "aino@asiakas.example, toinen@asiakas.example", /name@server/],
      ["SAHKOPOSTI", "Aino <aino@asiakas.example>", /name@server/],
      ["SAHKOPOSTI", `${"a".repeat(64)}@${"b".repeat(190)}.example`, /name@server/],
      ["POSTIOSOITE", "Tampere", /on one line/],
      ["POSTIOSOITE", "Koekatu 1\n33100 TAMPERE", /on one line/],
      ["POSTIOSOITE", `Koekatu 1, 33100 ${"T".repeat(200)}`, /on one line/],
      ["POSTIOSOITE", "Koekatu 1, 010190-900P", /on one line/],
    ])("%s that is %s is refused before the region is asked, and not repeated", async (laji, arvo, told) => {
      const answer = await change(report, { m: { laji, arvo } });
      expect(syyOf(answer)).toEqual([["BAD_USER_INPUT", expect.stringMatching(told)]]);
      expect(JSON.stringify(answer)).not.toContain(JSON.stringify(arvo).slice(1, -1));
      expect(mock.requests.count()).toBe(0);
    });
  });

  describe("a key", () => {
    it.each(mutations)("of %s makes one change, however often it is sent and in whatever case", async (_, text, m) => {
      const k = randomUUID();
      const tulokset = [];
      for (const each of [k, k, k.toUpperCase()]) tulokset.push(tulosOf(await change(text, { m, k: each })));
      expect(tulokset).toEqual(["TEHTY", "OLI_JO_TEHTY", "OLI_JO_TEHTY"]);
    });

    it.each(mutations)("of %s that is sent again after another change does not undo it", async (_, text, m, other) => {
      const k = randomUUID();
      expect(tulosOf(await change(text, { m, k }))).toBe("TEHTY");
      expect(tulosOf(await change(text, { m: other }))).toBe("TEHTY");
      const between = await stateOf();
      expect(tulosOf(await change(text, { m, k }))).toBe("OLI_JO_TEHTY");
      expect(await stateOf()).toEqual(between);
    });

    it.each(mutations)("of %s with other values is refused, and changes nothing", async (_, text, m, other) => {
      const k = randomUUID();
      expect(tulosOf(await change(text, { m, k }))).toBe("TEHTY");
      const before = await stateOf();
      const answer = await change(text, { m: other, k });
      expect(syyOf(answer)).toEqual([["BAD_USER_INPUT", expect.stringContaining("give a new one")]]);
      expect(await stateOf()).toEqual(before);
    });

    it("of one mutation is not another's, and of one customer is none of another's", async () => {
      const k = randomUUID();
      expect(tulosOf(await change(set, { k }))).toBe("TEHTY");
      expect(syyOf(await change(report, { m: puhelin, k }))).toEqual([
        ["BAD_USER_INPUT", expect.stringContaining("give a new one")],
      ]);
      expect(tulosOf(await change(set, { k, persona: "sofia", alue: "08" }))).toBe("TEHTY");
    });

    it("is a UUID", async () => {
      expect(syyOf(await change(set, { k: "avain" }))).toEqual([["BAD_USER_INPUT", "toistoavain is a UUID"]]);
      expect(mock.requests.count()).toBe(0);
    });

    it.each(mutations)("of %s that is sent many times at once makes one change", async (_, text, m) => {
      const k = randomUUID();
      const answers = await Promise.all(Array.from({ length: 6 }, () => change(text, { m, k, alue: "08" })));
      expect(answers.map(tulosOf).toSorted()).toEqual([...Array<string>(5).fill("OLI_JO_TEHTY"), "TEHTY"]);
    });

    it("of its own for each of many at once leaves one default", async () => {
      const answers = await Promise.all(
        Array.from({ length: 6 }, (_, at) =>
          change(set, { m: { ...tili, iban: at % 2 === 0 ? iban : toinen }, alue: "08" }),
        ),
      );
      expect(new Set(answers.map(tulosOf))).toEqual(new Set(["TEHTY"]));
      const { maksuyhteydet } = await stateOf();
      expect(maksuyhteydet.filter((row) => "oletus" in row && row.oletus === true)).toHaveLength(1);
    });
  });

  describe("the region", () => {
    const at = (alue: string): readonly string[] =>
      mock.requests.latest().flatMap(({ polku }) => (polku === `/crm_${alue}_muutos` ? [polku] : []));

    it("is the home region by its own word, when none is named", async () => {
      expect(tulosOf(await change(set, { persona: "sofia" }))).toBe("TEHTY");
      expect([at("08"), at("15"), at("90")].map(({ length }) => length)).toEqual([0, 0, 1]);
    });

    it("is the one that is named, which alone is asked", async () => {
      expect(tulosOf(await change(set, { persona: "sofia", alue: "15" }))).toBe("TEHTY");
      expect(mock.requests.count()).toBe(1);
      expect(at("15")).toHaveLength(1);
    });

    it.each([
      ["has no node", "05", /region's own service/],
      ["is no region", "8", /region's own service/],
      ["does not know the customer", "15", /does not know the customer/],
    ])("that %s is refused", async (_, alue, told) => {
      expect(syyOf(await change(set, { alue }))).toEqual([["BAD_USER_INPUT", expect.stringMatching(told)]]);
    });

    it("that takes no changes says so, also when it is the home region", async () => {
      const told = [["BAD_USER_INPUT", expect.stringMatching(/region's own service/)]];
      expect(syyOf(await change(set, { persona: "sofia", through: someTake }))).toEqual(told);
      expect(syyOf(await change(set, { persona: "sofia", alue: "90", through: someTake }))).toEqual(told);
    });

    it("of one whom nobody knows is not guessed", async () => {
      expect(syyOf(await change(set, { persona: "kaisa" }))).toEqual([
        ["BAD_USER_INPUT", expect.stringMatching(/does not know the customer/)],
      ]);
    });

    it("is not guessed while one that might be the home does not answer: nothing is changed", async () => {
      mock.nodes.find(({ alue }) => alue === "90")?.faults.set([{ laji: "http500" }]);
      const answer = await change(set, { persona: "sofia" });
      expect(answer.errors).toMatchObject([{ code: "SOURCE_UNAVAILABLE", parameters: { saanto: "MUUTOS-TEKEMATTA" } }]);
      expect(at("08").length + at("15").length).toBe(0);
    });

    it("is in no error", async () => {
      mock.faults.set([{ laji: "http500" }]);
      const { errors } = await change(set, { alue: "15", persona: "sofia" });
      expect(JSON.stringify(errors)).not.toContain("15");
    });
  });

  describe("nothing is changed", () => {
    it.each(mutations)(
      "by %s without the gate's leave: of nobody, of another, or of another item",
      async (_, text, m) => {
        const sofia = idOf("sofia");
        for (const given of [
          { sallittu: undefined },
          { a: sofia },
          { a: sofia, sallittu: { asiakkaat: [sofia], tiedot: [2] } },
        ]) {
          expect((await change(text, { m, ...given })).errors).toMatchObject([{ code: "FORBIDDEN" }]);
        }
        expect(mock.requests.count()).toBe(0);
      },
    );

    it("by the role that reads, and nothing is read by the role that changes", async () => {
      const [node] = mock.nodes;
      const reader = new Client({ connectionString: node?.url });
      const changer = new Client({ connectionString: node?.muutosUrl });
      await Promise.all([reader.connect(), changer.connect()]);
      const [denied, readOnly] = ["42501", "25006"];
      for (const [client, code, sql] of [
        [reader, denied, "select * from aseta_maksuyhteys('', null, gen_random_uuid(), 'x', 'x', null, false)"],
        [reader, readOnly, "delete from crm_08.maksuyhteys"],
        [changer, denied, "select * from asiakas"],
        [changer, denied, "insert into maksuyhteys values (1, 'x', 'x', null, true, false)"],
        [changer, denied, "select merkitse_muutos(1, gen_random_uuid(), '[]')"],
      ] as const) {
        await expect(client.query(sql)).rejects.toMatchObject({ code });
      }
      await Promise.all([reader.end(), changer.end()]);
    });
  });

  const lost: readonly (readonly [Fault, code: string, kept: boolean])[] = [
    [{ laji: "jumissa" }, "SOURCE_TIMEOUT", false],
    [{ laji: "hidas", viiveMs: 900 }, "SOURCE_TIMEOUT", true],
    [{ laji: "katkaisu" }, "SOURCE_UNAVAILABLE", true],
    [{ laji: "http500" }, "SOURCE_UNAVAILABLE", false],
    [{ laji: "katkaistu" }, "SOURCE_UNAVAILABLE", true],
    [{ laji: "roska" }, "SOURCE_INVALID_RESPONSE", true],
    [{ laji: "virhekoodi", koodi: "57P01" }, "SOURCE_UNAVAILABLE", false],
    [{ laji: "virhekoodi", koodi: "57014" }, "SOURCE_TIMEOUT", false],
    [{ laji: "virhekoodi", koodi: "40001" }, "SOURCE_UNAVAILABLE", false],
  ];
  const cases = mutations.flatMap(([name, text, m]) =>
    lost.map(([fault, code, kept]) => ({ name, text, m, fault, code, kept })),
  );

  describe("a change whose answer was lost", () => {
    it.each(cases)(
      "$name by $fault is told as not known, and is safe to repeat",
      async ({ text, m, fault, code, kept }) => {
        const k = randomUUID();
        mock.faults.set([fault]);
        const first = await change(text, { m, k, alue: "08", through: hurried });
        expect(first.errors).toMatchObject([{ code, parameters: { saanto: "MUUTOS-EPASELVA" } }]);
        mock.faults.set([]);
        // One that came too late is waited for: the repeated one goes after it.
        const again = await change(text, { m, k, alue: "08" });
        const tulos = tulosOf(again);
        // One that came late may have come before the repeated one, or after.
        const either = ["TEHTY", "OLI_JO_TEHTY"];
        expect(fault.laji === "hidas" ? either : [kept ? "OLI_JO_TEHTY" : "TEHTY"]).toContain(tulos);
        expect(tulosOf(await change(text, { m, k, alue: "08" }))).toBe("OLI_JO_TEHTY");
      },
    );

    it.each(mutations)("%s that a region refuses is told as refused", async (_, text, m) => {
      mock.faults.set([{ laji: "virhekoodi", koodi: "42501" }]);
      const { errors } = await change(text, { m, alue: "08" });
      expect(errors).toMatchObject([{ code: "SOURCE_DENIED" }]);
      expect(JSON.stringify(errors)).not.toContain("MUUTOS-EPASELVA");
    });

    it.each(mutations)("%s answered of another person is never told as made", async (_, text, m) => {
      mock.faults.set([{ laji: "vaaraHenkilo" }]);
      const { errors } = await change(text, { m, alue: "08" });
      expect(errors).toMatchObject([{ code: "SOURCE_INVALID_RESPONSE", parameters: { saanto: "MUUTOS-EPASELVA" } }]);
    });
  });

  it("tells the region who changes, in a comment, and has values nowhere but among the parameters", async () => {
    await change(report, { m: puhelin, alue: "08" });
    const [request] = mock.requests.latest();
    const [statement] = (JSON.parse(request?.runko ?? "{}") as { lauseet: { sql: string; parametrit: string[] }[] })
      .lauseet;
    expect(statement?.sql).toContain("/*loppukayttaja='sub-aino',tarkoitus='OMAT_TIEDOT',pyynto='p1'*/");
    expect(statement?.sql).not.toMatch(/358|[0-9]{6}[-A]/);
    expect(statement?.parametrit).toContain("+358500001234");
  });
});

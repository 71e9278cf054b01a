import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readTiedot } from "../../gateway/catalogue/index.ts";
import { createLocalKeyStore } from "../../gateway/config/index.ts";
import { createAsiakasIds } from "../../gateway/subgraph/index.ts";
import { createPopulation } from "../../mocks/population/index.ts";
import type { Henkilo } from "../../mocks/population/index.ts";
import { startRemoteSubgraphs } from "../start-remote.ts";
import type { RemoteSubgraphs } from "../start-remote.ts";
import { keyFolder, startSystem } from "../start.ts";
import type { GraphAnswer, SignIn, TestSystem } from "../start.ts";
import { canariesOf, knownIn } from "./random-operations.ts";
import type { Canary } from "./random-operations.ts";

const size = 1000;
const count = 50;
const alueet = ["08", "15"];
const items = new Map(
  readTiedot(readFileSync(new URL("../../schema/tiedot.graphql", import.meta.url), "utf8")).map((tieto) => [
    tieto.id,
    tieto,
  ]),
);

/** One asked about; without `henkilo` no register knows the code. */
interface Asked {
  readonly id: string;
  readonly henkilo: Henkilo | undefined;
}

let system: TestSystem;
let asked: readonly Asked[] = [];
let canaries: readonly Canary[] = [];

/** Known in region 08 and not, protected and not, children and adults, and codes in no register; in no order. */
function chooseFifty(): readonly Asked[] {
  const ids = createAsiakasIds(createLocalKeyStore(keyFolder).obtain("ASIAKAS_ID_AVAIN", 64));
  const seal = (hetu: string): string => ids.seal({ laji: "HETU", arvo: hetu });
  const all = [...system.population.kaikki()].filter(
    ({ hetu, kuolinpaiva }) => hetu !== undefined && kuolinpaiva === undefined,
  );
  const isKnown = knownIn(system.population, "08");
  const take = (most: number, fits: (henkilo: Henkilo) => boolean): readonly Asked[] =>
    all
      .filter(fits)
      .slice(0, most)
      .map((henkilo) => ({ id: seal(henkilo.hetu ?? ""), henkilo }));
  const isChild = ({ huoltajat }: Henkilo): boolean => huoltajat.length > 0;
  const isProtected = ({ turvakielto }: Henkilo): boolean => turvakielto !== undefined;
  const nobody = [...createPopulation({ seed: 2, size: 100 }).kaikki()]
    .flatMap(({ hetu }) => hetu ?? [])
    .filter((hetu) => system.population.etsi(hetu) === undefined)
    .slice(0, 5)
    .map((hetu) => ({ id: seal(hetu), henkilo: undefined }));
  const chosen = [
    ...take(10, isProtected),
    ...take(10, (each) => isKnown(each) && isChild(each) && !isProtected(each)),
    ...take(13, (each) => isKnown(each) && !isChild(each) && !isProtected(each)),
    ...take(6, (each) => !isKnown(each) && isChild(each) && !isProtected(each)),
    ...take(6, (each) => !isKnown(each) && !isChild(each) && !isProtected(each)),
    ...nobody,
  ];
  // 7 and 50 have no factor in common: each comes once, and like persons do not stand together.
  return chosen.flatMap((_, at) => chosen[(at * 7) % count] ?? []);
}

interface Vastattu {
  readonly hetu: string | null;
  readonly nimi: { readonly etunimet: string; readonly sukunimi: string } | null;
  readonly osoitteet: readonly { readonly katuosoite: string }[] | null;
  readonly yhteystiedot: readonly { readonly arvo: string }[] | null;
  readonly asiakassetelit: readonly { readonly numero: string }[] | null;
  readonly laakekatto: { readonly kertynyt: { readonly sentit: number } | null } | null;
  readonly koulutus: { readonly tutkinnot: readonly { readonly nimi: string }[] } | null;
}

const selection =
  "hetu nimi { etunimet sukunimi } osoitteet { katuosoite } yhteystiedot { arvo } asiakassetelit { numero } laakekatto { kertynyt { sentit } } koulutus { tutkinnot { nimi } }";
/** The item of each field, and whether it tells the place. */
const fields = [
  ["hetu", 101, false],
  ["nimi", 102, false],
  ["osoitteet", 103, true],
  ["yhteystiedot", 1, true],
  ["asiakassetelit", 23, true],
  ["laakekatto", 26, false],
  ["koulutus", 2, false],
] as const;

async function askFifty(signIn: SignIn, peruste?: unknown, set: string = selection): Promise<GraphAnswer> {
  const declared = asked.map((_, at) => `$i${at}: ID!`).join(", ");
  const roots = asked.map((_, at) => `p${at}: asiakas(id: $i${at}) { ...f }`).join(" ");
  for (const { requests } of Object.values(system.mocks.registers)) requests.clear();
  return system.ask(
    `query Lista(${declared}) { ${roots} } fragment f on Asiakas { ${set} }`,
    await system.token(signIn),
    Object.fromEntries(asked.map(({ id }, at) => [`i${at}`, id])),
    peruste === undefined ? {} : { peruste },
  );
}

type Verdicts = Readonly<Record<string, string>>;

/** Codes of denials by field, of one person of the answer. */
function verdictsOf(answer: GraphAnswer, at: number): Verdicts {
  const own = answer.errors.filter(({ path = [] }) => path[0] === `p${at}` && path.length === 2);
  return Object.fromEntries(own.map(({ path = [], extensions }) => [path[1], String(extensions["code"])]));
}

/** What a judge of the test's own says, by the letters of the catalogue, the relation and turvakielto. */
function expectedVerdicts(henkilo: Henkilo | undefined, letter: string | undefined): Verdicts {
  // Turvakielto of one whom no register knows can't be told: closed.
  const isClosed = henkilo === undefined || henkilo.turvakielto !== undefined;
  const verdicts = fields.flatMap(([field, tieto, isPlace]): readonly (readonly [string, string])[] => {
    if (items.get(tieto)?.paasy.some((each) => each === letter) !== true) return [[field, "FORBIDDEN"]];
    if (isPlace && isClosed) return [[field, "NON_DISCLOSURE"]];
    // The name is the one field asked here that says nobody was found.
    return field === "nimi" && henkilo === undefined ? [[field, "SUBJECT_NOT_FOUND"]] : [];
  });
  return Object.fromEntries(verdicts);
}

/** What may be told of a person is theirs and whole; what of anyone else, is not there. */
function expectOwn(answer: GraphAnswer, at: number, henkilo: Henkilo | undefined): void {
  const given = answer.data?.[`p${at}`];
  const { hetu, nimi, yhteystiedot, laakekatto } = given as Vastattu;
  const others = canaries.filter(({ index }) => index !== henkilo?.index);
  const text = JSON.stringify(given);
  expect([at, ...others.filter(({ value }) => text.includes(value))]).toEqual([at]);
  if (henkilo === undefined) return;
  const denied = verdictsOf(answer, at);
  const { etunimet, sukunimi } = henkilo;
  expect([hetu, nimi]).toEqual([
    denied["hetu"] === undefined ? henkilo.hetu : null,
    denied["nimi"] === undefined ? { etunimet, sukunimi } : null,
  ]);
  const contacts = system.population.yhteystiedot(henkilo).filter(({ alue }) => alueet.includes(alue));
  const known = denied["yhteystiedot"] === undefined ? contacts.map(({ arvo }) => arvo).toSorted() : undefined;
  expect(yhteystiedot?.map(({ arvo }) => arvo).toSorted()).toEqual(known);
  expect(laakekatto === null).toBe(denied["laakekatto"] !== undefined);
}

function callsMade(): Readonly<Record<string, number>> {
  const calls = Object.entries(system.mocks.registers).map(([name, { requests }]) => [name, requests.count()] as const);
  return Object.fromEntries(calls.filter(([, made]) => made > 0));
}

const lahete = { laji: "LAHETE", selite: "Lähete toisesta yksiköstä" };
const professional = (rooli: string): SignIn => ({ persona: "liisa", rooli, alue: "08", tarkoitus: "HOITO" });

interface Tilanne {
  readonly rooli: string;
  readonly peruste?: unknown;
  /** The letter by which the asker may ask of a person. */
  readonly letterOf: (henkilo: Henkilo | undefined) => string | undefined;
  /** Questions to each register that is asked; VTJ's are: turvakielto, those whose place is shown, those whose is not. */
  readonly calls: Readonly<Record<string, number>>;
}

const tilanteet: readonly (readonly [string, Tilanne])[] = [
  [
    "health care, of those known to it",
    {
      rooli: "terveydenhuolto",
      letterOf: (henkilo) => (henkilo !== undefined && knownIn(system.population, "08")(henkilo) ? "H" : undefined),
      // Customerships, and contacts, in two regions.
      calls: { yhteinen: 2, vtj: 3, kela: 1, crm: 2 },
    },
  ],
  [
    "social care with a stated ground, of anyone",
    {
      rooli: "sosiaalihuolto",
      peruste: lahete,
      letterOf: () => "L",
      // Of vouchers too.
      calls: { yhteinen: 2, vtj: 3, koski: 1, crm: 4 },
    },
  ],
];

describe.each([
  ["in the gateway's process", "in-process"],
  ["as servers of their own", "remote"],
] as const)("with subgraphs %s", (_, run) => {
  let remote: RemoteSubgraphs | undefined;
  beforeAll(async () => {
    system = await startSystem({
      size,
      alueet,
      async configure(file) {
        if (run === "remote") remote = await startRemoteSubgraphs(file.subgraphs);
        // By default one operation opens ten; a deployment that wants lists of fifty says so.
        const lists = {
          maxEntries: { asiakas: count, asiakasHetulla: 1 },
          maxAliases: count,
          personsPerMinute: count,
          maxCost: 20_000,
        };
        return { ...file, limits: { ...file.limits, ...lists }, subgraphs: remote?.places ?? file.subgraphs };
      },
    });
    canaries = canariesOf(system.population);
    asked = chooseFifty();
  });
  afterAll(async () => {
    await system.close();
    await remote?.close();
  });

  it("chooses fifty of every kind", () => {
    const known = asked.filter(({ henkilo }) => henkilo !== undefined && knownIn(system.population, "08")(henkilo));
    const isProtected = ({ henkilo }: Asked): boolean => henkilo?.turvakielto !== undefined;
    expect(new Set(asked.map(({ id }) => id)).size).toBe(count);
    expect([known.length, known.filter(isProtected).length]).toEqual([25, 2]);
    expect(asked.filter(isProtected)).toHaveLength(10);
    expect(asked.filter(({ henkilo }) => henkilo !== undefined && henkilo.huoltajat.length > 0)).toHaveLength(16);
    expect(asked.filter(({ henkilo }) => henkilo === undefined)).toHaveLength(5);
  });

  it.each(tilanteet)(
    "answers %s, fifty persons in one operation: each by their own verdict, each with their own",
    async (title, tilanne) => {
      const answer = await askFifty(professional(tilanne.rooli), tilanne.peruste);
      expect(answer.status).toBe(200);
      for (const [at, { henkilo }] of asked.entries()) {
        expect([at, verdictsOf(answer, at)]).toEqual([at, expectedVerdicts(henkilo, tilanne.letterOf(henkilo))]);
        expectOwn(answer, at, henkilo);
      }
      expect([title, callsMade()]).toEqual([title, tilanne.calls]);
    },
  );

  it("asks of all whom fifty persons lead to at once", async () => {
    const of = "{ henkilo { laakekatto { vuosi } } }";
    const answer = await askFifty(
      professional("terveydenhuolto"),
      lahete,
      `perhesuhteet { lapset ${of} vanhemmat ${of} }`,
    );
    expect(answer.text.match(/"vuosi":\d+/g)?.length).toBeGreaterThan(20);
    // Customerships of the fifty, then of their relatives, in two regions; then one question to each register.
    expect(callsMade()).toEqual({ yhteinen: 4, vtj: 1, kela: 1 });
  });
});

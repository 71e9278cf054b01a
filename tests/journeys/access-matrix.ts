import { readFileSync } from "node:fs";
import { buildSchema, getNamedType, isObjectType } from "graphql";
import type { GraphQLField, GraphQLNamedType, GraphQLObjectType } from "graphql";
import type { Fault } from "../../mocks/http/index.ts";
import type { GraphAnswer, SignIn, TestSystem } from "../start.ts";
import { choosePrincipals } from "./choose-principals.ts";

/** A leaf below `Asiakas`: keys of the way to it. */
export type Leaf = readonly string[];

const api = buildSchema(readFileSync(new URL("../../schema/api.graphql", import.meta.url), "utf8"));

function asiakasType(): GraphQLObjectType {
  const type = api.getType("Asiakas");
  if (!isObjectType(type)) throw new Error("the schema has no Asiakas");
  return type;
}

/** Every leaf of a person, and `id` only of another person met on the way. */
export const leaves: readonly Leaf[] = leavesOf(asiakasType());

function leavesOf(type: GraphQLObjectType): readonly Leaf[] {
  return Object.values(type.getFields()).flatMap((field) => leavesOfField(field));
}

function leavesOfField({ name, type }: GraphQLField<unknown, unknown>): readonly Leaf[] {
  const named = getNamedType(type);
  if (!isObjectType(named)) return [[name]];
  if (named.name === "Asiakas") return [[name, "id"]];
  return leavesOf(named).map((leaf) => [name, ...leaf]);
}

/** The fields on the way to a leaf, each with its type: `[["Asiakas", "asiakkuudet"], ["Asiakkuus", "maksaja"]]`. */
export function fieldsOf(leaf: Leaf): readonly (readonly [type: string, field: string])[] {
  const fields: (readonly [string, string])[] = [];
  let type: GraphQLObjectType | undefined = asiakasType();
  for (const key of leaf) {
    if (type === undefined) break;
    fields.push([type.name, key]);
    const next: GraphQLNamedType | undefined = getNamedType(type.getFields()[key]?.type);
    type = isObjectType(next) ? next : undefined;
  }
  return fields;
}

/** A selection of every leaf. */
export function selectAll(all: readonly Leaf[] = leaves): string {
  const below = new Map<string, Leaf[]>();
  for (const [name = "", ...rest] of all) {
    const known = below.get(name) ?? [];
    below.set(name, known);
    if (rest.length > 0) known.push(rest);
  }
  return [...below]
    .map(([name, rest]) => {
      const field = `${name}${requiredArguments.get(name) ?? ""}`;
      return rest.length === 0 ? field : `${field} { ${selectAll(rest)} }`;
    })
    .join(" ");
}

/** What the fields that can't be asked without arguments are asked with; the operation declares the variables. */
const requiredArguments: ReadonlyMap<string, string> = new Map([
  ["valtuus", "(asioija: $asioija, teema: TERVEYDENHUOLTO)"],
  ["edustettavat", "(istunto: $istunto)"],
]);

/** How a cell is told. */
const signs: Readonly<Record<string, string>> = {
  ANNETTU: "A",
  FORBIDDEN: "K",
  CONSENT_MISSING: "S",
  NON_DISCLOSURE: "T",
  SOURCE_UNAVAILABLE: "L",
  SOURCE_TIMEOUT: "L",
  SOURCE_INVALID_RESPONSE: "L",
  UNAUTHENTICATED: "U",
};

/** What came of a leaf: signs of all its places, `A` also where the register holds nothing. */
export function toCell(answer: GraphAnswer, leaf: Leaf): string {
  if (answer.status !== 200) {
    const sign = signs[String(answer.errors[0]?.extensions["code"])];
    // A question that is at fault would fill the matrix with cells that say nothing.
    if (sign === undefined) throw new Error(`the matrix's own question was refused: ${answer.text}`);
    return sign;
  }
  return [...new Set(endsOf(answer, leaf).map(({ sign }) => sign))].toSorted().join("");
}

/** How many of the fields on the way to a leaf were given: all, or fewer above an empty list or a null; 0 when none was. */
export function depthGiven(answer: GraphAnswer, leaf: Leaf): number {
  return Math.max(0, ...endsOf(answer, leaf).flatMap(({ sign, depth }) => (sign === "A" ? depth : [])));
}

/** Where the way to a leaf ends in an answer: at a value, at nothing, or at an error. */
interface End {
  readonly sign: string;
  readonly depth: number;
}

function endsOf(answer: GraphAnswer, leaf: Leaf): readonly End[] {
  const errors = new Map(
    answer.errors.map(({ path = [], extensions }) => [path.join("/"), String(extensions["code"])]),
  );
  const visit = (value: unknown, depth: number, path: string): readonly End[] => {
    const code = errors.get(path);
    if (code !== undefined) return [{ sign: signOf(code, path), depth }];
    if (Array.isArray(value) && value.length > 0)
      return value.flatMap((item, at) => visit(item, depth, `${path}/${at}`));
    const key = leaf[depth];
    if (key === undefined || value === null || typeof value !== "object" || Array.isArray(value))
      return [{ sign: "A", depth }];
    return visit(Reflect.get(value, key), depth + 1, `${path}/${key}`);
  };
  return visit(answer.data?.["a"], 0, "a");
}

function signOf(code: string, path: string): string {
  const sign = signs[code];
  if (sign === undefined) throw new Error(`the matrix has no sign for ${code} at ${path}`);
  return sign;
}

/** Who asks, in which state of the world. */
export interface Situation {
  /** Name of the column. */
  readonly name: string;
  readonly signIn: SignIn | { readonly hetuOf: number } | undefined;
  readonly peruste?: unknown;
  /** Emergency access is taken before the question. */
  readonly hata?: true;
  readonly faults?: Readonly<Record<string, readonly Fault[]>>;
}

const pro = (rooli: string, alue: string): SignIn => ({ persona: "liisa", rooli, alue, tarkoitus: "HOITO" });
const lahete = { laji: "LAHETE", selite: "Lähete toisesta yksiköstä, vastaanotto tänään" };
const down = { vtj: [{ laji: "http500" }] } as const;

/** Situations for one person asked about; `own` and guardians are added by the person. */
export const professionals: readonly Situation[] = [
  { name: "H oma organisaatio", signIn: pro("terveydenhuolto", "08") },
  { name: "L oma organisaatio", signIn: pro("sosiaalihuolto", "08") },
  { name: "O oma organisaatio", signIn: pro("palveluohjaus", "08") },
  { name: "R oma organisaatio", signIn: pro("laskutus", "08") },
  {
    name: "O oma organisaatio, viestin lähetys",
    signIn: { ...pro("palveluohjaus", "08"), tarkoitus: "VIESTIN_LAHETYS" },
  },
  { name: "J oma alue", signIn: pro("jarjestaja", "08") },
  { name: "H muu", signIn: pro("terveydenhuolto", "15") },
  { name: "L muu", signIn: pro("sosiaalihuolto", "15") },
  { name: "O muu", signIn: pro("palveluohjaus", "15") },
  { name: "R muu", signIn: pro("laskutus", "15") },
  { name: "J muu alue", signIn: pro("jarjestaja", "15") },
  { name: "H muu, lähete", signIn: pro("terveydenhuolto", "15"), peruste: lahete },
  { name: "L muu, lähete", signIn: pro("sosiaalihuolto", "15"), peruste: lahete },
  { name: "R muu, lähete", signIn: pro("laskutus", "15"), peruste: lahete },
  { name: "H muu, hätäkäyttö", signIn: { ...pro("terveydenhuolto", "15"), persona: "onni" }, hata: true },
  { name: "H, VTJ ei vastaa", signIn: pro("terveydenhuolto", "08"), faults: down },
  { name: "J, VTJ ei vastaa", signIn: pro("jarjestaja", "15"), faults: down },
  { name: "H, CRM ei vastaa", signIn: pro("terveydenhuolto", "08"), faults: { crm: [{ laji: "http500" }] } },
];

const third = (vastaanottaja: string): SignIn => ({
  persona: "onni",
  rooli: "kolmasosapuoli",
  vastaanottaja,
  tarkoitus: "ASIAKASHALLINTA",
});

/** Those who are no professionals. */
export const others: readonly Situation[] = [
  { name: "toinen asiakas", signIn: { persona: "sofia" } },
  { name: "M vakuutusyhtio-a", signIn: third("vakuutusyhtio-a") },
  { name: "M liikuntapalvelu-b", signIn: third("liikuntapalvelu-b") },
  {
    name: "M vakuutusyhtio-a, MyData ei vastaa",
    signIn: third("vakuutusyhtio-a"),
    faults: { mydata: [{ laji: "http500" }] },
  },
  { name: "tietosuojavastaava", signIn: { persona: "liisa", rooli: "tietosuojavastaava", alue: "08" } },
  { name: "analyytikko", signIn: { persona: "liisa", rooli: "analyytikko" } },
  { name: "tunnistautumaton", signIn: undefined },
];

const query = (selection: string): string =>
  `query Matriisi($id: ID!, $asioija: ID!, $istunto: String!) { a: asiakas(id: $id) { ${selection} } }`;

/** Asks everything of a person in a situation. */
export async function askAll(system: TestSystem, persona: string, situation: Situation): Promise<GraphAnswer> {
  const { signIn } = situation;
  const id = system.idOf(persona, signIn !== undefined && "vastaanottaja" in signIn ? signIn.vastaanottaja : undefined);
  const token = await tokenOf(system, situation);
  const istunto = await openIstunto(system, persona, situation);
  if (situation.hata === true) await takeEmergency(system, id, token);
  for (const [name, faults] of Object.entries(situation.faults ?? {})) system.mocks.registers[name]?.faults.set(faults);
  try {
    return await system.ask(
      query(selectAll()),
      token,
      { id, asioija: system.idOf("sofia"), istunto },
      situation.peruste === undefined ? {} : { peruste: situation.peruste },
    );
  } finally {
    for (const name of Object.keys(situation.faults ?? {})) system.mocks.registers[name]?.faults.set([]);
  }
}

/** The customer's own session at the register of mandates; nobody else can have one, and is refused before it is read. */
async function openIstunto(system: TestSystem, persona: string, situation: Situation): Promise<string> {
  const { signIn } = situation;
  const isSelf =
    signIn !== undefined && "persona" in signIn && signIn.persona === persona && signIn.rooli === undefined;
  return isSelf ? choosePrincipals(system, await system.token(signIn)) : "ei istuntoa";
}

async function tokenOf(system: TestSystem, { signIn }: Situation): Promise<string | undefined> {
  if (signIn === undefined) return undefined;
  if (!("hetuOf" in signIn)) return system.token(signIn);
  return system.tokenOf(system.population.henkilo(signIn.hetuOf).hetu ?? "");
}

async function takeEmergency(system: TestSystem, id: string, token: string | undefined): Promise<void> {
  const mutation =
    'mutation($id: ID!) { aloitaHatakaytto(asiakas: $id, syy: "Potilas tajuttomana päivystyksessä") { paattyy } }';
  const { data, errors } = await system.ask(mutation, token, { id });
  if (data?.["aloitaHatakaytto"] === null) throw new Error(`no emergency access: ${JSON.stringify(errors)}`);
}

import { Kind } from "graphql";
import type { DocumentNode, SelectionSetNode } from "graphql";
import type { Actor } from "../../../gateway/actor/index.ts";
import type { Nakyvyys, PersonNote } from "../../../gateway/gate/index.ts";
import { asiakasActor, idOf, startFixtureGraph } from "../fixture-graph.ts";
import type { FixtureGraph, SeenCall } from "../fixture-graph.ts";
import { toRegisters } from "./world-registers.ts";
import { tunnusOf } from "./world-facts.ts";
import type { Huolto, Maailma } from "./world-facts.ts";

/** The own organisation and region of the tests' professionals. */
export const oma = { organisaatio: "1.2.246.10.99900008", alue: "08" } as const;

/** A professional of that organisation and region; `changes` over it. */
export function ammattilainen(
  kirjain: "H" | "L" | "O" | "R" | "J",
  changes: Readonly<Record<string, unknown>> = {},
): Actor {
  const { organisaatio, alue } = oma;
  const actor = {
    kind: "ammattilainen",
    sub: `sub-${kirjain}`,
    kirjain,
    organisaatio,
    organisaationNimi: "Testialue",
    alue,
  } as const;
  return { ...actor, kayttotarkoitus: "HOITO", ...changes };
}

/** The same without a purpose. */
export function ilmanTarkoitusta(kirjain: "H" | "L" | "O" | "R" | "J"): Actor {
  const { organisaatio, alue } = oma;
  return { kind: "ammattilainen", sub: `sub-${kirjain}`, kirjain, organisaatio, organisaationNimi: "Testialue", alue };
}

/** A ground, as a request states it. */
export const peruste = { laji: "LAHETE", selite: "Lähete terveysasemalta" } as const;

/** A third party of a name, with a purpose unless told otherwise. */
export const kolmas = (vastaanottaja: string, kayttotarkoitus: string | undefined = "PALVELU"): Actor => ({
  kind: "kolmasosapuoli",
  sub: `sub-${vastaanottaja}`,
  vastaanottaja,
  vastaanottajanNimi: vastaanottaja,
  ...(kayttotarkoitus === "" ? {} : { kayttotarkoitus }),
});

/** Custody by the law, with every right, of a child born on that day. */
export const huolto = (
  huoltaja: string,
  lapsi: string,
  syntymaaika: string | null,
  muut: Partial<Huolto> = {},
): Huolto => ({
  huoltaja,
  lapsi,
  syntymaaika,
  ...muut,
});

/** What a client sees, and what registers were asked. */
export interface Vastaus {
  readonly data: unknown;
  /** `CODE path rule item source`, as far as told; sorted. */
  readonly errors: readonly string[];
  /** `register: fields of persons`, in the order of calls; the identity subgraph's are left out. */
  readonly calls: readonly string[];
  /** Data and errors as the client's bytes have them. */
  readonly bytes: string;
  readonly notes: ReadonlyMap<string, PersonNote>;
}

/** A graph over a world that each test sets. */
export interface World {
  readonly graph: FixtureGraph;
  set(maailma: Maailma): void;
  ask(query: string, actor: Actor, variables?: Record<string, unknown>): Promise<Vastaus>;
  /** Asks a selection of one person by id. */
  askOf(tunnus: string, selection: string, actor: Actor): Promise<Vastaus>;
  /** Asks the signed-in customer's own. */
  askOwn(tunnus: string, selection: string): Promise<Vastaus>;
  nakyvyys(tunnus: string, actor: Actor): Promise<Nakyvyys>;
}

/** Starts one. `without` leaves registers out of the graph. */
export async function startWorld(without: readonly string[] = []): Promise<World> {
  let maailma: Maailma = {};
  const registers = toRegisters(() => maailma).filter(({ name }) => !without.includes(name));
  const graph = await startFixtureGraph(registers);
  const ask: World["ask"] = async (query, actor, variables = {}) => {
    graph.calls.length = 0;
    const { data, errors, notes } = await graph.ask(query, actor, variables);
    const plain = withoutPersonKeys(data);
    const told = errors.map(({ code, path = [], parameters }) => {
      const { saanto, tieto, lahde } = parameters;
      return [code, path.join("."), saanto, tieto, lahde].filter((each) => each !== undefined).join(" ");
    });
    return {
      data: plain,
      errors: told.toSorted(),
      calls: graph.calls.filter(({ name }) => name !== "asiakas").map(toCall),
      bytes: JSON.stringify({ data: plain, errors }),
      notes,
    };
  };
  return {
    graph,
    ask,
    set(next) {
      maailma = next;
    },
    askOf: (tunnus, selection, actor) =>
      ask(`query($id: ID!) { asiakas(id: $id) { ${selection} } }`, actor, { id: idOf(tunnus) }),
    askOwn: (tunnus, selection) => ask(`{ mina { ${selection} } }`, asiakasActor(tunnus)),
    nakyvyys: (tunnus, actor) => graph.nakyvyys(idOf(tunnus), actor),
  };
}

/** The key under which persons are known for the use log is taken away before an answer leaves. */
function withoutPersonKeys(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, each: unknown) => (key === "__henkilo" ? undefined : each))) as unknown;
}

function toCall({ name, document, variables }: SeenCall): string {
  const { representations } = variables;
  const persons = Array.isArray(representations)
    ? representations.map((each: { readonly id: string }) => tunnusOf(each.id))
    : [];
  const of = persons.length === 0 ? "" : ` of ${persons.join(" ")}`;
  return `${name}: ${fieldsOf(document).join(" ")}${of}`;
}

/** Names of the fields asked at the top, or of each person, without keys. */
function fieldsOf(document: DocumentNode): readonly string[] {
  const names: string[] = [];
  const walk = (set: SelectionSetNode): void => {
    for (const each of set.selections) {
      if (each.kind === Kind.INLINE_FRAGMENT) walk(each.selectionSet);
      if (each.kind !== Kind.FIELD) continue;
      const name = each.name.value;
      if (name === "_entities" && each.selectionSet !== undefined) walk(each.selectionSet);
      else if (name !== "__typename" && name !== "id") names.push(name);
    }
  };
  for (const each of document.definitions) if (each.kind === Kind.OPERATION_DEFINITION) walk(each.selectionSet);
  return names.toSorted();
}

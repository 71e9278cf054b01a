import { valueFromASTUntyped } from "graphql";
import type { ConstDirectiveNode, FieldDefinitionNode } from "graphql";
import { isSisaankaynti } from "./kirjain.ts";
import type { Sisaankaynti } from "./kirjain.ts";
import { readArguments } from "./read-arguments.ts";

/** Which regions are asked for an item unless told otherwise: the customer's home region, or all. */
export const aluerajaukset = ["KOTIALUE", "KAIKKI"] as const;

/** One of `aluerajaukset`. */
export type Aluerajaus = (typeof aluerajaukset)[number];

/** How a field tells where the person is: plainly, or so that the place follows. */
type PaikanPaljastus = "SUORAAN" | "VALILLISESTI";

/**
 * What the schema says of one field. Only marks of the field itself: a field below another carries
 * the item of the nearest marked field above it **on the path of the query**, which the gate follows.
 */
export interface Kentta {
  /** `Type.field`. */
  readonly coordinate: string;
  /** Not in the public schema (`@inaccessible`): for the gate's own questions. */
  readonly isHidden: boolean;
  /** Number of the data item, from `@tieto`. */
  readonly tieto?: number;
  /**
   * Public reference data: the field or the type it belongs to is `@viitetieto`, or it is a root
   * field whose type is. Says nothing of a field that is reached through a data item.
   */
  readonly viitetieto: boolean;
  /** Letters that may use this entry point to customers, from `@sisaankaynti`. */
  readonly sisaankaynti?: readonly Sisaankaynti[];
  /** Of a mutation that changes a person's data: which fields of `Asiakas`, from `@muutos`. */
  readonly muutos?: readonly string[];
  /** Absent also where the schema answers EI. */
  readonly paljastaaPaikan?: PaikanPaljastus;
  /** The regions asked unless the argument `alueet` names others; absent of a field that regions do not answer. */
  readonly alueet?: Aluerajaus;
  /** Names of the subgraphs that can answer the field. */
  readonly lahde: readonly string[];
  /** Name of the type that the field gives, lists and non-null marks taken off. */
  readonly tyyppi: string;
}

/** What surrounds a field's definition. */
export interface KenttaSurroundings {
  /** `Type.field`, for messages. */
  readonly coordinate: string;
  readonly viitetieto: boolean;
  readonly lahde: readonly string[];
  readonly tyyppi: string;
}

/**
 * Reads one field's marks.
 * @throws Error naming the field when a mark's argument is not of the kind `directives.graphql` says.
 */
export function readKentta(field: FieldDefinitionNode, surroundings: KenttaSurroundings): Kentta {
  const { coordinate, lahde, tyyppi } = surroundings;
  const tieto = readTietoMark(directiveOf(field, "tieto"), coordinate);
  const entry = directiveOf(field, "sisaankaynti");
  const change = directiveOf(field, "muutos");
  return {
    coordinate,
    isHidden: directiveOf(field, "inaccessible") !== undefined,
    ...tieto,
    // Counts that name regions are nobody's.
    ...(tieto.tieto === undefined ? {} : readAlueet(field, coordinate)),
    ...(entry === undefined ? {} : { sisaankaynti: readLetters(entry, coordinate) }),
    ...(change === undefined ? {} : { muutos: readChanged(change, coordinate) }),
    viitetieto: surroundings.viitetieto || directiveOf(field, "viitetieto") !== undefined,
    lahde,
    tyyppi,
  };
}

/** The directive of that name on a definition, if it is there. */
export function directiveOf(
  node: { readonly directives?: readonly ConstDirectiveNode[] | undefined },
  name: string,
): ConstDirectiveNode | undefined {
  return node.directives?.find((directive) => directive.name.value === name);
}

/** The default of the argument by which a field says that regions answer it. */
function readAlueet(field: FieldDefinitionNode, coordinate: string): Pick<Kentta, "alueet"> {
  const argument = field.arguments?.find(({ name }) => name.value === "alueet");
  if (argument === undefined) return {};
  const words: unknown = argument.defaultValue === undefined ? [] : valueFromASTUntyped(argument.defaultValue);
  const [word, ...others] = Array.isArray(words) ? words.map(String) : [];
  const alueet = aluerajaukset.find((each) => each === word);
  if (alueet === undefined || others.length > 0) {
    throw new Error(`${coordinate}: alueet must have the default ["${aluerajaukset.join('"] or ["')}"]`);
  }
  return { alueet };
}

function readTietoMark(
  mark: ConstDirectiveNode | undefined,
  coordinate: string,
): Pick<Kentta, "tieto" | "paljastaaPaikan"> {
  if (mark === undefined) return {};
  const { id, paljastaaPaikan } = readArguments(mark);
  const tieto = Number(id);
  if (!Number.isInteger(tieto)) throw new Error(`${coordinate}: @tieto has no id`);
  switch (paljastaaPaikan) {
    case undefined:
    case null:
    case "EI":
      return { tieto };
    case "SUORAAN":
    case "VALILLISESTI":
      return { tieto, paljastaaPaikan };
    default:
      throw new Error(
        `${coordinate}: paljastaaPaikan must be SUORAAN, VALILLISESTI or EI, got ${String(paljastaaPaikan)}`,
      );
  }
}

function readLetters(entry: ConstDirectiveNode, coordinate: string): readonly Sisaankaynti[] {
  const { sallittu } = readArguments(entry);
  if (!Array.isArray(sallittu) || sallittu.length === 0) throw new Error(`${coordinate}: @sisaankaynti allows nobody`);
  return sallittu.map((letter: unknown) => {
    if (!isSisaankaynti(letter))
      throw new Error(`${coordinate}: @sisaankaynti has the unknown letter ${String(letter)}`);
    return letter;
  });
}

function readChanged(change: ConstDirectiveNode, coordinate: string): readonly string[] {
  const { kentat } = readArguments(change);
  if (!Array.isArray(kentat) || kentat.length === 0) throw new Error(`${coordinate}: @muutos changes nothing`);
  return kentat.map(String);
}

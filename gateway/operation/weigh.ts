import { getNamedType, getVariableValues } from "graphql";
import type { FieldNode, GraphQLSchema, OperationDefinitionNode } from "graphql";
import type { Catalogue } from "../catalogue/index.ts";
import type { GraphError, Reason } from "../errors.ts";
import { costOf } from "./cost.ts";
import type { CostRates } from "./cost.ts";
import { argumentOf, executedFieldsOf } from "./executed.ts";
import type { FilledVariables } from "./executed.ts";
import type { Operation } from "./parse-operation.ts";
import { isPlainText } from "./read-variables.ts";
import { readWeights } from "./read-weights.ts";
import { createWeighOnce } from "./weigh-once.ts";
import type { Weight } from "./weigh-once.ts";

/** What an operation would cost and whom it is about; or why it is refused. Nothing has run. */
export type WeighResult =
  | {
      readonly ok: true;
      readonly cost: number;
      /** Ids and identity codes that its entry points are given, as written: personal, never to be kept. */
      readonly persons: readonly string[];
      /** Does it ask of the schema itself. */
      readonly asksSchema: boolean;
    }
  | { readonly ok: false; readonly errors: readonly GraphError[] };

/** Weighs an operation with its variables, which have been checked. `receiver`: the third party that asks, whose ids are its own. */
export type Weigh = (
  operation: Operation,
  variables: Readonly<Record<string, unknown>>,
  receiver?: string,
) => WeighResult;

/** What a scale is made of. */
export interface WeighOptions {
  readonly schema: GraphQLSchema;
  readonly supergraphSdl: string;
  readonly catalogue: Catalogue;
  readonly rates: CostRates;
  readonly maxCost: number;
  readonly maxPage: number;
  /** Has this deployment given that id of a person, to that third party where one asks. */
  readonly isPersonId: (id: string, receiver: string | undefined) => boolean;
}

/** Makes the scale, once per supergraph. @throws GraphQLError when the supergraph can't be parsed. */
export function createWeigh(options: WeighOptions): Weigh {
  const { schema, supergraphSdl, catalogue, rates, maxCost, maxPage, isPersonId } = options;
  const weights = readWeights(supergraphSdl);
  const weighOnce = createWeighOnce(weights, (definition, variables): Weight => {
    const root = schema.getRootType(definition.operation)?.name ?? "";
    return {
      syy: findPageFault(definition, variables, maxPage),
      root,
      cost: costOf(definition.selectionSet, root, { weights, catalogue, rates, variables }),
      entries: executedFieldsOf(definition.selectionSet, variables),
    };
  });
  return ({ definition }, given, receiver) => {
    const variables = coerce(definition, given, schema);
    const { syy, cost, root, entries } = weighOnce(definition, variables);
    if (syy !== undefined) return refuse({ code: "BAD_USER_INPUT", parameters: { syy } });
    if (cost > maxCost) return refuse({ code: "OPERATION_TOO_COMPLEX", parameters: { saanto: "cost", raja: maxCost } });
    const persons = entries.flatMap((field) => personsOf(field, { schema, root, catalogue, variables }));
    if (persons.some(({ isId, value }) => isId && !isPersonId(value, receiver))) {
      return refuse({ code: "BAD_USER_INPUT", parameters: { syy: unknownId } });
    }
    return {
      ok: true,
      cost,
      persons: persons.map(({ value }) => value),
      asksSchema: entries.some(({ name }) => name.value === "__schema" || name.value === "__type"),
    };
  };
}

/** Variables as the schema takes them: an identifier that is a text is one, and others are for graphql-js to tell. */
function coerce(
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
  schema: GraphQLSchema,
): FilledVariables {
  if (variableDefinitions.every((each) => isPlainText(each.type, given[each.variable.name.value]))) return given;
  const { coerced } = getVariableValues(schema, variableDefinitions, given);
  if (coerced === undefined) throw new Error("the variables were not checked");
  return coerced;
}

interface Entry {
  readonly schema: GraphQLSchema;
  readonly root: string;
  readonly catalogue: Catalogue;
  readonly variables: FilledVariables;
}

/** Types of arguments that name a person, on an entry point. */
const personTypes: ReadonlySet<string> = new Set(["ID", "Hetu"]);

interface NamedPerson {
  readonly isId: boolean;
  readonly value: string;
}

function personsOf(field: FieldNode, { schema, root, catalogue, variables }: Entry): readonly NamedPerson[] {
  const name = field.name.value;
  if (catalogue.kentta(root, name)?.sisaankaynti === undefined) return [];
  const type = schema.getType(root);
  const declared = type !== undefined && "getFields" in type ? type.getFields()[name] : undefined;
  if (declared === undefined || !("args" in declared)) return [];
  return declared.args.flatMap((argument) => {
    const { name: argumentType } = getNamedType(argument.type);
    const value = argumentOf(field, argument.name, variables);
    if (!personTypes.has(argumentType) || typeof value !== "string") return [];
    const isId = argumentType === "ID";
    return [{ isId, value: isId ? value : value.trim().toUpperCase() }];
  });
}

/** `first` and `last` of every field that runs: 1 to the largest page, and not both. */
function findPageFault(
  { selectionSet }: OperationDefinitionNode,
  variables: FilledVariables,
  maxPage: number,
): Reason | undefined {
  const rest = [selectionSet];
  for (let set = rest.pop(); set !== undefined; set = rest.pop()) {
    for (const field of executedFieldsOf(set, variables)) {
      if (field.selectionSet !== undefined) rest.push(field.selectionSet);
      const asked = ["first", "last"]
        .map((name) => argumentOf(field, name, variables))
        .filter((value) => value !== undefined && value !== null);
      if (asked.length > 1) return bothEnds;
      if (asked.some((value) => typeof value === "number" && (value < 1 || value > maxPage))) return toBadPage(maxPage);
    }
  }
  return undefined;
}

const unknownId: Reason = {
  fi: "asiakkaan tunniste ei ole tämän palvelun antama",
  sv: "kundens id är inte givet av den här tjänsten",
  en: "the customer's id was not given by this service",
};

const bothEnds: Reason = {
  fi: "anna joko first tai last, ei molempia",
  sv: "ange antingen first eller last, inte båda",
  en: "give either first or last, not both",
};

function toBadPage(maxPage: number): Reason {
  return { fi: `sivun koko on 1-${maxPage}`, sv: `sidans storlek är 1-${maxPage}`, en: `a page is 1-${maxPage} long` };
}

function refuse(error: GraphError): WeighResult {
  return { ok: false, errors: [error] };
}

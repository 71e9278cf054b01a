import type { Actor } from "../actor/index.ts";
import { rootTypeOf } from "../catalogue/index.ts";
import type { Catalogue } from "../catalogue/index.ts";
import type { Policy } from "../policy/index.ts";
import { joinEntities } from "../subgraph/index.ts";
import type { RequestScope, SubgraphTransport } from "../subgraph/index.ts";
import { isObject } from "../is-object.ts";
import { createCallMutation } from "./change-calls.ts";
import type { RecordChange } from "./change-calls.ts";
import { createFindCareRelations, createFindRegionRelations } from "./care-relation.ts";
import { createAskConsents } from "./consents.ts";
import type { Emergencies } from "./emergencies.ts";
import { entitiesFieldOf, operationOf } from "./entity-document.ts";
import { createCallEntry } from "./entry-calls.ts";
import { createFindChildren } from "./guardianship.ts";
import type { GuardedCall } from "./guarded-call.ts";
import { createHolderOf } from "./holders.ts";
import { createFindKotialueet } from "./home-regions.ts";
import { createFindFormerIds, createToCurrent } from "./current-persons.ts";
import type { FindFormerIds, TunnuksenLaji } from "./current-persons.ts";
import { createFindMandates } from "./mandates.ts";
import { createNotes } from "./notes.ts";
import type { PersonNote } from "./notes.ts";
import { createPersonCalls } from "./person-calls.ts";
import type { Asked } from "./person-calls.ts";
import { askReference, isOfNobody } from "./reference-calls.ts";
import { createAskReleases } from "./releases.ts";
import { createNarrowing } from "./narrowing.ts";
import { createFindStances } from "./stances.ts";
import { createTellNakyvyys } from "./tell-nakyvyys.ts";
import type { TellNakyvyys } from "./tell-nakyvyys.ts";
import { createTurvakielto } from "./turvakielto.ts";

/** Puts the gate before subgraphs. */
export interface Gate {
  /** The only way the engine reaches this subgraph. */
  guard(target: SubgraphTransport): GuardedCall;
  /** What was found out of each person during a request. */
  notesOf(scope: RequestScope): ReadonlyMap<string, PersonNote>;
  /** What an actor may see of a person, item by item, without asking any of it. */
  readonly tellNakyvyys: TellNakyvyys;
  /** Under which ids a person was known before the identity code, for what is kept by id: the use log. */
  readonly findFormerIds: FindFormerIds;
}

/** What a gate is made of. */
export interface GateOptions {
  readonly catalogue: Catalogue;
  readonly policy: Policy;
  /** Every subgraph: those that tell relations, consents and turvakielto are found among them. */
  readonly transports: readonly SubgraphTransport[];
  readonly emergencies: Emergencies;
  /** May this actor see a protected place (661/2009 37 §): by configuration, nobody unless told. */
  readonly hasTurvakieltoOikeus: (actor: Actor) => boolean;
  /** Today in Finland, `YYYY-MM-DD`. */
  readonly today: () => string;
  /** Writes a change of a person's data into the use log, before it is made. */
  readonly recordChange: RecordChange;
  readonly tunnuksenLaji: TunnuksenLaji;
}

/** A gate by the policy's rules over the catalogue's fields. */
export function createGate(options: GateOptions): Gate {
  const { catalogue, policy, emergencies, hasTurvakieltoOikeus, today, recordChange, tunnuksenLaji } = options;
  const transports = options.transports.map(joined);
  const rules = { policy, catalogue };
  const holderOf = createHolderOf(catalogue, transports);
  const nameOf = (field: string): string | undefined => holderOf(field)?.name;
  const notes = createNotes();
  const narrowFor = createNarrowing(rules);
  const facts = {
    lahteet: { huolto: nameOf("perhesuhteet"), valtuus: nameOf("valtuutus"), suostumus: nameOf("suostumus") },
    findChildren: createFindChildren(holderOf, today),
    findMandates: createFindMandates(holderOf),
    findCareRelations: createFindCareRelations(holderOf, emergencies),
    findRegionRelations: createFindRegionRelations(holderOf),
    askConsents: createAskConsents(holderOf),
    turvakielto: createTurvakielto(holderOf),
    hasTurvakieltoOikeus,
  };
  const findStances = createFindStances(facts, { rules, narrowFor, note: notes.note });
  const findKotialueet = createFindKotialueet(facts.turvakielto, rules);
  const releases = { ask: createAskReleases(holderOf), lahde: nameOf("luovutus"), notes };
  const toCurrent = createToCurrent(holderOf, tunnuksenLaji);
  return {
    findFormerIds: createFindFormerIds(holderOf, tunnuksenLaji),
    notesOf: (scope) => notes.of(scope),
    tellNakyvyys: createTellNakyvyys(rules, createFindStances(facts, { rules, narrowFor, note: () => undefined })),
    guard(target) {
      const persons = createPersonCalls(joined(target), { rules, narrowFor, findStances, releases, findKotialueet });
      const callEntry = createCallEntry(target, { catalogue, toCurrent, persons });
      const changes = { rules, findStances, recordChange, tunnuksenLaji, toCurrent };
      const callMutation = createCallMutation(changes, callEntry);
      return async (request, scope) => {
        const operation = operationOf(request.document);
        const { variableDefinitions: declared = [] } = operation;
        const asked: Asked = { declared, variables: request.variables, scope };
        const entities = entitiesFieldOf(operation);
        if (entities?.selectionSet === undefined) {
          return rootTypeOf(operation) === "Mutation" ? callMutation(operation, asked) : callEntry(operation, asked);
        }
        const { selectionSet } = entities;
        const representations = representationsOf(request.variables);
        const call = { operation, entities: { ...entities, selectionSet }, representations };
        if (isOfNobody(representations)) return askReference({ target, catalogue }, call, asked);
        const answer = await persons.ask(representations, selectionSet, asked);
        const errors = answer.errors.map(({ path = [], ...error }) => ({ ...error, path: ["_entities", ...path] }));
        return { data: { _entities: answer.entities }, errors };
      };
    },
  };
}

/** Each person met in a request asks for itself; those who ask the same go in one call. */
function joined(transport: SubgraphTransport): SubgraphTransport {
  return { ...transport, call: joinEntities((request, scope) => transport.call(request, scope)) };
}

function representationsOf(variables: Readonly<Record<string, unknown>>): readonly Record<string, unknown>[] {
  const { representations } = variables;
  if (!Array.isArray(representations) || !representations.every(isObject))
    throw new Error("an entity call without representations");
  return representations;
}

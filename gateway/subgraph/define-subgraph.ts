import type { GraphQLFieldResolver, GraphQLScalarType } from "graphql";
import type { Actor } from "../actor/index.ts";
import type { CallScope, SourceHandle } from "../source/index.ts";
import type { AsiakasIds } from "./asiakas-id.ts";
import type { Sallittu } from "./transport.ts";

/** What a resolver knows of the request it works for. */
export interface SubgraphContext {
  /** Deadline and call recorder: handed to every call of a source. */
  readonly scope: CallScope;
  readonly actor: Actor;
  /** Correlation id, also told to sources. */
  readonly pyynto: string;
  /** Today in Finland, `YYYY-MM-DD`. */
  readonly tanaan: string;
  /** The moment this subgraph was first asked in the request: what ends by the clock has ended by it or not. */
  readonly nyt: Date;
  readonly ids: AsiakasIds;
  /** Whom and what this call may ask, or change, as the gate has decided; undefined where it named none. */
  readonly sallittu: Sallittu | undefined;
  /**
   * A person's home region, two digits, as the gate has told it for this request; undefined where it told none: then
   * all regions are asked. Decides only whom to ask: it is never put in an answer, an error or a log.
   */
  readonly kotialueOf: (asiakasId: string) => string | undefined;
  /**
   * A thing made once for this request and shared by its resolvers, typically a DataLoader: nothing
   * is ever shared between requests. `key` is the function that makes it.
   */
  once<T>(make: (context: SubgraphContext) => T): T;
  /** Lets go of all that `once` has made: what a change has made old is asked anew in the same request. */
  forget(): void;
}

/** Resolvers of one object type, by field. `__resolveReference` may be left out: an entity is its key. */
export type TypeResolvers = Readonly<Record<string, GraphQLFieldResolver<never, SubgraphContext, never>>>;

/** Resolvers of a subgraph, by type; scalars by their type. */
export type SubgraphResolvers = Readonly<Record<string, TypeResolvers | GraphQLScalarType>>;

/** A subgraph that runs: resolvers, and the sources they hold open. */
export interface SubgraphRuntime {
  readonly resolvers: SubgraphResolvers;
  /** Every source the subgraph asks: told in the gateway's health, and closed with the subgraph. */
  readonly sources: readonly SourceHandle[];
}

/** How a subgraph's source is spoken to. */
export interface Rajapinta {
  /** Its protocol, in the words of the trade: "X-Road REST", "FHIR R4", "PostgreSQL". */
  readonly protokolla: string;
  /** What our knowledge of it rests on: a published description, partly one, none, or our own. */
  readonly peruste: "VAHVISTETTU" | "OSIN_OLETETTU" | "OLETETTU" | "OMA";
}

/** A subgraph's source as the catalogue tells it. */
export interface LahteenKuvaus extends Rajapinta {
  /** Name as it stands in answers. */
  readonly nimi: string;
  /** Name for people. */
  readonly otsikko: string;
}

/** What one folder under `subgraphs/` exports. */
export interface SubgraphDefinition<Settings, Services> {
  /** Folder's name, and the subgraph's name in the supergraph. */
  readonly name: string;
  /** Name for people, as it stands in messages: "Kela", "väestötietojärjestelmä". */
  readonly title: string;
  readonly rajapinta: Rajapinta;
  /** Where `schema.graphql` is. */
  readonly schema: URL;
  /**
   * Checks the subgraph's own part of the configuration once, at start.
   * @throws Error whose message names the wrong key and what it must be.
   */
  readonly parseSettings: (value: unknown) => Settings;
  /**
   * Checks what the gateway lends, where the gateway itself is the source; left out where it is not.
   * @throws Error when it is not lent: such a subgraph runs in the gateway's process only.
   */
  readonly parseServices?: (value: unknown) => Services;
  /** Opens the clients. Called once, at start. */
  create(settings: Settings, services: Services): SubgraphRuntime;
}

/** A definition whose settings are nobody's business but its own. */
export interface Subgraph {
  readonly name: string;
  readonly title: string;
  readonly rajapinta: Rajapinta;
  readonly schema: URL;
  /** Checks the settings and opens the clients. `services`: what the gateway lends. @throws Error as `parseSettings`. */
  open(settings: unknown, services?: unknown): SubgraphRuntime;
}

/** Declares a subgraph: the one export of a folder's `index.ts`. */
export function defineSubgraph<Settings, Services = undefined>(
  definition: SubgraphDefinition<Settings, Services>,
): Subgraph {
  const { name, title, rajapinta, schema, parseSettings, parseServices } = definition;
  return {
    name,
    title,
    rajapinta,
    schema,
    open: (settings, services) =>
      // Without a check of its own a subgraph takes no services: the type is then `undefined`.
      definition.create(
        parseSettings(settings),
        parseServices === undefined ? (undefined as Services) : parseServices(services),
      ),
  };
}

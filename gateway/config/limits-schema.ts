import { z } from "zod";

const count = (byDefault: number, most: number): z.ZodDefault<z.ZodInt> => z.int().min(1).max(most).default(byDefault);
const milliseconds = (byDefault: number): z.ZodDefault<z.ZodInt> => z.int().min(50).max(600_000).default(byDefault);

const operationLimits = {
  /** Tokens of an operation's text; the bound on how deep a parser may recurse. */
  maxTokens: count(2000, 4000),
  /** Characters of an operation's text. */
  maxLength: count(32 * 1024, 256 * 1024),
  /** Fields as written, and selections with fragments expanded. */
  maxSelections: count(1000, 10_000),
  maxDepth: count(12, 32),
  /** Below `__schema` and `__type`; the standard introspection query is 15 deep. */
  maxIntrospectionDepth: count(16, 32),
  maxAliases: count(30, 1000),
  /** How often one response name may stand in one selection set. */
  maxRepeats: count(50, 1000),
  /** Directives at one place. */
  maxDirectives: count(50, 1000),
  /** How often one operation may use a root field. */
  maxEntries: z.record(z.string(), z.int().min(0)).readonly().default({ asiakasHetulla: 1, asiakas: 10 }),
  /** Characters of one text that a caller gives. */
  maxText: count(1000, 100_000),
  /** Items of a list in a variable. */
  maxList: count(100, 10_000),
  /** Largest `first` and `last`. */
  maxPage: count(100, 1000),
};

const planningLimits = {
  /** Time to plan an operation that is not registered, milliseconds; its planner is ended then. */
  maxPlanningMs: z.int().min(1).max(60_000).default(500),
  /** How long an operation that is not known yet waits for the planner, milliseconds. */
  planningWaitMs: milliseconds(2000),
  /** Heap of the planner, MiB. */
  maxPlannerMb: z.int().min(64).max(4096).default(256),
  /** Largest plan, characters as JSON. */
  maxPlanLength: count(1024 * 1024, 64 * 1024 * 1024),
};

const costLimits = {
  /** Cost of one operation, see `kustannus`. */
  maxCost: count(5000, 1_000_000),
  /** Weights of what the schema has no `@cost` or `@listSize` for. */
  kustannus: z
    .strictObject({
      listSize: count(10, 1000),
      sourceCall: count(10, 1000),
      sourceCalls: z.record(z.string(), z.int().min(0).max(1000)).readonly().default({}),
    })
    .readonly()
    .prefault({}),
};

const actorLimits = {
  /** Cost of one actor's operations within any 60 seconds. */
  costPerMinute: count(60_000, 1_000_000_000),
  /** Operations of one actor under way at once. */
  concurrencyPerActor: count(50, 10_000),
  /** Different persons that one actor opens within any 60 seconds. */
  personsPerMinute: count(30, 100_000),
  /** Different persons that one organisation opens within any hour. */
  personsPerHourOfOrganisation: count(300, 1_000_000),
};

const deploymentLimits = {
  /** Gateway processes that share the requests: each takes its share of what one actor or organisation may ask. */
  processes: count(1, 1000),
};

const httpLimits = {
  maxBodyBytes: count(256 * 1024, 16 * 1024 * 1024),
  /** Queries under way at once, of everyone. */
  maxQueries: count(1000, 100_000),
  maxConnections: count(10_000, 1_000_000),
  /** Requests under way on one connection. */
  maxPipelined: count(64, 10_000),
  /** Time for the headers of a request to come. */
  headersMs: milliseconds(10_000),
  /** Time for a whole request to come. */
  receiveMs: milliseconds(15_000),
  /** How long a client may take none of an answer. */
  stalledMs: milliseconds(30_000),
};

/** The section `limits` of the configuration file: every bound of one request, one actor and the server. */
export const limitsSchema = z
  .strictObject({
    ...operationLimits,
    ...planningLimits,
    ...costLimits,
    ...actorLimits,
    ...deploymentLimits,
    ...httpLimits,
  })
  .readonly()
  .refine(
    ({ processes, costPerMinute, maxCost }) => processes === 1 || Math.floor(costPerMinute / processes) >= maxCost,
    {
      path: ["processes"],
      error: "a process's share of costPerMinute must be at least maxCost: raise one or lower the other",
    },
  )
  .prefault({});

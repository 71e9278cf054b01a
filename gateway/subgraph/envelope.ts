import { z } from "zod";
import type { Actor } from "../actor/index.ts";
import type { Kotialueet, Sallittu } from "./transport.ts";

/**
 * What the gateway tells a subgraph in another process of the request: made by the gateway, never passed
 * on from a client. Travels in the body, which the signature covers: `extensions.asiakasgraph`.
 */
export interface Envelope {
  readonly actor: Actor;
  /** Correlation id. */
  readonly pyynto: string;
  /** What is left of the request's time, milliseconds. */
  readonly leftMs: number;
  /** Whom and which items the operation may ask; absent where the gate named none. */
  readonly sallittu?: Sallittu;
  /** Home regions of those asked about; absent where the gate told none. */
  readonly kotialueet?: Kotialueet;
}

const actorSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("asiakas"), sub: z.string(), asiakasId: z.string() }),
  z.strictObject({
    kind: z.literal("ammattilainen"),
    sub: z.string(),
    kirjain: z.enum(["H", "L", "O", "R", "J"]),
    organisaatio: z.string(),
    organisaationNimi: z.string(),
    yksikko: z.string().exactOptional(),
    nimi: z.string().exactOptional(),
    ammattinimike: z.string().exactOptional(),
    palvelutehtava: z.string().exactOptional(),
    alue: z.string(),
    kayttotarkoitus: z.string().exactOptional(),
    peruste: z
      .strictObject({
        laji: z.enum(["LAHETE", "AJANVARAUS", "PYYNTO", "LAKISAATEINEN_TEHTAVA"]),
        selite: z.string(),
      })
      .exactOptional(),
  }),
  z.strictObject({
    kind: z.literal("kolmasosapuoli"),
    sub: z.string(),
    vastaanottaja: z.string(),
    vastaanottajanNimi: z.string(),
    kayttotarkoitus: z.string().exactOptional(),
  }),
  z.strictObject({
    kind: z.literal("tietosuojavastaava"),
    sub: z.string(),
    organisaatio: z.string(),
    organisaationNimi: z.string(),
    alue: z.string(),
  }),
  z.strictObject({ kind: z.literal("analyytikko"), sub: z.string() }),
  z.strictObject({ kind: z.literal("tuntematon") }),
]);
const hopSchema = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()),
  extensions: z.object({
    asiakasgraph: z.strictObject({
      actor: actorSchema,
      pyynto: z.string(),
      leftMs: z.number().nonnegative(),
      sallittu: z
        .strictObject({ asiakkaat: z.array(z.string()).readonly(), tiedot: z.array(z.int()).readonly() })
        .exactOptional(),
      kotialueet: z.record(z.string(), z.string().regex(/^\d{2}$/)).exactOptional(),
    }),
  }),
});

/** One operation on its way to a subgraph in another process. */
export interface HopBody {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly envelope: Envelope;
}

/** The body of a request: a GraphQL request, with the envelope among its extensions; `queryJson` is the query's JSON. */
export function writeHopBody({
  queryJson,
  variables,
  envelope,
}: Omit<HopBody, "query"> & { readonly queryJson: string }): string {
  const rest = `"variables":${JSON.stringify(variables)},"extensions":{"asiakasgraph":${JSON.stringify(envelope)}}`;
  return `{"query":${queryJson},${rest}}`;
}

/** What such a body says; undefined for any other. Does not know who made it: the signature tells. */
export function readHopBody(body: string): HopBody | undefined {
  const parsed = hopSchema.safeParse(toJson(body));
  if (!parsed.success) return undefined;
  const { query, variables, extensions } = parsed.data;
  return { query, variables, envelope: extensions.asiakasgraph };
}

function toJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // The parser's message quotes the body, which holds personal data: it is dropped on purpose.
    return undefined;
  }
}

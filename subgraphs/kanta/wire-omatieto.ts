import { z } from "zod";
import { failed, ok } from "../../gateway/source/index.ts";
import type { SourceFailure, SourceResult } from "../../gateway/source/index.ts";
import { isAika } from "../../gateway/subgraph/index.ts";
import { hetuSystem } from "./wire.ts";

/** ICF qualifiers of the self-assessment (assumed: no code list of them was found). */
const tarkenneSystem = "https://asiakasgraph.example/fhir/CodeSystem/icf-tarkenne";
/** The scope that is asked for (SMART, version 1; recalled). */
export const scope = "patient/QuestionnaireResponse.read";

const text = z.string().min(1).max(2000);
const patientId = z.string().regex(/^[A-Za-z0-9.-]{1,64}$/);

const token = z.looseObject({
  access_token: z.string().regex(/^[\x21-\x7e]{1,8000}$/),
  token_type: z.string().regex(/^bearer$/i),
  scope: z.string().max(4000).optional(),
  patient: patientId,
});

/** What the authorization server says of the customer. */
export type Valtuus =
  | { readonly laji: "TUNNISTE"; readonly tunniste: string; readonly potilas: string }
  /** Wellbeing data is for people of 16 and over. */
  | { readonly laji: "LIIAN_NUORI" }
  /** The token does not open questionnaire responses. */
  | { readonly laji: "EI_LUPAA" };

/** Reads the answer of the token endpoint (RFC 8693). Scopes that are not told are those that were asked (RFC 6749). */
export function parseToken(value: unknown): SourceResult<Valtuus> {
  const read = token.safeParse(value);
  if (!read.success) return failed("invalid", "not a token answer");
  const { access_token: tunniste, scope: scopes = scope, patient: potilas } = read.data;
  return ok(scopes.split(" ").some(opensResponses) ? { laji: "TUNNISTE", tunniste, potilas } : { laji: "EI_LUPAA" });
}

/** SMART's scopes in either version that let questionnaire responses be read and searched. */
function opensResponses(given: string): boolean {
  return /^patient\/(\*|QuestionnaireResponse)\.(read|\*|c?ru?d?s)$/.test(given);
}

const tokenError = z.object({ error: z.string(), error_description: z.string().optional() });

/** The meaning of an answer that is no token. Takes no text of the source. */
export function parseTokenError(status: number, body: unknown): SourceResult<Valtuus> {
  const { error, error_description: why } = tokenError.safeParse(body).data ?? {};
  if (status === 400 && error === "access_denied" && why === "underage") return ok({ laji: "LIIAN_NUORI" });
  const failure: SourceFailure =
    status === 429 || status >= 500
      ? { kind: "unavailable", reason: "the authorization server is busy, closed or broken" }
      : { kind: "denied", reason: "the authorization server refuses us" };
  return { ok: false, failure };
}

const avaimet = z.object({
  keys: z
    .array(z.looseObject({ kty: z.string(), kid: z.string().exactOptional(), use: z.string().exactOptional() }))
    .max(100),
});

/** The key to which statements are encrypted, from a JWK Set (RFC 7517). */
export function parseSalausavain(value: unknown): SourceResult<z.infer<typeof avaimet>["keys"][number]> {
  const key = avaimet.safeParse(value).data?.keys.find(({ kty, use }) => kty === "EC" && (use ?? "enc") === "enc");
  return key === undefined ? failed("invalid", "no key to encrypt to") : ok(key);
}

const viittaus = z.looseObject({
  reference: z.string().max(500).optional(),
  identifier: z.looseObject({ system: z.string().optional(), value: z.string().optional() }).optional(),
});
const vastaus = z.looseObject({
  valueCoding: z.looseObject({ system: z.string().optional(), code: z.string().optional() }).optional(),
  valueString: text.optional(),
});
const kohta = z.looseObject({
  linkId: text,
  definition: z.string().max(500).optional(),
  text: text.optional(),
  answer: z.array(vastaus).max(50).optional(),
  item: z.array(z.unknown()).max(200).optional(),
});
const kyselyvastaus = z.looseObject({
  resourceType: z.literal("QuestionnaireResponse"),
  id: patientId,
  status: z.enum(["in-progress", "completed", "amended", "entered-in-error", "stopped"]),
  questionnaire: z.string().min(1).max(500),
  subject: viittaus,
  authored: z.string().refine(isAika),
  item: z.array(z.unknown()).max(200),
  modifierExtension: z.undefined().optional(),
  implicitRules: z.undefined().optional(),
});

/** ICF qualifier: 0 none, 1 mild, 2 moderate, 3 severe, 4 complete, 8 not specified, 9 not applicable. */
export type Tarkenne = 0 | 1 | 2 | 3 | 4 | 8 | 9;

/** One answered question. */
export interface VastausWire {
  /** ICF code of the question, where it tells one. */
  readonly icf: string | undefined;
  readonly kysymys: string | undefined;
  readonly tarkenne: Tarkenne | undefined;
  readonly sanoin: string | undefined;
}

/** A self-assessment that has been filled in. */
export interface ArvioWire {
  readonly id: string;
  /** Canonical address of the questionnaire, with its version where it is told. */
  readonly kysely: string;
  readonly taytetty: string;
  readonly vastaukset: readonly VastausWire[];
}

/** Whose responses, and to which questionnaires, were asked. */
export interface ArvioHaku {
  /** The PHR's own id of the person by the customer's door, the identity code by the professionals'. */
  readonly kenen: { readonly potilas: string } | { readonly hetu: string };
  readonly kyselyt: readonly string[];
}

/**
 * Reads the matches of a search of one person's self-assessments; those not filled in to the end, or made in error, are
 * left out. One of another person, or to another questionnaire, makes the whole answer invalid.
 */
export function parseArviot(matches: readonly unknown[], haku: ArvioHaku): SourceResult<readonly ArvioWire[]> {
  const found: ArvioWire[] = [];
  for (const match of matches) {
    const read = kyselyvastaus.safeParse(match);
    if (!read.success) return failed("invalid", "not a questionnaire response");
    const { id, status, questionnaire: kysely, subject, authored: taytetty, item } = read.data;
    if (!isAbout(subject, haku.kenen)) return failed("invalid", "response of another person");
    if (!haku.kyselyt.includes(kysely.split("|")[0] ?? "")) return failed("invalid", "another questionnaire");
    const vastaukset = parseKohdat(item, 0);
    if (vastaukset === undefined) return failed("invalid", "not answers of a questionnaire");
    if (status === "completed" || status === "amended") found.push({ id, kysely, taytetty, vastaukset });
  }
  return new Set(found.map(({ id }) => id)).size === found.length ? ok(found) : failed("invalid", "one response twice");
}

function isAbout({ reference, identifier }: z.infer<typeof viittaus>, kenen: ArvioHaku["kenen"]): boolean {
  if ("potilas" in kenen) return reference === `Patient/${kenen.potilas}`;
  return identifier?.system === hetuSystem && identifier.value === kenen.hetu;
}

/** Groups within groups; a questionnaire of people goes no deeper. */
const maxDepth = 5;

function parseKohdat(items: readonly unknown[], depth: number): readonly VastausWire[] | undefined {
  if (depth > maxDepth) return undefined;
  const found: VastausWire[] = [];
  for (const each of items) {
    const read = kohta.safeParse(each);
    if (!read.success) return undefined;
    const own = toVastaus(read.data);
    const below = parseKohdat(read.data.item ?? [], depth + 1);
    if (own === "invalid" || below === undefined) return undefined;
    found.push(...(own === undefined ? [] : [own]), ...below);
  }
  return found;
}

/** Undefined for a group and for a question left unanswered; a degree that is not of the list is refused. */
function toVastaus({
  definition,
  text: kysymys,
  answer = [],
}: z.infer<typeof kohta>): VastausWire | undefined | "invalid" {
  if (answer.length === 0) return undefined;
  const coding = answer.find(({ valueCoding }) => valueCoding?.system === tarkenneSystem)?.valueCoding;
  const tarkenne = coding === undefined ? undefined : tarkenteet.get(coding.code ?? "");
  if (coding !== undefined && tarkenne === undefined) return "invalid";
  const sanoin = answer.flatMap(({ valueString }) => valueString ?? []).join("\n");
  // The code list of ICF, urn:oid:1.2.246.537.6.48 (verified).
  const icf = /^urn:oid:1\.2\.246\.537\.6\.48#([bsde]\d{1,5})$/.exec(definition ?? "")?.[1];
  return { icf, kysymys, tarkenne, sanoin: sanoin === "" ? undefined : sanoin };
}

const tarkenteet: ReadonlyMap<string, Tarkenne> = new Map([
  ["0", 0],
  ["1", 1],
  ["2", 2],
  ["3", 3],
  ["4", 4],
  ["8", 8],
  ["9", 9],
]);

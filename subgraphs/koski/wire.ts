import { z } from "zod";
import { failed, ok } from "../../gateway/source/index.ts";
import type { SourceFailure, SourceResult } from "../../gateway/source/index.ts";
import { isPaiva } from "../../gateway/subgraph/index.ts";

/** What is read of one right to study. Everything else, `lisätiedot` first of all, is dropped here. */
export type OpiskeluoikeusWire = z.infer<typeof opiskeluoikeusSchema>;

/** What is read of one suoritus; `osasuoritukset` and grades are dropped here. */
export type SuoritusWire = OpiskeluoikeusWire["suoritukset"][number];

/** A code as Koski writes one; a local code has no list. */
export type KoodiWire = z.infer<typeof koodi>;

/**
 * Keys hold ä and ö, which have two spellings in Unicode: those of an object are compared composed.
 * Of two spellings of one key the later in the text counts, as for a repeated key.
 */
function nfc<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.preprocess((value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key.normalize("NFC"), each]));
  }, z.object(shape));
}

const paiva = z.string().refine(isPaiva);
const nimet = z.object({ fi: z.string().optional(), sv: z.string().optional(), en: z.string().optional() });
const koodi = z.object({
  koodiarvo: z.string().min(1),
  nimi: nimet.optional(),
  koodistoUri: z.string().min(1).optional(),
});
const organisaatio = z.object({ oid: z.string().min(1).optional(), nimi: nimet.optional() });

const suoritus = z.object({
  tyyppi: koodi,
  koulutusmoduuli: z.object({
    tunniste: koodi,
    perusteenNimi: nimet.optional(),
    virtaNimi: nimet.optional(),
    eurooppalainenTutkintojenViitekehysEQF: koodi.optional(),
    kansallinenTutkintojenViitekehysNQF: koodi.optional(),
  }),
  vahvistus: nfc({ päivä: paiva }).optional(),
  toimipiste: organisaatio.optional(),
});

/** Whether a right goes on in a state. "MITATOITY" is a voided right, which is as if it were not. */
type Tilanne = "JATKUU" | "PAATTYNYT" | "MITATOITY";

const tilanteet: ReadonlyMap<string, Tilanne> = new Map([
  ...toRows("koskiopiskeluoikeudentila", "JATKUU", ["lasna", "loma", "valiaikaisestikeskeytynyt"]),
  ...toRows("koskiopiskeluoikeudentila", "PAATTYNYT", ["valmistunut", "hyvaksytystisuoritettu", "eronnut"]),
  ...toRows("koskiopiskeluoikeudentila", "PAATTYNYT", [
    "katsotaaneronneeksi",
    "keskeytynyt",
    "peruutettu",
    "paattynyt",
  ]),
  ...toRows("koskiopiskeluoikeudentila", "MITATOITY", ["mitatoity"]),
  ...toRows("virtaopiskeluoikeudentila", "JATKUU", ["1", "2"]),
  ...toRows("virtaopiskeluoikeudentila", "PAATTYNYT", ["3", "4", "5", "6"]),
]);

function toRows(koodisto: string, tilanne: Tilanne, arvot: readonly string[]): readonly (readonly [string, Tilanne])[] {
  return arvot.map((arvo) => [`${koodisto}/${arvo}`, tilanne]);
}

const jakso = z.object({ alku: paiva, tila: koodi });

/**
 * `jaksot` become sorted by their first day, `tilanne` is that of the last one. A state outside the two
 * closed code lists is refused: nobody could say whether such studies go on.
 */
const opiskeluoikeusSchema = nfc({
  tyyppi: koodi,
  oppilaitos: organisaatio.optional(),
  koulutustoimija: organisaatio.optional(),
  tila: z.object({ opiskeluoikeusjaksot: z.array(jakso) }).optional(),
  suoritukset: z.array(suoritus),
  alkamispäivä: paiva.optional(),
  päättymispäivä: paiva.optional(),
}).transform(({ tila, ...oikeus }, context) => {
  const jaksot = (tila?.opiskeluoikeusjaksot ?? []).toSorted((one, other) => one.alku.localeCompare(other.alku));
  const last = jaksot.at(-1)?.tila;
  // Without periods, as the matriculation examination is, nothing goes on.
  const tilanne = last === undefined ? "PAATTYNYT" : tilanteet.get(`${last.koodistoUri ?? ""}/${last.koodiarvo}`);
  if (tilanne !== undefined) return { ...oikeus, jaksot, tilanne };
  context.addIssue("unknown state");
  return z.NEVER;
});

const opiskeluoikeudetSchema = z.array(opiskeluoikeusSchema);
const oppija = nfc({ henkilö: z.object({ hetu: z.string().optional() }), opiskeluoikeudet: z.unknown() });
const oppijat = z.array(oppija);

/**
 * Reads the answer about one person. Another identity code than the one asked makes it invalid; so
 * does none at all, unless `allowsNoHetu`.
 */
export function parseOppija(
  value: unknown,
  hetu: string,
  allowsNoHetu: boolean,
): SourceResult<readonly OpiskeluoikeusWire[]> {
  const read = oppija.safeParse(value);
  if (!read.success) return failed("invalid", "not an answer about a learner");
  const told = read.data.henkilö.hetu;
  if (told === undefined && !allowsNoHetu) return failed("invalid", "answer does not say whose it is");
  if (told !== undefined && told !== hetu) return failed("invalid", "answer about another person");
  return parseOpiskeluoikeudet(read.data.opiskeluoikeudet);
}

/**
 * Reads an answer about several persons: by identity code, never by order. Somebody who is left out
 * has nothing in Koski. A row of somebody not asked, or of nobody, makes the whole answer invalid;
 * a row that can't be read costs its own person only.
 */
export function parseOppijat(
  value: unknown,
  hetut: readonly string[],
): SourceResult<ReadonlyMap<string, SourceResult<readonly OpiskeluoikeusWire[]>>> {
  const read = oppijat.safeParse(value);
  if (!read.success) return failed("invalid", "not an answer about learners");
  const found = new Map<string, SourceResult<readonly OpiskeluoikeusWire[]>>(hetut.map((hetu) => [hetu, ok([])]));
  const seen = new Map<string, string>();
  for (const { henkilö, opiskeluoikeudet } of read.data) {
    const { hetu } = henkilö;
    if (hetu === undefined || !found.has(hetu)) return failed("invalid", "answer about another person");
    const parsed = parseOpiskeluoikeudet(opiskeluoikeudet);
    const text = JSON.stringify(parsed);
    const agrees = (seen.get(hetu) ?? text) === text;
    found.set(hetu, agrees ? parsed : failed("invalid", "conflicting rows of one person"));
    seen.set(hetu, agrees ? text : "");
  }
  return ok(found);
}

function parseOpiskeluoikeudet(value: unknown): SourceResult<readonly OpiskeluoikeusWire[]> {
  const read = opiskeluoikeudetSchema.safeParse(value);
  return read.success ? ok(read.data) : failed("invalid", "right to study that can't be read");
}

const errorSchema = z.array(z.object({ key: z.string() }));
const unknownPerson = ["notFound.oppijaaEiLöydyTaiEiOikeuksia", "notFound.oppijaaEiLöydyHetulla"];

/**
 * The meaning of an answer that is not 200, by status and Koski's own key. "not-found" only when Koski
 * itself says that it has nothing of the person; a path that does not exist is a fault of ours.
 * `body` is undefined when it was not JSON. Takes no text of the source.
 */
export function toKoskiFailure(status: number, body: unknown): SourceFailure {
  const keys = errorSchema.safeParse(body).data?.map(({ key }) => key.normalize("NFC")) ?? [];
  if (status === 401 || status === 403) return { kind: "denied", reason: "Koski refuses us the item" };
  if (status === 404 && keys.some((key) => unknownPerson.includes(key))) {
    return { kind: "not-found", reason: "Koski holds nothing of the person" };
  }
  if (status === 400 && keys.includes("badRequest.validation.henkilötiedot.hetu")) {
    return { kind: "bad-input", reason: "Koski ei hyväksy henkilötunnusta" };
  }
  if (status === 502 && keys.some((key) => key.startsWith("badGateway"))) {
    return { kind: "invalid", reason: "a register behind Koski gave rubbish" };
  }
  if (status === 429 || status >= 500) return { kind: "unavailable", reason: "Koski or a register behind it is down" };
  return { kind: "configuration", reason: "Koski does not accept our message" };
}

import { z } from "zod";
import { failed, ok } from "../../gateway/source/index.ts";
import type { SourceFailure, SourceResult } from "../../gateway/source/index.ts";
import { isPaiva, parseSentit } from "../../gateway/subgraph/index.ts";

/** Kinds of ceilings, in Kela's words. */
export type Kattolaji = "LAAKE" | "MATKA" | "PALVELU";

/** A limit and what has accrued toward it, in cents; `raja = kertynyt + jaljella` has been checked. */
export interface KertymaWire {
  readonly raja: number;
  readonly kertynyt: number;
  readonly jaljella: number;
  readonly taynna: boolean;
}

/** One ceiling of one person and year. Either `syy` or `kertyma` is there. */
export interface KattoWire {
  readonly laji: Kattolaji;
  readonly vuosi: number;
  readonly syy: "EI_VAKUUTETTU" | "KT" | null;
  readonly kertyma: KertymaWire | null;
  readonly tayttymispaiva: string | null;
  /** Of medicines only, and null beside `syy`; "EI_SOVELLETA" for those too young for it. */
  readonly alkuomavastuu: KertymaWire | "EI_SOVELLETA" | null;
  /** Of service fees only: do the person's own fees of the year count toward a guardian's ceiling. False of others. */
  readonly kertyyHuoltajalle: boolean;
}

/** What was asked of the ceilings of one person or several. */
export interface KattoKysely {
  readonly vuosi: number;
  readonly lajit: readonly Kattolaji[];
}

/** The choice trial of one person. */
export type KokeiluWire = z.infer<typeof kokeiluSchema>;

const sentit = z.string().transform((text, context) => {
  const value = parseSentit(text);
  if (value !== undefined && value >= 0) return value;
  context.addIssue("not an amount");
  return z.NEVER;
});
const paiva = z.string().refine(isPaiva);

const kertyma = z
  .object({ raja: sentit, kertynyt: sentit, jaljella: sentit, taynna: z.boolean() })
  .refine(({ raja, kertynyt, jaljella }) => raja === kertynyt + jaljella)
  .refine(({ jaljella, taynna }) => taynna === (jaljella === 0));

const lajit = z.enum(["LAAKE", "MATKA", "PALVELU"]);

const toldKatto = z
  .object({
    laji: lajit,
    vuosi: z.int(),
    syy: z.null().optional(),
    vuosiomavastuu: z.unknown(),
    kertynyt: z.unknown(),
    jaljella: z.unknown(),
    tayttynyt: z.boolean(),
    tayttymispaiva: paiva.nullable(),
    alkuomavastuu: z.unknown().optional(),
    kertyyHuoltajalle: z.boolean().optional(),
  })
  .refine((katto) => katto.tayttynyt || katto.tayttymispaiva === null)
  .refine(({ laji, kertyyHuoltajalle }) => laji !== "PALVELU" || kertyyHuoltajalle !== undefined);
const notApplied = z.object({ sovelletaan: z.literal(false) });
const applied = z.object({ sovelletaan: z.literal(true) });

const untoldKatto = z.object({
  laji: lajit,
  vuosi: z.int(),
  syy: z.enum(["EI_VAKUUTETTU", "KT"]),
  vuosiomavastuu: z.null(),
  kertynyt: z.null(),
  jaljella: z.null(),
});

const henkilo = z.object({ henkilotunnus: z.string(), katot: z.array(z.looseObject({ laji: z.string() })) });
const joukko = z.object({ henkilot: z.array(z.looseObject({ henkilotunnus: z.string(), tila: z.string() })) });

const kokeiluSchema = z
  .object({
    oikeus: z.boolean(),
    kayntejaKaytetty: z.int().min(0),
    kayntejaJaljella: z.int().min(0),
    kaynnit: z.array(
      z.object({
        paiva,
        tuottaja: z.object({ ytunnus: z.string().min(1), nimi: z.string().min(1) }),
        omavastuu: sentit,
      }),
    ),
  })
  .refine(({ kayntejaKaytetty, kaynnit }) => kayntejaKaytetty === kaynnit.length)
  .refine(({ oikeus, kayntejaJaljella }) => oikeus || kayntejaJaljella === 0);
const kokeiluAnswer = z.object({ henkilotunnus: z.string(), valinnanvapauskokeilu: kokeiluSchema });

/**
 * Reads the answer to `maksukatot/haku`: the ceilings asked for, in the order asked. Another person,
 * another year, a missing ceiling or sums that do not agree make it invalid.
 */
export function parseKatot(value: unknown, hetu: string, kysely: KattoKysely): SourceResult<readonly KattoWire[]> {
  const read = henkilo.safeParse(value);
  if (!read.success) return failed("invalid", "not an answer about ceilings");
  if (read.data.henkilotunnus !== hetu) return failed("invalid", "answer about another person");
  const katot: KattoWire[] = [];
  for (const laji of kysely.lajit) {
    const rows = read.data.katot.filter((row) => row.laji === laji);
    const [first, ...others] = rows.map((row) => parseKatto(row));
    if (first === undefined) return failed("invalid", "ceiling or its figures missing or not in agreement");
    if (first.vuosi !== kysely.vuosi) return failed("invalid", "ceiling of another year");
    if (others.some((other) => !isSame(first, other))) return failed("invalid", "conflicting rows of one ceiling");
    katot.push(first);
  }
  return ok(katot);
}

/**
 * Reads the answer to `maksukatot/joukkohaku`: per identity code asked, by code and never by order.
 * A row of somebody not asked makes the whole answer invalid: it may be another's answer. Kela says
 * of an unknown person that it is unknown, so a person left out is an invalid answer, not "unknown".
 */
export function parseJoukko(
  value: unknown,
  hetut: readonly string[],
  kysely: KattoKysely,
): SourceResult<ReadonlyMap<string, SourceResult<readonly KattoWire[]>>> {
  const read = joukko.safeParse(value);
  if (!read.success) return failed("invalid", "not an answer about several persons");
  const found = new Map<string, SourceResult<readonly KattoWire[]>>(
    hetut.map((hetu) => [hetu, failed("invalid", "person left out of the answer")]),
  );
  const seen = new Set<string>();
  for (const row of read.data.henkilot) {
    const { henkilotunnus: hetu, tila } = row;
    const before = found.get(hetu);
    if (before === undefined) return failed("invalid", "answer about another person");
    const parsed = parseRow(row, tila, kysely);
    const conflicts = seen.has(hetu) && !isSame(before, parsed);
    found.set(hetu, conflicts ? failed("invalid", "conflicting rows of one person") : parsed);
    seen.add(hetu);
  }
  return ok(found);
}

function parseRow(
  row: { readonly henkilotunnus: string },
  tila: string,
  kysely: KattoKysely,
): SourceResult<readonly KattoWire[]> {
  if (tila === "EI_LOYDY") return failed("not-found", "person not known to Kela");
  if (tila === "OK") return parseKatot(row, row.henkilotunnus, kysely);
  return failed("invalid", "unknown state of a row");
}

function parseKatto(row: unknown): KattoWire | undefined {
  const untold = untoldKatto.safeParse(row);
  if (untold.success) {
    const { laji, vuosi, syy } = untold.data;
    return { laji, vuosi, syy, kertyma: null, tayttymispaiva: null, alkuomavastuu: null, kertyyHuoltajalle: false };
  }
  const told = toldKatto.safeParse(row);
  if (!told.success) return undefined;
  const { laji, vuosi, tayttymispaiva } = told.data;
  const kertyyHuoltajalle = laji === "PALVELU" && told.data.kertyyHuoltajalle === true;
  const whole = kertyma.safeParse({ ...told.data, raja: told.data.vuosiomavastuu, taynna: told.data.tayttynyt });
  const initial = laji === "LAAKE" ? parseAlkuomavastuu(told.data.alkuomavastuu) : null;
  if (!whole.success || initial === undefined) return undefined;
  return { laji, vuosi, syy: null, kertyma: whole.data, tayttymispaiva, alkuomavastuu: initial, kertyyHuoltajalle };
}

function parseAlkuomavastuu(value: unknown): KertymaWire | "EI_SOVELLETA" | undefined {
  if (notApplied.safeParse(value).success) return "EI_SOVELLETA";
  return applied.safeParse(value).success ? kertyma.safeParse(value).data : undefined;
}

/** Reads the answer to `tuottajavalinnat/haku`; visits oldest first. Another person makes it invalid. */
export function parseKokeilu(value: unknown, hetu: string): SourceResult<KokeiluWire> {
  const read = kokeiluAnswer.safeParse(value);
  if (!read.success) return failed("invalid", "not an answer about the choice trial");
  if (read.data.henkilotunnus !== hetu) return failed("invalid", "answer about another person");
  const { kaynnit, ...kokeilu } = read.data.valinnanvapauskokeilu;
  return ok({ ...kokeilu, kaynnit: kaynnit.toSorted((one, other) => one.paiva.localeCompare(other.paiva)) });
}

const errorSchema = z.object({ virhekoodi: z.string() });

/** Kela's own codes → what they mean for us. Reasons of "bad-input" are shown to the client. */
const failures: Readonly<Record<string, SourceFailure>> = {
  "KELMU-400-01": { kind: "bad-input", reason: "Kela ei hyväksy henkilötunnusta" },
  "KELMU-400-02": { kind: "bad-input", reason: "Kelalla ei ole tietoja tältä vuodelta" },
  "KELMU-404-01": { kind: "not-found", reason: "person not known to Kela" },
  "KELMU-409-01": { kind: "consent-missing", reason: "the customer has forbidden the query" },
};

/**
 * The meaning of an answer that is not 200: by Kela's own code where there is one for the customer,
 * else by the status. `body` is undefined when it was not JSON. Takes no text of the source.
 */
export function toKelaFailure(status: number, body: unknown): SourceFailure {
  const code = errorSchema.safeParse(body).data?.virhekoodi ?? "";
  const known = code.startsWith(`KELMU-${status}-`) ? failures[code] : undefined;
  if (known !== undefined) return known;
  if (status === 401 || status === 403) return { kind: "denied", reason: "Kela refuses us the item" };
  if (status === 429 || status >= 500) return { kind: "unavailable", reason: "Kela is busy, closed or broken" };
  return { kind: "configuration", reason: "Kela does not accept our message" };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

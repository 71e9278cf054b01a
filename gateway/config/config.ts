import { z } from "zod";
import { ConfigError } from "./config-error.ts";
import { readDatabaseUrl } from "./database-url.ts";
import { identitySchema } from "./identity-schema.ts";
import { parseKey } from "./keys.ts";
import { limitsSchema } from "./limits-schema.ts";
import type { KeyStore } from "./keys.ts";
import { refusePasswords } from "./refuse-passwords.ts";

const url = z.url({ protocol: /^https?$/ });
const filePlace = z.string().regex(/^file:.+/, { error: "must be file:PATH" });
const subgraphSchema = z.discriminatedUnion("run", [
  z.strictObject({ run: z.literal("in-process"), settings: z.unknown() }).readonly(),
  z
    .strictObject({
      run: z.literal("remote"),
      url,
      timeoutMs: z.int().min(1).max(60_000).exactOptional(),
      /** Key of this subgraph alone; without it one is derived from the shared key. */
      avain: filePlace.exactOptional(),
      /** Must the subgraph sign its answers: "ei" only for one written elsewhere that can't. */
      vastauksenAllekirjoitus: z.enum(["vaaditaan", "ei"]).default("vaaditaan"),
      /** Mutual TLS: authority, own certificate and key, and the name asked for where it is not the URL's host. */
      tls: z
        .strictObject({ ca: filePlace, cert: filePlace, key: filePlace, nimi: z.string().min(1).exactOptional() })
        .readonly()
        .exactOptional(),
    })
    .readonly(),
]);

const lokiSchema = z
  .strictObject({
    kansio: z.string().min(1).exactOptional(),
    /** In place of a folder: a PostgreSQL, by a role that may insert and read only; its URL, or the file that holds it. */
    tietokanta: z
      .string()
      .regex(/^(postgres(ql)?:\/\/|file:.)/, {
        error: "must be postgres://role:password@host:port/database, or file:PATH of a file that holds it",
      })
      .exactOptional(),
    /** File on other storage where the log's heads are handed out. */
    ankkuri: z.string().min(1).exactOptional(),
    segmenttiTavua: z
      .int()
      .min(4096)
      .default(64 * 1024 * 1024),
    /** Is a professional's name kept and told to the customer: the controller's choice. */
    ammattilaisenNimi: z.boolean().default(false),
    /** Rows are kept this many years; read by `npm run loki -- poista`. */
    sailytysVuosia: z.int().min(1).default(12),
    /** Legal hold: of everything, or of persons by the log's pseudonyms. */
    pito: z.union([z.literal(true), z.array(z.string().min(1)).readonly()]).default([]),
  })
  .readonly()
  .prefault({});

const fileSchema = z.strictObject({
  /** Whose tokens are accepted. */
  identity: identitySchema,
  /** By the folder's name: in this process with its own settings, or elsewhere by its URL. */
  subgraphs: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), subgraphSchema).readonly(),
  /** Runs the plans: our own executor, or @apollo/gateway. */
  moottori: z.enum(["asiakas", "apollo"]).default("asiakas"),
  /** Makes the plans of our own executor; without it the native planner, where the machine has it. */
  suunnittelija: z.enum(["hive", "apollo"]).exactOptional(),
  /** Fields that their other source answers (`@vaihtoehto` in the schema), as `Asiakas.palvelujenMaksukatto`. */
  vaihtoehdot: z
    .array(z.string().regex(/^[A-Z]\w*\.[a-z]\w*$/, { error: "must be Type.field" }))
    .readonly()
    .default([]),
  /** The mocks' sign-in menu and fault switch, for local use; refused in production. */
  localServices: url.exactOptional(),
  /** The use log; its folder is the local one unless told. */
  loki: lokiSchema,
  /** Who may see where a protected person is, for which purpose (661/2009 37 §); nobody unless told. */
  turvakieltoOikeudet: z
    .array(z.strictObject({ organisaatio: z.string().min(1), kayttotarkoitus: z.string().min(1) }).readonly())
    .readonly()
    .default([]),
  /** Bounds of one request, one actor and the server. */
  limits: limitsSchema,
  /** Operations registered at deployment. */
  operaatiot: z
    .strictObject({
      /** JSON files of `{"sha256:HEX": "text"}`. */
      tiedostot: z.array(z.string().min(1)).readonly().default([]),
      /** Is every other operation refused. */
      vainRekisteroidyt: z.boolean().default(false),
    })
    .readonly()
    .prefault({}),
  /** May the schema be asked of the graph itself; it is public, and also a file. */
  introspection: z.boolean().default(true),
  /** Origins of sites whose pages may ask, as `https://asiointi.example`; the own one is always allowed. */
  allowedOrigins: z
    .array(z.url({ protocol: /^https?$/ }).transform((each) => new URL(each).origin))
    .readonly()
    .default([]),
  /** Addresses of proxies whose X-Forwarded-For is believed, single or as `10.0.0.0/8`. */
  trustedProxies: z
    .array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]))
    .readonly()
    .default([]),
  /** Is the gateway reached by TLS only, through a proxy: then browsers are told so (HSTS). */
  behindTls: z.boolean().default(false),
  /** Whole time of one request, milliseconds. */
  requestMs: z.int().min(100).max(60_000).default(8000),
});

/** The file's content, checked. */
export type ConfigFile = z.infer<typeof fileSchema>;
/** Where one subgraph runs. */
export type SubgraphPlace = z.infer<typeof subgraphSchema>;

/** What the environment sets. */
export interface Environment {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly production: boolean;
  /** Seals identity codes into ids. 64 bytes. */
  readonly idKey: Uint8Array;
  /** Shared with subgraphs in other processes. 32 bytes. */
  readonly subgraphKey: Uint8Array;
  /** Names persons in the use log. 64 bytes. */
  readonly lokiKey: Uint8Array;
  /** Seals the use log. 32 bytes. */
  readonly lokiSealKey: Uint8Array;
}

/** Everything that can be set, checked once at start and never changed. */
export interface Config extends Readonly<ConfigFile>, Environment {}

/** What the environment is read from. */
export interface EnvironmentInput {
  /** `PORT`, `HOST`, `NODE_ENV`, `ASIAKAS_PROSESSEJA`, and the keys `ASIAKAS_{ID_AVAIN,ALIGRAAFI_AVAIN,LOKI_AVAIN,LOKI_SINETTI}`. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where keys for local use are made and kept; not used in production. */
  readonly keys: KeyStore;
}

/** What the whole configuration is read from. */
export interface ConfigInput extends EnvironmentInput {
  /** Content of the configuration file, parsed. */
  readonly file: unknown;
}

/**
 * Checks the whole configuration.
 * @throws ConfigError naming the first key that is wrong.
 */
export function loadConfig({ file, ...input }: ConfigInput): Config {
  const parsed = fileSchema.safeParse(withProcesses(file, input));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ConfigError(`configuration: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not readable"}`);
  }
  if (isProduction(input.env) && parsed.data.localServices !== undefined) {
    throw new ConfigError("configuration: localServices is for local use  →  leave it out where NODE_ENV=production");
  }
  const { loki, subgraphs } = parsed.data;
  if (isProduction(input.env)) refusePasswords("subgraphs", subgraphs);
  return Object.freeze({ ...parsed.data, loki: withDatabase(loki, input), ...loadEnvironment(input) });
}

const processesSchema = z.looseObject({ limits: z.looseObject({ processes: z.number().optional() }).optional() });

/** Processes that were started together (`--prosesseja`) share the requests, perhaps with those of other machines. */
function withProcesses(file: unknown, { env }: Pick<EnvironmentInput, "env">): unknown {
  const together = Number(env["ASIAKAS_PROSESSEJA"] ?? 1);
  const parsed = processesSchema.safeParse(file);
  if (together === 1 || !parsed.success) return file;
  const { limits } = parsed.data;
  return { ...parsed.data, limits: { ...limits, processes: Math.max(together, limits?.processes ?? 1) } };
}

function withDatabase(loki: LokiSettings, { env }: Pick<EnvironmentInput, "env">): LokiSettings {
  const { tietokanta } = loki;
  if (tietokanta === undefined) return loki;
  return { ...loki, tietokanta: readDatabaseUrl("loki.tietokanta", tietokanta, { production: isProduction(env) }) };
}

/** How the use log is kept. */
export type LokiSettings = z.infer<typeof lokiSchema>;

/**
 * The use log's part of a configuration file, for a program that needs no other.
 * @throws ConfigError naming the first key that is wrong.
 */
export function loadLokiSettings(file: unknown): LokiSettings {
  const parsed = z.object({ loki: lokiSchema }).safeParse(file);
  if (parsed.success) return parsed.data.loki;
  const [issue] = parsed.error.issues;
  throw new ConfigError(`configuration: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "not readable"}`);
}

/**
 * Checks what the environment sets, for a program that needs no file.
 * @throws ConfigError naming the first variable that is wrong.
 */
export function loadEnvironment(input: EnvironmentInput): Environment {
  return Object.freeze({
    ...addressOf(input),
    production: isProduction(input.env),
    idKey: keyOf("ASIAKAS_ID_AVAIN", 64, input),
    subgraphKey: keyOf("ASIAKAS_ALIGRAAFI_AVAIN", 32, input),
    lokiKey: keyOf("ASIAKAS_LOKI_AVAIN", 64, input),
    lokiSealKey: keyOf("ASIAKAS_LOKI_SINETTI", 32, input),
  });
}

/** What the environment of a subgraph in a process of its own sets: no key that it has no use for. */
export interface SubgraphEnvironment extends Pick<Environment, "host" | "port" | "idKey"> {
  /** `ASIAKAS_ALIGRAAFIN_OMA_AVAIN`, this subgraph's alone; else the shared key, of which its own is derived. */
  readonly avain: { readonly laji: "OMA" | "YHTEINEN"; readonly tavut: Uint8Array };
}

/**
 * Checks what the environment sets, for a subgraph in a process of its own. The shared key is not
 * looked at where the subgraph's own is given. @throws ConfigError naming the first variable that is wrong.
 */
export function loadSubgraphEnvironment(input: EnvironmentInput): SubgraphEnvironment {
  const isOwn = (input.env[ownKeyName] ?? "") !== "";
  const avain = {
    laji: isOwn ? "OMA" : "YHTEINEN",
    tavut: keyOf(isOwn ? ownKeyName : "ASIAKAS_ALIGRAAFI_AVAIN", 32, input),
  } as const;
  return Object.freeze({ ...addressOf(input), idKey: keyOf("ASIAKAS_ID_AVAIN", 64, input), avain });
}

const ownKeyName = "ASIAKAS_ALIGRAAFIN_OMA_AVAIN";

function addressOf({ env }: EnvironmentInput): Pick<Environment, "host" | "port"> {
  return { host: env["HOST"] ?? "127.0.0.1", port: parsePort(env["PORT"]) };
}

function keyOf(name: string, bytes: number, { env, keys }: EnvironmentInput): Uint8Array {
  const given = env[name];
  if (given !== undefined && given !== "") return parseKey(name, given, bytes);
  if (isProduction(env))
    throw new ConfigError(`${name} is missing  →  set it to file:PATH of a key of ${bytes} random bytes in base64`);
  return keys.obtain(name, bytes);
}

function isProduction(env: EnvironmentInput["env"]): boolean {
  return env["NODE_ENV"] === "production";
}

function parsePort(text: string | undefined): number {
  if (text === undefined || text === "") return 4000;
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new ConfigError(`PORT must be 0-65535  →  PORT=4001 npm start`);
  return port;
}

import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { ConfigError, loadConfig } from "../../../gateway/config/index.ts";
import { defaultLimits } from "../../../gateway/operation/index.ts";
import type { Config, KeyStore } from "../../../gateway/config/index.ts";

const provider = {
  nimi: "suomifi",
  issuer: "https://tunnistus.example",
  audience: "asiakas-graph",
  mapping: { oletusrooli: "asiakas", hetu: "urn:oid:1.2.246.21" },
};
const identity = { providers: [provider] };
/** A file of one provider that differs from a good one. */
const withProvider = (changes: Readonly<Record<string, unknown>>): unknown => ({
  identity: { providers: [{ ...provider, ...changes }] },
  subgraphs: {},
});
const file = { identity, subgraphs: {} };
const keys: KeyStore = { obtain: (_, bytes) => new Uint8Array(bytes).fill(7) };
const noKeys: KeyStore = {
  obtain: () => {
    throw new Error("no key is made in production");
  },
};
const production = {
  NODE_ENV: "production",
  ASIAKAS_ID_AVAIN: randomBytes(64).toString("base64"),
  ASIAKAS_ALIGRAAFI_AVAIN: randomBytes(32).toString("base64"),
  ASIAKAS_LOKI_AVAIN: randomBytes(64).toString("base64"),
  ASIAKAS_LOKI_SINETTI: randomBytes(32).toString("base64"),
};

const load = (given: unknown, env: Readonly<Record<string, string | undefined>> = {}): Config =>
  loadConfig({ env, file: given, keys });

describe("the configuration", () => {
  it("has safe defaults", () => {
    expect(load(file)).toEqual({
      ...file,
      requestMs: 8000,
      loki: { segmenttiTavua: 64 * 1024 * 1024, ammattilaisenNimi: false, sailytysVuosia: 12, pito: [] },
      moottori: "asiakas",
      vaihtoehdot: [],
      turvakieltoOikeudet: [],
      operaatiot: { tiedostot: [], vainRekisteroidyt: false },
      introspection: true,
      allowedOrigins: [],
      trustedProxies: [],
      behindTls: false,
      limits: expect.objectContaining({
        ...defaultLimits,
        maxPlanningMs: 500,
        planningWaitMs: 2000,
        maxPlannerMb: 256,
        maxPlanLength: 1024 * 1024,
        personsPerMinute: 30,
        personsPerHourOfOrganisation: 300,
      }) as unknown,
      host: "127.0.0.1",
      port: 4000,
      production: false,
      idKey: new Uint8Array(64).fill(7),
      subgraphKey: new Uint8Array(32).fill(7),
      lokiKey: new Uint8Array(64).fill(7),
      lokiSealKey: new Uint8Array(32).fill(7),
    });
  });

  it("keeps an origin as browsers write it", () => {
    const allowedOrigins = ["https://asiointi.example/", "https://ASIOINTI.example:443", "http://127.0.0.1:3000"];
    expect(load({ ...file, allowedOrigins }).allowedOrigins).toEqual([
      "https://asiointi.example",
      "https://asiointi.example",
      "http://127.0.0.1:3000",
    ]);
  });

  it("changes one limit and leaves the others", () => {
    expect(load({ ...file, limits: { maxDepth: 8 } }).limits).toMatchObject({ ...defaultLimits, maxDepth: 8 });
  });

  it("counts the processes that were started together, and those that the file tells of besides", () => {
    const together = { ASIAKAS_PROSESSEJA: "3" };
    expect(load(file, together).limits.processes).toBe(3);
    expect(load({ ...file, limits: { processes: 2 } }, together).limits.processes).toBe(3);
    expect(load({ ...file, limits: { processes: 9 } }, together).limits.processes).toBe(9);
  });

  it("takes as many processes as leave each room for the largest operation", () => {
    expect(load({ ...file, limits: { processes: 12 } }).limits.processes).toBe(12);
    expect(load({ ...file, limits: { processes: 13, maxCost: 4000 } }).limits.processes).toBe(13);
  });

  it("can't be changed once it is read", () => {
    const config = load(file);
    expect(Object.isFrozen(config)).toBe(true);
    expect(() => Object.assign(config, { port: 1 })).toThrow(TypeError);
  });

  it("places each subgraph in this process or at a URL", () => {
    const subgraphs = {
      vtj: { run: "in-process", settings: { url: "http://127.0.0.1:1" } },
      kela: { run: "remote", url: "http://127.0.0.1:2/graphql", timeoutMs: 500 },
    };
    const { vtj, kela } = load({ identity, subgraphs }).subgraphs;
    expect([vtj, kela]).toMatchObject([subgraphs.vtj, subgraphs.kela]);
  });

  it.each([
    ["identity", {}],
    ["identity", { identity: "x", subgraphs: {} }],
    ["identity.providers", { identity: { providers: [] }, subgraphs: {} }],
    ["identity.estolista", { identity: { ...identity, estolista: "/ei/ole.json" }, subgraphs: {} }],
    ["identity.providers.0.nimi", withProvider({ nimi: "Suomi.fi" })],
    ["identity.providers.0.issuer", withProvider({ issuer: "" })],
    ["identity.providers.0.issuer", withProvider({ issuer: "http://tunnistus.example" })],
    ["identity.providers.0.issuer", withProvider({ discoveryUrl: "http://tunnistus.example/x" })],
    ["identity.providers.0.discoveryUrl", withProvider({ discoveryUrl: "file:///etc/passwd" })],
    ["identity.providers.0.audience", withProvider({ audience: undefined })],
    ["identity.providers.0.mapping", withProvider({ mapping: "/ei/ole.json" })],
    ["identity.providers.0.mapping", withProvider({ mapping: {} })],
    ["identity.providers.0.mapping", withProvider({ mapping: { rooli: "rooli" } })],
    ["identity.providers.0.mapping", withProvider({ mapping: { rooli: "r", roolit: {}, oletusrooli: "asiakas" } })],
    ["identity.providers.0.mapping.roolit.x", withProvider({ mapping: { rooli: "r", roolit: { x: "K" } } })],
    [
      "identity.providers.0.mapping.organisaatiot.x.tunnus",
      withProvider({
        mapping: { oletusrooli: "H", organisaatiot: { x: { tunnus: "Pirha", nimi: "Pirha", alue: "08" } } },
      }),
    ],
    ["identity", { identity: { providers: [provider, { ...provider, nimi: "toinen" }] }, subgraphs: {} }],
    ["identity", { identity: { providers: [provider, { ...provider, issuer: "https://b.example" }] }, subgraphs: {} }],
    ["subgraphs", { identity }],
    ["subgraphs.VTJ", { identity, subgraphs: { VTJ: { run: "in-process", settings: {} } } }],
    ["subgraphs.../x", { identity, subgraphs: { "../x": { run: "in-process", settings: {} } } }],
    ["subgraphs.vtj.run", { identity, subgraphs: { vtj: {} } }],
    ["subgraphs.vtj.run", { identity, subgraphs: { vtj: { run: "elsewhere" } } }],
    ["subgraphs.vtj.url", { identity, subgraphs: { vtj: { run: "remote" } } }],
    ["subgraphs.vtj.url", { identity, subgraphs: { vtj: { run: "remote", url: "ftp://x" } } }],
    ["subgraphs.vtj.timeoutMs", { identity, subgraphs: { vtj: { run: "remote", url: "http://x", timeoutMs: 0 } } }],
    ["localServices", { ...file, localServices: "ei" }],
    ["limits.maxDepth", { ...file, limits: { maxDepth: 0 } }],
    ["limits.maxDepth", { ...file, limits: { maxDepth: 1.5 } }],
    ["limits.maxPlanningMs", { ...file, limits: { maxPlanningMs: 0 } }],
    ["limits.processes", { ...file, limits: { processes: 0 } }],
    ["limits.processes", { ...file, limits: { processes: 13 } }],
    ["identity.providers.0.sidonta.dpop.osoite", withProvider({ sidonta: { dpop: { osoite: "graafi.example" } } })],
    ["identity.providers.0.sidonta.mtls.otsake", withProvider({ sidonta: { mtls: { otsake: "Client-Cert" } } })],
    ["identity.providers.0.sidonta", withProvider({ sidonta: { muu: {} } })],
    ["limits.maxTokens", { ...file, limits: { maxTokens: 4001 } }],
    ["limits.maxEntries.asiakas", { ...file, limits: { maxEntries: { asiakas: -1 } } }],
    ["limits.kustannus.listSize", { ...file, limits: { kustannus: { listSize: 0 } } }],
    ["allowedOrigins.0", { ...file, allowedOrigins: ["asiointi.example"] }],
    ["trustedProxies.0", { ...file, trustedProxies: ["välityspalvelin"] }],
    ["trustedProxies.0", { ...file, trustedProxies: ["10.0.0.0/33"] }],
    ["vaihtoehdot.0", { ...file, vaihtoehdot: ["palvelujenMaksukatto"] }],
    ["requestMs", { ...file, requestMs: 99 }],
    ["requestMs", { ...file, requestMs: 60_001 }],
    ["requestMs", { ...file, requestMs: "8000" }],
  ])("names the key that is wrong: %s", (key, given) => {
    expect(() => load(given)).toThrow(ConfigError);
    expect(() => load(given)).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(new RegExp(`^configuration: ${key.replaceAll(".", "\\.")}: .+$`)),
      }),
    );
  });

  it.each([
    ["of the file", { ...file, salaisuus: 1 }, "salaisuus"],
    ["of limits", { ...file, limits: { maxSyvyys: 1 } }, "maxSyvyys"],
    ["of identity", { identity: { ...identity, jwks: "x" }, subgraphs: {} }, "jwks"],
    ["of a provider", withProvider({ jwksUrl: "https://x.example" }), "jwksUrl"],
    ["of a mapping", withProvider({ mapping: { ...provider.mapping, sukunimi: "x" } }), "sukunimi"],
    ["of a subgraph", { identity, subgraphs: { vtj: { run: "in-process", settings: {}, url: "x" } } }, "url"],
  ])("refuses a key that nobody reads, %s", (_, given, key) => {
    expect(() => load(given)).toThrow(key);
  });

  it.each([null, undefined, "x", 1, []])("refuses %j for a file", (given) => {
    expect(() => load(given)).toThrow(ConfigError);
  });

  it("says what is wrong in one line", () => {
    for (const given of [{}, null, { ...file, requestMs: 0 }, { identity, subgraphs: { vtj: {} } }]) {
      expect(() => load(given)).toThrow(expect.objectContaining({ message: expect.not.stringContaining("\n") }));
    }
  });
});

describe("a provider's claims", () => {
  it("are mapped in the file itself, or in one of their own", () => {
    const mapping = fileURLToPath(new URL("../../../mocks/idp/vaitteet.json", import.meta.url));
    const read = (changes: Readonly<Record<string, unknown>>) => load(withProvider(changes)).identity.providers[0];
    expect(read({ mapping })?.mapping).toMatchObject({ rooli: "rooli", roolit: { terveydenhuolto: "H" } });
    expect(read({})?.mapping).toEqual(provider.mapping);
  });
});

describe("the port", () => {
  it.each([
    [undefined, 4000],
    ["", 4000],
    ["0", 0],
    ["4001", 4001],
    ["65535", 65_535],
  ])("of PORT=%s is %i", (text, port) => {
    expect(load(file, { PORT: text }).port).toBe(port);
  });

  it.each(["65536", "-1", "4000.5", "4e3", " 4000", "0x10", "http", "١"])(
    "of PORT=%s is refused with an example",
    (text) => {
      expect(() => load(file, { PORT: text })).toThrow(new ConfigError("PORT must be 0-65535  →  PORT=4001 npm start"));
    },
  );

  it("is on the address of HOST", () => {
    expect(load(file, { HOST: "0.0.0.0" }).host).toBe("0.0.0.0");
  });
});

describe("keys in the environment", () => {
  it("go before keys of the folder", () => {
    const key = randomBytes(64);
    expect(load(file, { ASIAKAS_ID_AVAIN: key.toString("base64") }).idKey).toEqual(key);
    expect(load(file, { ASIAKAS_ID_AVAIN: "" }).idKey).toEqual(new Uint8Array(64).fill(7));
  });

  it("suffice in production, where none is made", () => {
    const config = loadConfig({ env: production, file, keys: noKeys });
    expect(config).toMatchObject({ production: true });
    expect([config.idKey.length, config.subgraphKey.length]).toEqual([64, 32]);
  });

  it.each([
    ["ASIAKAS_ID_AVAIN", 64],
    ["ASIAKAS_ALIGRAAFI_AVAIN", 32],
  ])("must be there in production: %s", (name, bytes) => {
    for (const missing of [undefined, ""]) {
      expect(() => loadConfig({ env: { ...production, [name]: missing }, file, keys: noKeys })).toThrow(
        new ConfigError(`${name} is missing  →  set it to file:PATH of a key of ${bytes} random bytes in base64`),
      );
    }
  });

  it("that are weak stop the start in production as elsewhere", () => {
    const weak = Buffer.from("demo".repeat(16)).toString("base64");
    for (const env of [production, {}]) {
      expect(() => loadConfig({ env: { ...env, ASIAKAS_ID_AVAIN: weak }, file, keys })).toThrow("too regular");
    }
  });
});

describe("local services", () => {
  it("are refused in production", () => {
    const given = { ...file, localServices: "http://127.0.0.1:1" };
    expect(load(given).localServices).toBe("http://127.0.0.1:1");
    expect(() => loadConfig({ env: production, file: given, keys: noKeys })).toThrow(
      new ConfigError("configuration: localServices is for local use  →  leave it out where NODE_ENV=production"),
    );
  });
});

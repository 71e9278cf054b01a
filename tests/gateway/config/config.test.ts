import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { ConfigError, loadConfig } from "../../../gateway/config/index.ts";
import type { Config, KeyStore } from "../../../gateway/config/index.ts";

const identity = { issuer: "https://tunnistus.example", audience: "asiakas-graph", jwksUrl: "http://127.0.0.1:1/jwks" };
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
};

const load = (given: unknown, env: Readonly<Record<string, string | undefined>> = {}): Config =>
  loadConfig({ env, file: given, keys });

describe("the configuration", () => {
  it("has safe defaults", () => {
    expect(load(file)).toEqual({
      ...file,
      requestMs: 8000,
      host: "127.0.0.1",
      port: 4000,
      production: false,
      idKey: new Uint8Array(64).fill(7),
      subgraphKey: new Uint8Array(32).fill(7),
    });
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
    expect(load({ identity, subgraphs }).subgraphs).toEqual(subgraphs);
  });

  it.each([
    ["identity", {}],
    ["identity", { identity: "x", subgraphs: {} }],
    ["identity.issuer", { identity: { ...identity, issuer: "" }, subgraphs: {} }],
    ["identity.audience", { identity: { ...identity, audience: undefined }, subgraphs: {} }],
    ["identity.jwksUrl", { identity: { ...identity, jwksUrl: "tunnistus.example/jwks" }, subgraphs: {} }],
    ["identity.jwksUrl", { identity: { ...identity, jwksUrl: "file:///etc/passwd" }, subgraphs: {} }],
    ["subgraphs", { identity }],
    ["subgraphs.VTJ", { identity, subgraphs: { VTJ: { run: "in-process", settings: {} } } }],
    ["subgraphs.../x", { identity, subgraphs: { "../x": { run: "in-process", settings: {} } } }],
    ["subgraphs.vtj.run", { identity, subgraphs: { vtj: {} } }],
    ["subgraphs.vtj.run", { identity, subgraphs: { vtj: { run: "elsewhere" } } }],
    ["subgraphs.vtj.url", { identity, subgraphs: { vtj: { run: "remote" } } }],
    ["subgraphs.vtj.url", { identity, subgraphs: { vtj: { run: "remote", url: "ftp://x" } } }],
    ["subgraphs.vtj.timeoutMs", { identity, subgraphs: { vtj: { run: "remote", url: "http://x", timeoutMs: 0 } } }],
    ["localServices", { ...file, localServices: "ei" }],
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
    ["of identity", { identity: { ...identity, jwks: "x" }, subgraphs: {} }, "jwks"],
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

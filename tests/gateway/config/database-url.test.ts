import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { ConfigError, loadConfig, readDatabaseUrl, refusePasswords } from "../../../gateway/config/index.ts";
import type { Config } from "../../../gateway/config/index.ts";

const url = "postgres://loki:salainen@127.0.0.1:5432/loki";
const local = { production: false };
const production = { production: true };

function writeTemporary(content: string): string {
  const folder = mkdtempSync(join(tmpdir(), "asiakas-tietokanta-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "url"), content);
  return `file:${join(folder, "url")}`;
}

describe("a database's URL", () => {
  it("is given as it is for local use, or in a file", () => {
    expect(readDatabaseUrl("loki.tietokanta", url, local)).toBe(url);
    expect(readDatabaseUrl("loki.tietokanta", "postgresql://x@y/z", local)).toBe("postgresql://x@y/z");
    for (const each of [local, production]) {
      expect(readDatabaseUrl("loki.tietokanta", writeTemporary(`${url}\n`), each)).toBe(url);
    }
  });

  it("may stand in the configuration in production where it has no password", () => {
    expect(readDatabaseUrl("loki.tietokanta", "postgres://loki@127.0.0.1/loki", production)).toContain("loki@");
    expect(() => readDatabaseUrl("loki.tietokanta", url, production)).toThrow(
      new ConfigError(
        "loki.tietokanta holds a password  →  write a database's URL to a file and give file:PATH; NODE_ENV=production takes no other",
      ),
    );
  });

  it("is refused where its file is none, or holds something else, and nothing of it is repeated", () => {
    const read = (given: string) => () => readDatabaseUrl("loki.tietokanta", given, production);
    expect(read("file:/ei/ole/salainen")).toThrow(
      new ConfigError("loki.tietokanta names a file that can't be read  →  check the path after file:"),
    );
    for (const given of [
      writeTemporary(""),
      writeTemporary("mysql://x:salainen@y/z"),
      writeTemporary("file:/salainen"),
    ]) {
      expect(read(given)).toThrow(
        new ConfigError(
          "the file of loki.tietokanta must hold a database's URL  →  postgres://role:password@host:port/database",
        ),
      );
    }
    expect(read("mysql://x:salainen@y/z")).toThrow(/^loki\.tietokanta must hold/);
  });
});

describe("secrets in settings", () => {
  it.each([
    ["vtj", { perustiedot: { salasana: "salainen" } }, "vtj.perustiedot.salasana is a secret"],
    ["mydata", { tunniste: "salainen" }, "mydata.tunniste is a secret"],
    ["valtuudet", { restAvain: "salainen" }, "valtuudet.restAvain is a secret"],
    ["valtuudet", { oauthSalasana: "salainen" }, "valtuudet.oauthSalasana is a secret"],
    ["ptj", { solmut: [{ avain: "-----BEGIN PRIVATE KEY-----salainen" }] }, "ptj.solmut.0.avain is a secret"],
  ])("of %s are refused as plain text by their key: %j", (place, settings, told) => {
    expect(() => refusePasswords(place, settings)).toThrow(told);
    expect(() => refusePasswords(place, settings)).not.toThrow(/salainen/);
  });

  it.each([
    { salasana: "file:/run/secrets/vtj" },
    { tunniste: "file:/run/secrets/mydata", kayttajatunnus: "k", asiakastunnus: "a", tunnus: "t" },
    { jwtAvain: "-----BEGIN PUBLIC KEY-----" },
    { avaimenTunnus: "2026-1" },
  ])("are taken where they are in files, or are none: %j", (settings) => {
    expect(() => refusePasswords("settings", settings)).not.toThrow();
  });
});

describe("passwords in settings", () => {
  it("are found in any URL, however deep, and named by their key alone", () => {
    for (const each of [url, "https://tunnus:salainen@127.0.0.1/"]) {
      const refuse = () =>
        refusePasswords("subgraphs", { crm: { settings: { solmut: [{ url: "x" }, { url: each }] } } });
      expect(refuse).toThrow(/^subgraphs\.crm\.settings\.solmut\.1\.url holds a password {2}→/);
      expect(refuse).not.toThrow(/salainen/);
    }
  });

  it.each([
    undefined,
    null,
    1,
    "",
    "salainen",
    "file:/run/secrets/crm",
    "postgres://crm@127.0.0.1/crm",
    ["https://x/a:b@c"],
  ])("are not seen in %j", (settings) => {
    expect(() => refusePasswords("settings", settings)).not.toThrow();
  });
});

describe("the configuration's databases", () => {
  const identity = {
    providers: [
      {
        nimi: "suomifi",
        issuer: "https://tunnistus.example",
        audience: "asiakas-graph",
        mapping: { oletusrooli: "asiakas", hetu: "urn:oid:1.2.246.21" },
      },
    ],
  };
  const env = {
    NODE_ENV: "production",
    ...Object.fromEntries(
      [
        ["ID_AVAIN", 64],
        ["ALIGRAAFI_AVAIN", 32],
        ["LOKI_AVAIN", 64],
        ["LOKI_SINETTI", 32],
      ].map(([name, bytes]) => [`ASIAKAS_${name}`, randomBytes(Number(bytes)).toString("base64")]),
    ),
  };
  const load = (changes: Readonly<Record<string, unknown>>, given: Readonly<Record<string, string>> = env): Config =>
    loadConfig({
      env: given,
      file: { identity, subgraphs: {}, ...changes },
      keys: { obtain: (_, bytes) => new Uint8Array(bytes).fill(7) },
    });
  const crm = (place: string): unknown => ({
    crm: { run: "in-process", settings: { solmut: [{ alue: "08", url: place }] } },
  });

  it("are read from files, the log's when the configuration is", () => {
    const place = writeTemporary(url);
    const config = load({ loki: { tietokanta: place }, subgraphs: crm(place) });
    expect(config.loki).toMatchObject({ tietokanta: url, sailytysVuosia: 12 });
    expect(config.subgraphs["crm"]).toMatchObject({ settings: { solmut: [{ url: place }] } });
  });

  it("stand beside other registers' secrets, which production takes from files only", () => {
    const vtj = (salasana: string) => ({ vtj: { run: "in-process", settings: { salasana } } });
    expect(() => load({ subgraphs: vtj("salainen") })).toThrow(/^subgraphs\.vtj\.settings\.salasana is a secret/);
    expect(load({ subgraphs: vtj("file:/run/secrets/vtj") }).subgraphs["vtj"]).toMatchObject({ run: "in-process" });
    expect(load({ subgraphs: vtj("paikallinen") }, {}).subgraphs["vtj"]).toMatchObject({ run: "in-process" });
  });

  it("are taken with their passwords for local use, and refused in production", () => {
    expect(load({ loki: { tietokanta: url }, subgraphs: crm(url) }, {}).loki.tietokanta).toBe(url);
    expect(() => load({ loki: { tietokanta: url } })).toThrow(/^loki\.tietokanta holds a password/);
    expect(() => load({ subgraphs: crm(url) })).toThrow(/^subgraphs\.crm\.settings\.solmut\.0\.url holds a password/);
    expect(() => load({ loki: { tietokanta: "mysql://x" } })).toThrow(
      /^configuration: loki\.tietokanta: must be postgres/,
    );
  });
});

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { decodeJwt, decodeProtectedHeader } from "jose";
import { describe, expect, it } from "vitest";
import { typescriptArgs } from "../../../scripts/typescript/args.ts";

const command = fileURLToPath(new URL("../../../mocks/idp/token-command.ts", import.meta.url));
const run = (...args: readonly string[]) =>
  spawnSync(process.execPath, [...typescriptArgs, command, ...args], { encoding: "utf8" });

describe("npm run token", () => {
  it("prints a customer's token and nothing else", () => {
    const { stdout, stderr, status } = run("aino");
    expect([stderr, status]).toEqual(["", 0]);
    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    expect(decodeProtectedHeader(stdout.trim())).toMatchObject({ alg: "ES256", typ: "at+jwt" });
    expect(decodeJwt(stdout.trim())).toMatchObject({ rooli: "asiakas", "urn:oid:1.2.246.21": "140584-902U" });
  });

  it("prints a professional's token", () => {
    const { stdout } = run("aino", "--as", "sosiaalihuolto", "--tarkoitus", "PALVELUTARPEEN_ARVIOINTI", "--alue", "15");
    expect(decodeJwt(stdout.trim())).toMatchObject({ rooli: "sosiaalihuolto", alue: "15" });
  });

  it("prints a token of every other kind, a purpose left to the request", () => {
    const officer = run("aino", "--as", "tietosuojavastaava", "--yksikko", "Hallinto");
    expect(decodeJwt(officer.stdout.trim())).toMatchObject({
      organisaatio: "1.2.246.10.99900008",
      yksikko: "Hallinto",
    });
    const third = run("aino", "--as", "kolmasosapuoli", "--vastaanottaja", "vakuutusyhtio-a");
    expect(decodeJwt(third.stdout.trim())).toMatchObject({ vastaanottaja: "vakuutusyhtio-a" });
  });

  it("helps with one example", () => {
    expect(run("--help")).toMatchObject({ status: 0, stdout: expect.stringContaining("-- aino --as sosiaalihuolto") });
  });

  it.each([
    [["nobody"], /^personaa "nobody" ei ole; tunnetut personat: aino, .*kaisa\n$/],
    [[], /^anna yksi persona.*\n$/],
    [["aino", "eino"], /^anna yksi persona.*\n$/],
    [["aino", "--as", "kolmasosapuoli"], /^vastaanottaja puuttuu.*\n$/],
    [["aino", "--rooli", "laskutus"], /^Unknown option '--rooli'.*\n$/],
  ])("refuses %j with one line and exit code 2", (args, message) => {
    const { stdout, stderr, status } = run(...args);
    expect([stdout, status]).toEqual(["", 2]);
    expect(stderr).toMatch(message);
  });
});

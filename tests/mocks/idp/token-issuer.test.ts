import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createLocalJWKSet, jwtVerify } from "jose";
import type { JWTPayload } from "jose";
import { describe, expect, it } from "vitest";
import { createTokenIssuer, hetuClaim, paikallinenAudience, paikallinenIssuer } from "../../../mocks/idp/index.ts";
import type { TokenIssuer } from "../../../mocks/idp/index.ts";
import { temporaryDirectory } from "./temporary-directory.ts";
import { typescriptArgs } from "../../../scripts/typescript/args.ts";

const aino = { rooli: "asiakas", persona: "aino", tunnus: { laji: "HETU", arvo: "140584-902U" } } as const;
const laskuttaja = {
  rooli: "laskutus",
  persona: "aino",
  organisaatio: "1.2.246.10.99900008",
  organisaationNimi: "Pirkanmaan hyvinvointialue",
  yksikko: undefined,
  nimi: "Aino Koivula-Testi",
  alue: "08",
  kayttotarkoitus: "LASKUTUS",
} as const;

async function verify(issuer: TokenIssuer, token: string): Promise<JWTPayload> {
  const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(issuer.jwks()), {
    issuer: paikallinenIssuer,
    audience: paikallinenAudience,
    typ: "at+jwt",
    algorithms: ["ES256"],
    requiredClaims: ["sub", "jti", "iat", "exp", "client_id"],
  });
  expect(protectedHeader.kid).toBe(issuer.jwks().keys[0]?.kid);
  return payload;
}

describe("a token", () => {
  it("of a customer verifies and carries the identity code by its OID, but not in the subject", async () => {
    const issuer = createTokenIssuer({ directory: await temporaryDirectory() });
    const payload = await verify(issuer, await issuer.issue(aino));
    expect(payload).toMatchObject({ rooli: "asiakas", [hetuClaim]: "140584-902U" });
    expect(payload.sub).not.toContain("140584");
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(3600);
  });

  it("of one without an identity code carries the temporary identifier instead", async () => {
    const issuer = createTokenIssuer({ directory: await temporaryDirectory() });
    const tunnus = { laji: "TILAPAINEN", arvo: "08-2026-000007" } as const;
    const payload = await verify(issuer, await issuer.issue({ rooli: "asiakas", persona: "mihai", tunnus }));
    expect(payload).toMatchObject({ tilapainen_tunnus: "08-2026-000007" });
    expect(payload).not.toHaveProperty([hetuClaim]);
  });

  it("of a professional carries role, organisation, region and purpose, and no identity code", async () => {
    const issuer = createTokenIssuer({ directory: await temporaryDirectory() });
    const payload = await verify(issuer, await issuer.issue(laskuttaja));
    const { rooli, organisaatio, alue, kayttotarkoitus } = laskuttaja;
    expect(payload).toMatchObject({ rooli, organisaatio, alue, kayttotarkoitus });
    expect(JSON.stringify(payload)).not.toContain("140584");
    expect(payload).not.toHaveProperty([hetuClaim]);
  });

  it("has a subject that stays and an id that does not", async () => {
    const issuer = createTokenIssuer({ directory: await temporaryDirectory() });
    const [first, second] = [
      await verify(issuer, await issuer.issue(aino)),
      await verify(issuer, await issuer.issue(aino)),
    ];
    expect(first.sub).toBe(second.sub);
    expect(first.jti).not.toBe(second.jti);
  });

  it("is told the time, issuer and audience", async () => {
    const issuer = createTokenIssuer({
      directory: await temporaryDirectory(),
      issuer: "http://toinen.example",
      audience: "toinen",
      now: () => 1_000_000_500,
    });
    const token = await issuer.issue(aino);
    const { payload } = await jwtVerify(token, createLocalJWKSet(issuer.jwks()), {
      currentDate: new Date(1_000_001_000),
    });
    expect(payload).toMatchObject({ iss: "http://toinen.example", aud: "toinen", iat: 1_000_000, exp: 1_003_600 });
  });
});

describe("the signing key", () => {
  it("is made once, readable by its owner only, and tells no private part", async () => {
    const directory = join(await temporaryDirectory(), "uusi");
    const [first, second] = [createTokenIssuer({ directory }), createTokenIssuer({ directory })];
    expect(second.jwks()).toEqual(first.jwks());
    expect(Object.keys(first.jwks().keys[0] ?? {}).sort()).toEqual(["alg", "crv", "kid", "kty", "use", "x", "y"]);
    expect(await readdir(directory)).toEqual(["idp-key.pem"]);
    expect((await stat(join(directory, "idp-key.pem"))).mode & 0o777).toBe(0o600);
  });

  it("is one key for processes that start together", async () => {
    const directory = await temporaryDirectory();
    const module = new URL("../../../mocks/idp/index.ts", import.meta.url).href;
    const script = `import { createTokenIssuer } from ${JSON.stringify(module)};
      console.log(createTokenIssuer({ directory: ${JSON.stringify(directory)} }).jwks().keys[0].kid);`;
    const kids = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const child = spawn(process.execPath, [...typescriptArgs, "--input-type=module", "--eval", script]);
        const parts: string[] = [];
        child.stdout.on("data", (part: Buffer) => parts.push(part.toString()));
        await once(child, "close");
        return parts.join("").trim();
      }),
    );
    expect(kids[0]).toBe(createTokenIssuer({ directory }).jwks().keys[0]?.kid);
    expect(new Set(kids).size).toBe(1);
    expect(await readdir(directory)).toEqual(["idp-key.pem"]);
  });

  it("is refused when the file holds something else", async () => {
    const directory = await temporaryDirectory();
    await writeFile(join(directory, "idp-key.pem"), "not a key");
    expect(() => createTokenIssuer({ directory })).toThrow(/unsupported|DECODER|PEM/i);
  });
});

import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { faultKinds } from "../../mocks/http/index.ts";
import { fiveSources, startSystem } from "../start.ts";
import type { TestSystem } from "../start.ts";

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem({ configure: (file) => ({ ...file, requestMs: 600 }) });
});
afterAll(() => system.close());

/** Registers' own error codes that the mocks can be told to show. */
const ownCodes: Readonly<Record<string, readonly string[]>> = {
  vtj: [
    "0001",
    "0002",
    "0003",
    "0007",
    "0016",
    "0019",
    "-1800",
    "Server.ServerProxy.AccessDenied",
    "server.clientproxy.network_error",
  ],
  kela: [
    "KELMU-400-01",
    "KELMU-403-02",
    "KELMU-404-01",
    "KELMU-409-01",
    "KELMU-503-01",
    "Server.ServerProxy.UnknownService",
  ],
  koski: ["unavailable.virta", "forbidden.kiellettyKäyttöoikeus", "unauthorized", "internalError", "badGateway.ytr"],
  crm: ["42501", "57P03", "40001", "53300"],
};

const fault = fc.constantFrom(...Object.keys(ownCodes)).chain((register) =>
  fc.record({
    register: fc.constant(register),
    laji: fc.constantFrom(...faultKinds),
    koodi: fc.constantFrom(...(ownCodes[register] ?? [])),
  }),
);

/** Texts that only a source could have said. */
const foreign =
  /<[a-z!?/]|https?:\/\/|127\.0\.0\.1|postgres:|SOAP-ENV|faultstring|Hakuperusteella|korrelaatio|ECONN|UND_ERR|\bat \S+:\d+/i;

it("lets no identity code, address or text of a source out through any fault", async () => {
  // The customer's own code is the canary: every source is asked with it, and the query does not ask for it.
  const { hetu: canary = "" } = system.population.henkilo(0);
  const others = Array.from({ length: 60 }, (_, at) => system.population.henkilo(at).hetu).filter(
    (hetu) => hetu !== undefined,
  );
  expect(canary).not.toBe("");
  const token = await system.token({ persona: "aino" });
  await fc.assert(
    fc.asyncProperty(fc.array(fault, { minLength: 1, maxLength: 3 }), async (faults) => {
      for (const { register, laji, koodi } of faults) {
        system.mocks.registers[register]?.faults.set([{ laji, koodi, viiveMs: 700 }]);
      }
      const answer = await system.ask(fiveSources, token);
      for (const { faults: own } of Object.values(system.mocks.registers)) own.set([]);
      expect(answer.status).toBe(200);
      expect(others.filter((hetu) => answer.text.includes(hetu))).toEqual([]);
      expect(answer.errors.map((error) => JSON.stringify(error)).filter((text) => foreign.test(text))).toEqual([]);
      for (const { extensions } of answer.errors)
        expect(extensions).toMatchObject({
          code: expect.stringMatching(/^(SOURCE_|SUBJECT_NOT_FOUND|CONSENT_MISSING|BAD_USER_INPUT)/) as unknown,
        });
    }),
    { numRuns: 60 },
  );
  expect(system.log.filter((line) => others.some((hetu) => line.includes(hetu)) || foreign.test(line))).toEqual([]);
});

it("shows nothing of another person whose record a register sends by mistake", async () => {
  const token = await system.token({ persona: "aino" });
  for (const register of Object.keys(ownCodes)) {
    system.mocks.registers[register]?.faults.set([{ laji: "vaaraHenkilo" }]);
  }
  const answer = await system.ask(fiveSources, token);
  for (const { faults } of Object.values(system.mocks.registers)) faults.set([]);
  expect(answer.errors.map(({ extensions }) => extensions["code"])).toEqual(
    answer.errors.map(() => "SOURCE_INVALID_RESPONSE"),
  );
  expect(answer.data).toMatchObject({
    mina: { nimi: null, perhesuhteet: null, laakekatto: null, matkakatto: null, koulutus: null },
  });
});

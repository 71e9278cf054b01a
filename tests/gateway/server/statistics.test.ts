import { describe, expect, it } from "vitest";
import type { Authenticate } from "../../../gateway/actor/index.ts";
import { post, refusalOf, startStub } from "./start-stub.ts";

const authenticate: Authenticate = async () => ({ ok: true, actor: { kind: "analyytikko", sub: "s" } });
const analyst = { authenticate };
const query = "{ tilastot { asiakkaat setelit } }";

describe("a query of statistics", () => {
  it("is in the use log with what leaves of it, by the names of the schema", async () => {
    const data = { luvut: { kaikki: 5, setelit: null }, mina: null };
    const stub = await startStub({ ...analyst, execute: async () => ({ data, errors: [] }) });
    const text = "{ luvut: tilastot { kaikki: asiakkaat ... on Luvut { setelit } } mina { id } }";
    expect((await post(stub, { query: text })).status).toBe(200);
    expect(stub.statistics).toEqual(["Luvut.asiakkaat Query.tilastot"]);
  });

  it("is in the use log with the code of its refusal", async () => {
    const errors = [{ code: "FORBIDDEN", parameters: {}, path: ["tilastot"] }] as const;
    const stub = await startStub({ execute: async () => ({ data: { tilastot: null }, errors: [...errors] }) });
    await post(stub, { query });
    expect(stub.statistics).toEqual(["FORBIDDEN"]);
  });

  it("gives nothing when the log can't be written", async () => {
    const data = { tilastot: { asiakkaat: 5, setelit: 10 } };
    const stub = await startStub({ ...analyst, mayRecord: () => false, execute: async () => ({ data, errors: [] }) });
    expect(await refusalOf(await post(stub, { query }))).toEqual([503, "AUDIT_UNAVAILABLE"]);
  });

  it("is in no row when none was asked", async () => {
    const stub = await startStub(analyst);
    await post(stub, { query: "{ mina { id } }" });
    expect(stub.statistics).toEqual([]);
  });
});

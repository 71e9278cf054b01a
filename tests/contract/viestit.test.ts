import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "../../gateway/actor/index.ts";
import { createInProcessTransport } from "../../gateway/subgraph/index.ts";
import type { SubgraphTransport, Tunnus } from "../../gateway/subgraph/index.ts";
import type { Fault } from "../../mocks/http/index.ts";
import { start } from "../../mocks/viestit/index.ts";
import type { ViestitMock } from "../../mocks/viestit/index.ts";
import { subgraph } from "../../subgraphs/viestit/index.ts";
import { askSubgraph, everyFault, ids } from "./ask-subgraph.ts";
import type { Asked } from "./ask-subgraph.ts";
import { personaHetu, population, toDocument } from "./persons.ts";

const started = new Date("2026-11-23T10:15:02Z");
let clock = started;
const guide = (alue: string): Actor => ({
  kind: "ammattilainen",
  sub: "ohjaaja-1",
  kirjain: "O",
  organisaatio: `1.2.246.10.999000${alue}`,
  organisaationNimi: "Testialue",
  alue,
  kayttotarkoitus: "VIESTIN_LAHETYS",
});
const customer: Actor = { kind: "asiakas", sub: "a", asiakasId: ids.seal({ laji: "HETU", arvo: personaHetu("aino") }) };
const document = toDocument("viestinta { suomifiViestitKaytossa }");
const [aino, onni, sofia] = [personaHetu("aino"), personaHetu("onni"), personaHetu("sofia")];
const inUse = (value: boolean | null): unknown => ({ viestinta: { suomifiViestitKaytossa: value } });

/** What stands in the service's own errors, identity codes, and secrets. */
const servicesWords = /Request refused|validation|<html|\d{6}[-A]\d{3}|paikallinen-/;

describe("Suomi.fi-viestit", () => {
  let mock: ViestitMock;
  let transport: SubgraphTransport;
  let hurried: SubgraphTransport;

  const open = (changes: Readonly<Record<string, unknown>> = {}): SubgraphTransport =>
    createInProcessTransport(subgraph, { ids, now: () => clock, settings: { ...mock.settings, ...changes } });

  beforeAll(async () => {
    mock = await start({ population, alueet: ["08", "15"], now: () => clock });
    transport = open();
    hurried = open({ timeoutMs: 100 });
    // Tokens are known from here on: each test then sees its own calls only.
    await ask([aino]);
    await ask([aino], { through: hurried });
  });
  afterAll(async () => {
    await Promise.all([transport.close(), hurried.close()]);
    await mock.close();
  });
  beforeEach(() => mock.requests.clear());
  afterEach(() => {
    mock.faults.set([]);
    clock = started;
  });

  function ask(
    asked: readonly (string | Tunnus)[],
    { actor = guide("08"), through = transport }: { readonly actor?: Actor; readonly through?: SubgraphTransport } = {},
  ): Promise<Asked> {
    return askSubgraph(through, { document, asked, actor, pyynto: "p-1" });
  }
  const paths = (): readonly string[] => mock.requests.latest().map(({ polku }) => polku);

  it("tells who has a mailbox in use, all persons of a request in one call, by the region's own API user", async () => {
    const { entities, errors } = await ask([aino, onni, sofia, "010190-999A"]);
    expect(errors).toEqual([]);
    expect(entities).toEqual([inUse(true), inUse(false), inUse(true), inUse(false)]);
    expect(paths()).toEqual(["/v1/mailboxes/active"]);
    expect(mock.requests.latest()[0]?.polku).not.toContain(aino);
  });

  it("asks nobody about a person without an identity code", async () => {
    const { entities } = await ask([{ laji: "TILAPAINEN", arvo: "08-2025-000007" }]);
    expect(entities).toEqual([inUse(null)]);
    expect(paths()).toEqual([]);
  });

  it("signs in once for each region, and again when the token has ended", async () => {
    await ask([aino], { actor: guide("15") });
    await ask([aino], { actor: guide("15") });
    expect(paths()).toEqual(["/v1/token", "/v1/mailboxes/active", "/v1/mailboxes/active"]);
    mock.requests.clear();
    clock = new Date(started.getTime() + 3600_000);
    await ask([aino], { actor: guide("15") });
    expect(paths()).toEqual(["/v1/token", "/v1/mailboxes/active"]);
  });

  it("keeps nothing of a person: each request asks again", async () => {
    await ask([aino]);
    await ask([aino]);
    expect(paths()).toEqual(["/v1/mailboxes/active", "/v1/mailboxes/active"]);
  });

  it("fetches a token once more when it is refused, and then gives up", async () => {
    mock.faults.set([{ laji: "virhekoodi", koodi: "token" }]);
    const { errors } = await ask([aino]);
    expect(errors).toMatchObject([{ code: "SOURCE_DENIED" }]);
    expect(paths()).toEqual(["/v1/mailboxes/active", "/v1/token", "/v1/mailboxes/active"]);
    mock.faults.set([]);
    expect((await ask([aino])).errors).toEqual([]);
  });

  it("goes on after the password was changed elsewhere only by the new one", async () => {
    const fresh = await start({ population, alueet: ["08"], now: () => clock });
    const own = createInProcessTransport(subgraph, { ids, now: () => clock, settings: fresh.settings });
    expect((await ask([aino], { through: own })).errors).toEqual([]);
    const [user] = fresh.settings["kayttajat"] as readonly { readonly tunnus: string; readonly salasana: string }[];
    const post = (path: string, body: unknown): Promise<Response> =>
      fetch(`${fresh.url}${path}`, { method: "POST", body: JSON.stringify(body) });
    const token = await post("/v1/token", { username: user?.tunnus, password: user?.salasana });
    const { access_token: accessToken } = (await token.json()) as { readonly access_token: string };
    const newPassword = "Uusi-Salasana-joka-on-32-merkkia$";
    const change = { accessToken, currentPassword: user?.salasana, newPassword };
    expect((await post("/v1/change-password", { ...change, newPassword: "lyhyt" })).status).toBe(400);
    expect((await post("/v1/change-password", change)).status).toBe(200);
    expect((await ask([aino], { through: own })).errors).toMatchObject([{ code: "SOURCE_DENIED" }]);
    await own.close();
    await fresh.close();
  });

  it.each([
    ["a region without an API user", guide("90"), "SOURCE_DENIED"],
    ["anybody but a professional", customer, "FORBIDDEN"],
  ])("is not asked for %s", async (_, actor, code) => {
    const { entities, errors } = await ask([aino], { actor });
    expect(entities).toEqual([inUse(null)]);
    expect(errors).toMatchObject([{ code }]);
    expect(paths()).toEqual([]);
  });

  const faults: readonly (readonly [Fault, string])[] = [
    ...everyFault,
    [{ laji: "virhekoodi", koodi: "validation" }, "SOURCE_DENIED"],
    [{ laji: "virhekoodi", koodi: "forbidden" }, "SOURCE_DENIED"],
    [{ laji: "virhekoodi", koodi: "missing" }, "SOURCE_DENIED"],
    [{ laji: "virhekoodi", koodi: "size" }, "SOURCE_DENIED"],
    [{ laji: "virhekoodi", koodi: "busy" }, "SOURCE_UNAVAILABLE"],
    [{ laji: "virhekoodi", koodi: "internal" }, "SOURCE_UNAVAILABLE"],
    [{ laji: "virhekoodi", koodi: "maintenance" }, "SOURCE_UNAVAILABLE"],
  ];
  it.each(faults)("%j gives %s, and no word of the service's", async (fault, code) => {
    mock.faults.set([fault]);
    const { entities, errors, lahteet } = await ask([aino], {
      through: code === "SOURCE_TIMEOUT" ? hurried : transport,
    });
    expect(entities).toEqual([inUse(null)]);
    expect(errors).toMatchObject([{ code }]);
    expect(lahteet).toMatchObject([{ lahde: "viestit", tila: code }]);
    expect(JSON.stringify(errors)).not.toMatch(servicesWords);
  });

  it("tells wrong credentials as a fault of ours", async () => {
    const kayttajat = [{ alue: "08", tunnus: "paikallinen-alue-08", salasana: "vaara-salasana" }];
    const wrong = open({ kayttajat });
    expect((await ask([aino], { through: wrong })).errors).toMatchObject([{ code: "SOURCE_DENIED" }]);
    await wrong.close();
  });
});

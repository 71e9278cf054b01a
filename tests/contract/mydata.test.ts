import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { tuntematon } from "../../gateway/actor/index.ts";
import type { Actor } from "../../gateway/actor/index.ts";
import type { LahdeRow } from "../../gateway/source/index.ts";
import { createInProcessTransport } from "../../gateway/subgraph/index.ts";
import type { SubgraphTransport, Tunnus } from "../../gateway/subgraph/index.ts";
import type { Fault, MockServer } from "../../mocks/http/index.ts";
import { paikallinenTunniste, start } from "../../mocks/mydata/index.ts";
import { subgraph } from "../../subgraphs/mydata/index.ts";
import { askSubgraph, everyFault, ids } from "./ask-subgraph.ts";
import type { Asked } from "./ask-subgraph.ts";
import { personaHetu, population, toDocument } from "./persons.ts";

const started = new Date("2026-11-23T10:15:02Z");
let clock = started;
const now = (): Date => clock;
const customer: Actor = { kind: "asiakas", sub: "aino", asiakasId: "x" };
const clerkOf = (organisaatio: string): Actor => ({
  kind: "ammattilainen",
  sub: "tyontekija-1",
  kirjain: "R",
  organisaatio,
  organisaationNimi: "Testialue",
  alue: "08",
  kayttotarkoitus: "LASKUTUS",
});
const pirkanmaa = "1.2.246.10.99900008";
const third = (vastaanottaja: string): Actor => ({
  kind: "kolmasosapuoli",
  sub: "m",
  vastaanottaja,
  vastaanottajanNimi: vastaanottaja,
});

const insurances = toDocument(
  "vakuutukset { yhtio { ytunnus nimi } laji numero alkaa paattyy voimassa kattaa omavastuu { sentit } }",
);
const numbers = toDocument("vakuutukset { numero }");
const consentOf = (vastaanottaja: string) =>
  toDocument(
    `suostumus(vastaanottaja: "${vastaanottaja}") { voimassa tiedot suostumukset { suostumusId versio tiedot } }`,
  );
const none = { voimassa: false, tiedot: [], suostumukset: [] };

/** What stands in the mock's own errors, identity codes, and the secret of the sign-in. */
const operatorsWords =
  /consent_|invalid_|insufficient|maintenance|technical|Esimerkki|<html|\d{6}[-A]\d{3}|paikallinen-/;

const aino = personaHetu("aino");

describe("a MyData operator", () => {
  let mock: MockServer;
  let transport: SubgraphTransport;
  /** As `transport`, with little patience: only for a source that does not answer in time. */
  let hurried: SubgraphTransport;
  let lahteet: readonly LahdeRow[] = [];

  beforeAll(async () => {
    mock = await start({ population, now });
    const settings = { url: mock.url, tunniste: paikallinenTunniste };
    transport = createInProcessTransport(subgraph, { ids, now, settings });
    hurried = createInProcessTransport(subgraph, { ids, now, settings: { ...settings, timeoutMs: 100 } });
    // The keys of receipts are known from here on: each test then sees its own calls only.
    await ask(consentOf("vakuutusyhtio-a"), [aino]);
    await ask(consentOf("vakuutusyhtio-a"), [aino], { through: hurried });
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

  async function ask(
    document: ReturnType<typeof toDocument>,
    asked: readonly (string | Tunnus)[],
    { actor = customer, through = transport }: { readonly actor?: Actor; readonly through?: SubgraphTransport } = {},
  ): Promise<Asked> {
    const answer = await askSubgraph(through, { document, asked, actor, pyynto: "p1" });
    ({ lahteet } = answer);
    return answer;
  }

  async function change(tunnus: string, status: string): Promise<unknown> {
    const response = await fetch(`${mock.url}/consents/${tunnus}/status`, {
      method: "PUT",
      headers: { authorization: `Bearer ${paikallinenTunniste}` },
      body: JSON.stringify({ status }),
    });
    expect(response.status).toBe(200);
    return response.json();
  }

  it("gives the customer the insurances of every insurer that the own view may ask", async () => {
    const { entities, errors } = await ask(insurances, [aino]);
    expect(errors).toEqual([]);
    expect(entities).toEqual([
      {
        vakuutukset: [
          {
            yhtio: { ytunnus: "9990011-1", nimi: "Vakuutusyhtiö Esimerkki Oy" },
            laji: "SAIRAUSKULU",
            numero: "A-100-000000",
            alkaa: "2018-03-01",
            paattyy: null,
            voimassa: true,
            kattaa: ["LAAKARI", "LAAKKEET"],
            omavastuu: { sentit: 10_000 },
          },
          {
            yhtio: { ytunnus: "9990013-3", nimi: "Mallivakuutus Oyj" },
            laji: "TAPATURMA",
            numero: "C-200-000000",
            alkaa: "2024-01-01",
            paattyy: "2027-12-31",
            voimassa: true,
            kattaa: ["LAAKARI", "KUNTOUTUS"],
            omavastuu: { sentit: 5000 },
          },
        ],
      },
    ]);
    expect(mock.requests.latest().map(({ metodi, polku }) => `${metodi} ${polku}`)).toEqual([
      "POST /consents/_search",
      "GET /data/vakuutukset",
      "GET /data/vakuutukset",
    ]);
    expect(lahteet).toMatchObject([{ lahde: "mydata", tila: "OK", kutsut: 3 }]);
  });

  it("names the person to each receiver otherwise, and tells the identity code in the body of the search only", async () => {
    await ask(consentOf("vakuutusyhtio-a"), [aino]);
    await ask(consentOf("liikuntapalvelu-b"), [aino]);
    await ask(insurances, [aino]);
    const bodies = mock.requests.latest().flatMap(({ runko }) => (runko === "" ? [] : [JSON.parse(runko)]));
    expect(bodies).toEqual(
      ["vakuutusyhtio-a", "liikuntapalvelu-b", "oma-nakyma"].map((recipient) => ({
        subject: ids.sealFor(recipient, { laji: "HETU", arvo: aino }),
        henkilotunnus: aino,
        recipient,
        status: "ACTIVE",
      })),
    );
    const rest = mock.requests.latest().map((request) => ({ ...request, runko: "" }));
    expect(JSON.stringify(rest)).not.toContain(aino);
  });

  it("gives a professional what a consent that names the organisation covers, and another organisation nothing", async () => {
    const own = await ask(numbers, [aino], { actor: clerkOf(pirkanmaa) });
    expect(own).toMatchObject({ entities: [{ vakuutukset: [{ numero: "A-100-000000" }] }], errors: [] });
    const other = await ask(numbers, [aino], { actor: clerkOf("1.2.246.10.99900015") });
    expect(other).toMatchObject({ entities: [{ vakuutukset: null }], errors: [{ code: "CONSENT_MISSING" }] });
  });

  it("takes no consent to items of the graph for a consent to an insurer's data", async () => {
    const { errors } = await ask(numbers, [aino], { actor: third("vakuutusyhtio-a") });
    expect(errors).toMatchObject([{ code: "CONSENT_MISSING", parameters: { lahde: "mydata" } }]);
    expect(mock.requests.count()).toBe(1);
  });

  it("says that the consent is missing of one who is insured and has not consented", async () => {
    expect(await ask(numbers, [personaHetu("liisa")])).toMatchObject({
      entities: [{ vakuutukset: null }],
      errors: [{ code: "CONSENT_MISSING" }],
    });
  });

  it("asks for nobody who has no identity code, and for no asker whom consents can't name", async () => {
    const document = toDocument(
      'vakuutukset { numero } suostumus(vastaanottaja: "vakuutusyhtio-a") { voimassa tiedot }',
    );
    const { entities, errors } = await ask(document, [{ laji: "TILAPAINEN", arvo: "08-2026-000007" }]);
    expect({ entities, errors }).toEqual({
      entities: [{ vakuutukset: null, suostumus: { voimassa: false, tiedot: [] } }],
      errors: [],
    });
    const unknown = await ask(numbers, [aino], { actor: tuntematon });
    expect(unknown.errors).toMatchObject([{ code: "CONSENT_MISSING" }]);
    expect(mock.requests.count()).toBe(0);
  });

  describe("consents of a receiver", () => {
    it.each([
      ["aino", "vakuutusyhtio-a", [26, 27, 102, 107]],
      ["aino", pirkanmaa, [9]],
      ["venla", "liikuntapalvelu-b", [1, 102, 103]],
      ["sofia", "liikuntapalvelu-b", [2, 102]],
    ])("of %s for %s name the items %j", async (persona, vastaanottaja, tiedot) => {
      const { entities, errors } = await ask(consentOf(vastaanottaja), [personaHetu(persona)]);
      expect(errors).toEqual([]);
      expect(entities).toEqual([
        {
          suostumus: { voimassa: true, tiedot, suostumukset: [{ suostumusId: expect.any(String), versio: 1, tiedot }] },
        },
      ]);
    });

    it.each([
      ["has withdrawn", "aino", "liikuntapalvelu-b"],
      ["has paused", "onni", "liikuntapalvelu-b"],
      ["gave until a moment that has passed, though the operator still calls it active", "sofia", "vakuutusyhtio-a"],
      ["gave and the operator has ended", "sofia", "vakuutusyhtio-c"],
      ["never gave", "aino", "vakuutusyhtio-c"],
    ])("give nothing that the customer %s", async (_, persona, vastaanottaja) => {
      const { entities, errors } = await ask(consentOf(vastaanottaja), [personaHetu(persona)]);
      expect(errors).toEqual([]);
      expect(entities).toEqual([{ suostumus: none }]);
    });

    it("end by the clock to the second, and have not begun before they were given", async () => {
      const sofia = personaHetu("sofia");
      const isLive = async (at: string): Promise<unknown> => {
        clock = new Date(at);
        const { entities } = await ask(consentOf("vakuutusyhtio-a"), [sofia]);
        return entities;
      };
      const live = [{ suostumus: { voimassa: true, tiedot: [26, 27, 107] } }];
      expect(await isLive("2026-06-30T20:59:59Z")).toMatchObject(live);
      expect(await isLive("2026-06-30T21:00:00Z")).toEqual([{ suostumus: none }]);
      expect(await isLive("2025-11-01T09:30:00Z")).toMatchObject(live);
      expect(await isLive("2025-11-01T09:29:59Z")).toEqual([{ suostumus: none }]);
    });

    it("count as withdrawn at the next query, and as given again after a pause, in a new version", async () => {
      const venla = personaHetu("venla");
      const index = population.personas.find(({ persona }) => persona === "venla")?.index ?? 0;
      const tunnus = `MD-${String(index).padStart(6, "0")}-1`;
      const document = consentOf("liikuntapalvelu-b");
      expect((await ask(document, [venla])).entities).toMatchObject([{ suostumus: { voimassa: true } }]);
      await change(tunnus, "PAUSED");
      expect((await ask(document, [venla])).entities).toEqual([{ suostumus: none }]);
      await change(tunnus, "ACTIVE");
      expect((await ask(document, [venla])).entities).toMatchObject([
        { suostumus: { voimassa: true, suostumukset: [{ suostumusId: tunnus, versio: 3 }] } },
      ]);
      expect(await change(tunnus, "WITHDRAWN")).toEqual({ consentId: tunnus, version: 4, status: "WITHDRAWN" });
      expect((await ask(document, [venla])).entities).toEqual([{ suostumus: none }]);
    });

    it("are asked once for a person and receiver in a request, and each person apart", async () => {
      const document = toDocument(
        'a: suostumus(vastaanottaja: "oma-nakyma") { voimassa } b: suostumus(vastaanottaja: "oma-nakyma") { tiedot }',
      );
      const { entities } = await ask(document, [aino, personaHetu("liisa")]);
      expect(entities).toEqual([
        { a: { voimassa: true }, b: { tiedot: [9] } },
        { a: { voimassa: false }, b: { tiedot: [] } },
      ]);
      expect(mock.requests.count()).toBe(2);
    });
  });

  it("fetches the keys of receipts again after ten minutes, and keeps no consent", async () => {
    clock = new Date(started.getTime() + 11 * 60_000);
    await ask(consentOf("vakuutusyhtio-a"), [aino]);
    await ask(consentOf("vakuutusyhtio-a"), [aino]);
    expect(mock.requests.latest().map(({ polku }) => polku)).toEqual([
      "/consents/_search",
      "/jwks",
      "/consents/_search",
    ]);
  });

  const faults: readonly (readonly [Fault, string])[] = [
    ...everyFault,
    [{ laji: "virhekoodi", koodi: "receipt_forged" }, "SOURCE_INVALID_RESPONSE"],
    [{ laji: "virhekoodi", koodi: "receipt_other" }, "SOURCE_INVALID_RESPONSE"],
    [{ laji: "virhekoodi", koodi: "invalid_request" }, "SOURCE_DENIED"],
    [{ laji: "virhekoodi", koodi: "invalid_token" }, "SOURCE_DENIED"],
    [{ laji: "virhekoodi", koodi: "insufficient_scope" }, "SOURCE_DENIED"],
    [{ laji: "virhekoodi", koodi: "consent_withdrawn" }, "CONSENT_MISSING"],
    [{ laji: "virhekoodi", koodi: "consent_paused" }, "CONSENT_MISSING"],
    [{ laji: "virhekoodi", koodi: "consent_expired" }, "CONSENT_MISSING"],
    [{ laji: "virhekoodi", koodi: "not_found" }, "SOURCE_DENIED"],
    [{ laji: "virhekoodi", koodi: "rate_limited" }, "SOURCE_UNAVAILABLE"],
    [{ laji: "virhekoodi", koodi: "source_unavailable" }, "SOURCE_UNAVAILABLE"],
    [{ laji: "virhekoodi", koodi: "maintenance" }, "SOURCE_UNAVAILABLE"],
  ];
  it.each(faults)("%j gives %s for both fields, no consent, and no word of the operator's", async (fault, code) => {
    mock.faults.set([fault]);
    const document = toDocument(
      'vakuutukset { numero } suostumus(vastaanottaja: "vakuutusyhtio-a") { voimassa tiedot }',
    );
    const through = code === "SOURCE_TIMEOUT" ? hurried : transport;
    const { entities, errors } = await ask(document, [aino], { through });
    expect(entities).toEqual([{ vakuutukset: null, suostumus: null }]);
    expect(errors.map((error) => error.code)).toEqual([code, code]);
    expect(lahteet).toMatchObject([{ lahde: "mydata", tila: code }]);
    expect(JSON.stringify(errors)).not.toMatch(operatorsWords);
  });

  it("is refused with a wrong secret, as a fault of ours", async () => {
    const settings = { url: mock.url, tunniste: "vaara-tunniste" };
    const wrong = createInProcessTransport(subgraph, { ids, now, settings });
    const { errors } = await ask(numbers, [aino], { through: wrong });
    await wrong.close();
    expect(errors).toMatchObject([{ code: "SOURCE_DENIED" }]);
  });

  it("shows what one insurer gave when the consent to the other ends between search and read", async () => {
    // The second read of the two finds it withdrawn: seeded, so that of three calls only the last is hit.
    const hits = (seed: number): readonly boolean[] => {
      mock.faults.set([{ laji: "virhekoodi", koodi: "consent_withdrawn", osuus: 0.4 }], seed);
      return [1, 2, 3].map(() => mock.faults.draw().length > 0);
    };
    const seed = Array.from({ length: 200 }, (_, at) => at + 1).find(
      (each) => hits(each).join() === "false,false,true",
    );
    mock.faults.set([{ laji: "virhekoodi", koodi: "consent_withdrawn", osuus: 0.4 }], seed);
    const { entities, errors } = await ask(numbers, [aino]);
    expect(entities).toMatchObject([{ vakuutukset: expect.arrayContaining([{ numero: expect.any(String) }, null]) }]);
    expect(errors).toMatchObject([
      { code: "CONSENT_MISSING", path: ["_entities", 0, "vakuutukset", expect.any(Number)] },
    ]);
  });
});

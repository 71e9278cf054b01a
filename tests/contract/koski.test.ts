import type { DocumentNode } from "graphql";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { tuntematon } from "../../gateway/actor/index.ts";
import type { Actor } from "../../gateway/actor/index.ts";
import type { LahdeRow } from "../../gateway/source/index.ts";
import { createInProcessTransport } from "../../gateway/subgraph/index.ts";
import type { SubgraphTransport, Tunnus } from "../../gateway/subgraph/index.ts";
import type { Fault, MockServer } from "../../mocks/http/index.ts";
import { start } from "../../mocks/koski/index.ts";
import { subgraph } from "../../subgraphs/koski/index.ts";
import { askSubgraph, everyFault, ids } from "./ask-subgraph.ts";
import type { Asked } from "./ask-subgraph.ts";
import { hetut, personaHetu, population, toDocument } from "./persons.ts";

const root = "/koski/api/luovutuspalvelu";
const hva = { polku: `${root}/hva`, yksittain: "/hetu?osasuoritukset=false", erissa: "/hetut?osasuoritukset=false" };
const sdg = { polku: `${root}/keha/sdg`, yksittain: "/hetu?vainVahvistetut=false&osasuoritukset=false" };

const names = toDocument("koulutus { tutkinnot { nimi } opinnot { nimi } }");
const everything = toDocument(`koulutus {
  tutkinnot {
    nimi sv: nimi(kieli: SV) en: nimi(kieli: EN) koodi { koodisto arvo nimi(kieli: EN) }
    taso { eqf { arvo } nqf { arvo } } oppilaitos oppilaitosOid valmistunut
  }
  opinnot { nimi koodi { arvo } tila { koodisto arvo nimi(kieli: SV) } oppilaitos(kieli: SV) oppilaitosOid alkanut paattynyt }
}`);

const aino = personaHetu("aino");
const eino = personaHetu("eino");

/** What stands in the mock's own errors, and identity codes. */
const koskisWords = /Virhe|Oppija|hetulla|unavailable|forbidden|badRequest|notFound|<html|\d{6}[-A]\d{3}/;

describe("koski", () => {
  let mock: MockServer;
  let lahteet: readonly LahdeRow[] = [];
  const transports: Record<string, SubgraphTransport> = {};

  beforeAll(async () => {
    mock = await start({ population, luovutukset: { "CN=hva": ["hva"], "CN=sdg": ["keha/sdg"] } });
    // One failure after another is asked of it here: its breaker is left out of it.
    const common = { url: mock.url, suojaus: { leastCalls: 100_000 } };
    const open = (settings: object): SubgraphTransport =>
      createInProcessTransport(subgraph, { ids, now: () => new Date(), settings: { ...common, ...settings } });
    transports["hva"] = open({ tuote: hva, varmenteenKohde: "CN=hva" });
    transports["hurried"] = open({ tuote: hva, varmenteenKohde: "CN=hva", timeoutMs: 100 });
    transports["sdg"] = open({ tuote: sdg, varmenteenKohde: "CN=sdg" });
    transports["wrong path"] = open({ tuote: sdg, varmenteenKohde: "CN=hva" });
    transports["unknown certificate"] = open({ varmenteenKohde: "CN=other" });
    transports["no certificate"] = open({});
    transports["told"] = open({
      tuote: hva,
      varmenteenKohde: "CN=hva",
      kerrotaan: { loppukayttaja: "x-loppukayttaja", kayttotarkoitus: "x-kayttotarkoitus" },
    });
    transports["no such path"] = open({ tuote: { ...sdg, polku: `${root}/ei-ole` }, varmenteenKohde: "CN=sdg" });
  });
  afterAll(async () => {
    await Promise.all(Object.values(transports).map((transport) => transport.close()));
    await mock.close();
  });
  afterEach(() => {
    mock.faults.set([]);
    mock.requests.clear();
  });

  async function ask(
    document: DocumentNode,
    asked: readonly (string | Tunnus)[],
    through = "hva",
    actor: Actor = tuntematon,
  ): Promise<Asked> {
    const transport = transports[through];
    if (transport === undefined) throw new Error(`no transport ${through}`);
    const answer = await askSubgraph(transport, { document, asked, actor, pyynto: "p1" });
    ({ lahteet } = answer);
    return answer;
  }

  it("tells the request's id and nobody's name, as the published interface has no place for who asks", async () => {
    const actor = { kind: "asiakas", sub: "s-1", asiakasId: ids.seal({ laji: "HETU", arvo: aino }) } as const;
    await ask(names, [aino], "hva", actor);
    const [request] = mock.requests.latest();
    expect(request?.otsakkeet["x-correlation-id"]).toBe("p1");
    expect(JSON.stringify(request)).not.toMatch(/s-1|OMAT_TIEDOT/);
  });

  it("tells who asks and for what where the settings name headers for them, and else does not ask", async () => {
    const actor = { kind: "asiakas", sub: "s-1", asiakasId: ids.seal({ laji: "HETU", arvo: aino }) } as const;
    await ask(names, [aino], "told", actor);
    expect(mock.requests.latest()[0]?.otsakkeet).toMatchObject({
      "x-correlation-id": "p1",
      "x-loppukayttaja": "s-1",
      "x-kayttotarkoitus": "OMAT_TIEDOT",
    });
    mock.requests.clear();
    expect((await ask(names, [aino, eino], "told")).errors).toMatchObject([
      { code: "SOURCE_DENIED" },
      { code: "SOURCE_DENIED" },
    ]);
    expect(mock.requests.count()).toBe(0);
  });

  it("gives degrees newest first, in the language asked", async () => {
    const { entities, errors } = await ask(everything, [aino]);
    expect(errors).toEqual([]);
    expect(entities).toEqual([
      {
        koulutus: {
          tutkinnot: [
            {
              nimi: "Sosiaali- ja terveysalan perustutkinto",
              sv: "Grundexamen inom social- och hälsovårdsbranschen",
              en: "Vocational qualification in social and health care",
              koodi: {
                koodisto: "koulutus",
                arvo: "371101",
                nimi: "Vocational qualification in social and health care",
              },
              taso: null,
              oppilaitos: "Esimerkkiopisto, Tampere",
              oppilaitosOid: "1.2.246.562.10.00000983703",
              valmistunut: "2020-05-31",
            },
            {
              nimi: "Ylioppilastutkinto",
              sv: "Studentexamen",
              en: "Matriculation examination",
              koodi: { koodisto: "koulutus", arvo: "301000", nimi: "Matriculation examination" },
              taso: null,
              oppilaitos: "Ylioppilastutkintolautakunta",
              oppilaitosOid: "1.2.246.562.10.43628088406",
              valmistunut: "2003-05-31",
            },
          ],
          opinnot: [],
        },
      },
    ]);
    expect(lahteet).toMatchObject([{ lahde: "koski", tila: "OK", kutsut: 1 }]);
  });

  it("gives studies going on", async () => {
    const { entities } = await ask(everything, [eino]);
    const opinto = {
      nimi: "Perusopetus",
      koodi: { arvo: "201101" },
      tila: { koodisto: "koskiopiskeluoikeudentila", arvo: "lasna", nimi: "Närvarande" },
      oppilaitos: "Exempelskolan, Tammerfors",
      oppilaitosOid: "1.2.246.562.10.00000983701",
      alkanut: "2021-08-10",
      paattynyt: null,
    };
    expect(entities).toEqual([{ koulutus: { tutkinnot: [], opinnot: [opinto] } }]);
  });

  it("gives empty lists for one of whom Koski holds nothing, alone and among others", async () => {
    const empty = { koulutus: { tutkinnot: [], opinnot: [] } };
    for (const unknown of ["010190-999W", personaHetu("amina")]) {
      expect(await ask(names, [unknown])).toMatchObject({ entities: [empty], errors: [] });
      expect(lahteet).toMatchObject([{ tila: "OK" }]);
    }
    const { entities, errors } = await ask(names, ["010190-999W", eino]);
    expect(errors).toEqual([]);
    expect(entities).toEqual([empty, { koulutus: { tutkinnot: [], opinnot: [{ nimi: "Perusopetus" }] } }]);
  });

  it("asks for no part of a degree and keeps the identity code in the body", async () => {
    await ask(names, [aino]);
    const [request] = mock.requests.latest();
    expect(request).toMatchObject({ metodi: "POST", polku: `${root}/hva/hetu?osasuoritukset=false` });
    expect(JSON.parse(request?.runko ?? "")).toEqual({ hetu: aino });
    expect(JSON.stringify({ ...request, runko: "" })).not.toContain(aino);
  });

  it("asks 250 persons by three list calls", async () => {
    const { errors, entities } = await ask(names, hetut(250));
    expect(errors).toEqual([]);
    expect(entities[0]).toMatchObject({ koulutus: { tutkinnot: [{}, { nimi: "Ylioppilastutkinto" }] } });
    const calls = mock.requests.latest();
    expect(calls.map(({ polku }) => polku)).toEqual(calls.map(() => `${root}/hva/hetut?osasuoritukset=false`));
    expect(calls.map(({ runko }) => JSON.parse(runko).hetut.length)).toEqual([100, 100, 50]);
  });

  it("asks one by one where the product has no list call, each person once", async () => {
    const asked = hetut(20);
    const { errors, entities } = await ask(names, [...asked, aino], "sdg");
    expect(errors).toEqual([]);
    expect(entities[0]).toEqual(entities[20]);
    expect(entities[0]).toMatchObject({ koulutus: { tutkinnot: [{}, { nimi: "Ylioppilastutkinto" }] } });
    expect(mock.requests.count()).toBe(20);
  });

  it("shows nothing of basic education by SDG's product, which does not hold it", async () => {
    const { entities, errors } = await ask(names, [eino], "sdg");
    expect({ entities, errors }).toEqual({ entities: [{ koulutus: { tutkinnot: [], opinnot: [] } }], errors: [] });
  });

  it("sends nobody without an identity code", async () => {
    const { entities, errors } = await ask(names, [{ laji: "TILAPAINEN", arvo: "08-2026-000007" }]);
    expect({ entities, errors }).toEqual({ entities: [{ koulutus: null }], errors: [] });
    expect(mock.requests.count()).toBe(0);
  });

  it.each(["wrong path", "unknown certificate", "no certificate", "no such path"])(
    "is denied with %s, and does not take it for a person without studies",
    async (through) => {
      const { entities, errors } = await ask(names, [aino], through);
      expect(errors).toMatchObject([{ code: "SOURCE_DENIED" }]);
      expect(entities).toEqual([{ koulutus: null }]);
    },
  );

  it("asks the others one by one when Koski refuses one code of a list", async () => {
    const production = await start({ population, production: true });
    const settings = { url: production.url, tuote: hva, varmenteenKohde: "CN=asiakas-graph" };
    transports["production"] = createInProcessTransport(subgraph, { ids, now: () => new Date(), settings });
    const { errors } = await ask(names, [aino, eino], "production");
    expect(errors.map(({ code }) => code)).toEqual(["BAD_USER_INPUT", "BAD_USER_INPUT"]);
    expect(production.requests.latest().map(({ polku }) => polku.split("/").at(-1)?.split("?")[0])).toEqual([
      "hetut",
      "hetu",
      "hetu",
    ]);
    await production.close();
  });

  const faults: readonly (readonly [Fault, string])[] = [
    ...everyFault,
    [{ laji: "virhekoodi", koodi: "badRequest.format.json" }, "SOURCE_DENIED"],
    [{ laji: "virhekoodi", koodi: "badRequest.validation.jsonSchema" }, "SOURCE_DENIED"],
    [{ laji: "virhekoodi", koodi: "badRequest" }, "SOURCE_DENIED"],
    [{ laji: "virhekoodi", koodi: "badRequest.validation.henkilötiedot.hetu" }, "BAD_USER_INPUT"],
    [{ laji: "virhekoodi", koodi: "unauthorized" }, "SOURCE_DENIED"],
    [{ laji: "virhekoodi", koodi: "unauthorized.loginFail" }, "SOURCE_DENIED"],
    [{ laji: "virhekoodi", koodi: "forbidden.kiellettyKäyttöoikeus" }, "SOURCE_DENIED"],
    [{ laji: "virhekoodi", koodi: "unsupportedMediaType.jsonOnly" }, "SOURCE_DENIED"],
    [{ laji: "virhekoodi", koodi: "internalError" }, "SOURCE_UNAVAILABLE"],
    [{ laji: "virhekoodi", koodi: "badGateway.ytr" }, "SOURCE_INVALID_RESPONSE"],
    [{ laji: "virhekoodi", koodi: "unavailable.virta" }, "SOURCE_UNAVAILABLE"],
    [{ laji: "virhekoodi", koodi: "unavailable.ytr" }, "SOURCE_UNAVAILABLE"],
    [{ laji: "virhekoodi", koodi: "unavailable" }, "SOURCE_UNAVAILABLE"],
  ];

  describe.each([
    ["one person", [aino]],
    ["several persons, by the list call", [aino, eino]],
  ] as const)("when something is wrong, for %s", (_, asked) => {
    it.each(faults)("%j gives %s and no word of Koski's", async (fault, code) => {
      mock.faults.set([fault]);
      const { entities, errors } = await ask(names, asked, code === "SOURCE_TIMEOUT" ? "hurried" : "hva");
      expect(errors.map((error) => error.code)).toEqual(asked.map(() => code));
      expect(entities).toEqual(asked.map(() => ({ koulutus: null })));
      expect(lahteet).toMatchObject([{ lahde: "koski", tila: code }]);
      expect(JSON.stringify(errors)).not.toMatch(koskisWords);
    });
  });

  it.each(["notFound.oppijaaEiLöydyTaiEiOikeuksia", "notFound.oppijaaEiLöydyHetulla"])(
    "takes %s for nothing held",
    async (koodi) => {
      mock.faults.set([{ laji: "virhekoodi", koodi }]);
      const { entities, errors } = await ask(names, [aino]);
      expect({ entities, errors }).toEqual({ entities: [{ koulutus: { tutkinnot: [], opinnot: [] } }], errors: [] });
    },
  );
});

import { describe, expect, it } from "vitest";
import { tuntematon } from "../../gateway/actor/index.ts";
import type { Fault } from "../../mocks/http/index.ts";
import { start } from "../../mocks/tyollisyys/index.ts";
import { subgraph } from "../../subgraphs/tyollisyys/index.ts";
import { hetut, personaHetu, population, toDocument } from "./persons.ts";
import { everyXRoadFault, socialWorker, toldHeaders, useXRoadRegister } from "./xroad-register.ts";

const palvelu = "/r1/FI/GOV/9990010-0/TE-asiakastieto/tyollisyystilanne/v1";
const everything = toDocument(`tyollisyys {
  tyonhakija tila alkaen tyollisyysalue jaksot { tila alkaa paattyy } palvelut { laji alkaa paattyy }
}`);
const short = toDocument("tyollisyys { tyonhakija tila }");
const lauri = personaHetu("lauri");

describe("the employment authority over X-Road", () => {
  const { mock, ask, lahteet } = useXRoadRegister({
    subgraph,
    start: () => start({ population }),
    settings: { palvelu },
    document: short,
  });

  it("gives the state, the periods before it and the services of a job seeker", async () => {
    const { entities, errors } = await ask([lauri], { document: everything });
    expect(errors).toEqual([]);
    expect(entities).toEqual([
      {
        tyollisyys: {
          tyonhakija: true,
          tila: "TYOTON",
          alkaen: "2026-03-01",
          tyollisyysalue: "Työllisyysalue Oulu",
          jaksot: [
            { tila: "TYOSSA", alkaa: "2019-09-01", paattyy: "2026-02-28" },
            { tila: "TYOTON", alkaa: "2019-01-07", paattyy: "2019-08-31" },
          ],
          palvelut: [
            { laji: "TYOVOIMAKOULUTUS", alkaa: "2026-09-01", paattyy: null },
            { laji: "VALMENNUS", alkaa: "2026-04-13", paattyy: "2026-06-05" },
          ],
        },
      },
    ]);
    expect(lahteet()).toMatchObject([{ lahde: "tyollisyys", tila: "OK", kutsut: 1 }]);
  });

  it("knows nothing of one who is no job seeker, though there is an occupation", async () => {
    const { entities, errors } = await ask([personaHetu("aino"), personaHetu("kaisa")]);
    expect(errors).toEqual([]);
    const unknown = { tyollisyys: { tyonhakija: false, tila: "TUNTEMATON" } };
    expect(entities).toEqual([unknown, unknown]);
  });

  it("tells who asks and for what, and no identity code outside the body", async () => {
    await ask([lauri]);
    const [request] = mock().requests.latest();
    expect(request).toMatchObject({
      metodi: "POST",
      polku: `${palvelu}/haku`,
      otsakkeet: toldHeaders,
    });
    expect(JSON.parse(request?.runko ?? "")).toEqual({ henkilotunnus: lauri, ajankohta: "2026-11-23" });
    expect(JSON.stringify({ ...request, runko: "" })).not.toContain(lauri);
  });

  it("asks each person once, and matches the answers by person", async () => {
    const asked = [...hetut(30), lauri, lauri];
    const { entities, errors } = await ask(asked);
    expect(errors).toEqual([]);
    expect(mock().requests.count()).toBe(new Set(asked).size);
    const laurin = { tyollisyys: { tyonhakija: true, tila: "TYOTON" } };
    expect(entities.slice(-2)).toEqual([laurin, laurin]);
  });

  it("asks nothing of one without an identity code, and for nobody without a purpose", async () => {
    const none = await ask([{ laji: "TILAPAINEN", arvo: "08-2026-000007" }]);
    expect(none).toMatchObject({ entities: [{ tyollisyys: null }], errors: [] });
    const { kayttotarkoitus: _, ...actor } = socialWorker;
    expect((await ask([lauri], { actor })).errors).toMatchObject([{ code: "SOURCE_DENIED" }]);
    expect((await ask([lauri], { actor: tuntematon })).errors).toMatchObject([{ code: "SOURCE_DENIED" }]);
    expect(mock().requests.count()).toBe(0);
  });

  const faults: readonly (readonly [Fault, string])[] = [
    ...everyXRoadFault,
    [{ laji: "virhekoodi", koodi: "400" }, "SOURCE_DENIED"],
    [{ laji: "virhekoodi", koodi: "401" }, "SOURCE_DENIED"],
    [{ laji: "virhekoodi", koodi: "403" }, "SOURCE_DENIED"],
    [{ laji: "virhekoodi", koodi: "404" }, "SOURCE_DENIED"],
    [{ laji: "virhekoodi", koodi: "429" }, "SOURCE_UNAVAILABLE"],
    [{ laji: "virhekoodi" }, "SOURCE_UNAVAILABLE"],
  ];

  it.each(faults)("%j gives %s and no word of the authority's", async (fault, code) => {
    mock().faults.set([fault]);
    const { entities, errors } = await ask([lauri], { isHurried: code === "SOURCE_TIMEOUT" });
    expect(errors.map((error) => error.code)).toEqual([code]);
    expect(entities).toEqual([{ tyollisyys: null }]);
    expect(lahteet()).toMatchObject([{ lahde: "tyollisyys", tila: code }]);
    expect(JSON.stringify(errors)).not.toMatch(/TE-\d|Virhe palvelussa|SERVICE:|<html|\d{6}[-A]\d{3}/);
  });
});

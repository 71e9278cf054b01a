import { parse } from "graphql";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { tuntematon } from "../../gateway/actor/index.ts";
import { createCallRecorder, createDeadline } from "../../gateway/source/index.ts";
import type { LahdeRow } from "../../gateway/source/index.ts";
import { createInProcessTransport } from "../../gateway/subgraph/index.ts";
import type { SubgraphAnswer, SubgraphTransport } from "../../gateway/subgraph/index.ts";
import type { Fault, MockServer } from "../../mocks/http/index.ts";
import { start } from "../../mocks/koodistot/index.ts";
import { subgraph } from "../../subgraphs/koodistot/index.ts";
import { everyFault, ids } from "./ask-subgraph.ts";

const icf = "1.2.246.537.6.48";
const names = "fi: nimi(kieli: FI) sv: nimi(kieli: SV) en: nimi(kieli: EN)";
const codeOf = (koodisto: string, arvo: string) =>
  `{ koodi(koodisto: "${koodisto}", arvo: "${arvo}") { koodisto arvo ${names} } }`;
const entities = `query($representations: [_Any!]!) { _entities(representations: $representations) { ... on Koodi { ${names} } } }`;
const pages = ["page=1", "page=2"];

describe("the code server", () => {
  let mock: MockServer;
  let transport: SubgraphTransport;
  beforeAll(async () => {
    mock = await start();
  });
  afterAll(() => mock.close());
  // Each test begins with nothing kept.
  beforeEach(() => open());
  afterEach(async () => {
    mock.faults.set([]);
    mock.requests.clear();
    await transport.close();
  });

  function open(settings: Readonly<Record<string, unknown>> = {}): void {
    const url = `${mock.url}/codeserver/csapi/v6`;
    transport = createInProcessTransport(subgraph, { ids, now: () => new Date(), settings: { url, ...settings } });
  }

  async function ask(
    query: string,
    representations: readonly string[] = [],
  ): Promise<SubgraphAnswer & { readonly rows: readonly LahdeRow[] }> {
    const deadline = createDeadline(20_000);
    const recorder = createCallRecorder(() => deadline.elapsedMs());
    const variables = { representations: representations.map((koodiavain) => ({ __typename: "Koodi", koodiavain })) };
    const scope = { deadline, recorder, actor: tuntematon, pyynto: "p1" };
    const answer = await transport.call({ document: parse(query), variables }, scope);
    deadline.end();
    return { ...answer, rows: recorder.rows() };
  }
  const asked = (): readonly string[] => mock.requests.latest().map(({ polku }) => polku.split("&")[1] ?? polku);

  it("names a code in three languages, and in Finnish where it has no other", async () => {
    const d450 = { koodisto: icf, arvo: "d450", fi: "Käveleminen", sv: "Att gå", en: "Walking" };
    expect((await ask(codeOf(icf, "d450"))).data).toEqual({ koodi: d450 });
    expect((await ask(codeOf(`urn:oid:${icf}`, "d450"))).data).toEqual({ koodi: d450 });
    expect((await ask(codeOf(icf, "d330"))).data).toMatchObject({
      koodi: { fi: "Puhuminen", sv: "Puhuminen", en: "Speaking" },
    });
    expect((await ask(codeOf(icf, "d998"))).data).toMatchObject({ koodi: { arvo: "d998", fi: null } });
  });

  it("is asked for the whole code system once, never for a single code", async () => {
    const first = await ask(codeOf(icf, "d450"));
    expect(first.rows).toMatchObject([{ lahde: "koodistot", tila: "OK", kutsut: 2, valimuisti: "EI" }]);
    const second = await ask(codeOf(icf, "d510"));
    expect(second.rows).toMatchObject([{ lahde: "koodistot", tila: "OK", kutsut: 0, valimuisti: "TUORE" }]);
    expect(asked()).toEqual(pages);
    expect(JSON.stringify(mock.requests.latest())).not.toContain("d450");
  });

  it("is asked by the version that is kept, and a copy that has not changed is fresh again", async () => {
    await transport.close();
    open({ valimuisti: { tuoreMs: 0 } });
    await ask(codeOf(icf, "d450"));
    const old = await ask(codeOf(icf, "d450"));
    expect(old.rows).toMatchObject([{ tila: "OK", kutsut: 0, valimuisti: "VANHENTUNUT" }]);
    await expect.poll(() => asked().length).toBe(4);
    const etags = mock.requests.latest().map(({ otsakkeet }) => otsakkeet["if-none-match"]);
    expect(etags).toEqual([undefined, undefined, expect.stringMatching(/^"/), expect.stringMatching(/^"/)]);
  });

  it("names codes by their keys, many at once, and what it does not know not at all", async () => {
    const { data, errors, rows } = await ask(entities, [
      `${icf}|d450`,
      "1.2.246.537.6.21|837",
      `${icf}|d9999`,
      "1.2.3|1",
      "roska",
    ]);
    const none = { fi: null, sv: null, en: null };
    expect(data).toEqual({
      _entities: [
        { fi: "Käveleminen", sv: "Att gå", en: "Walking" },
        { fi: "Tampere", sv: "Tammerfors", en: "Tampere" },
        none,
        none,
        none,
      ],
    });
    expect(errors).toEqual([]);
    // One municipality page and two of the ICF; the unknown code system is not asked.
    expect(rows).toMatchObject([{ kutsut: 3 }]);
  });

  it("is not asked for a code system that is not kept, and one it does not have is null", async () => {
    expect((await ask(codeOf("1.2.3.4", "1"))).data).toEqual({ koodi: null });
    expect((await ask(codeOf("", "1"))).data).toEqual({ koodi: null });
    expect(asked()).toEqual([]);
    await transport.close();
    open({ koodistot: ["1.2.3.4"] });
    expect(await ask(codeOf("1.2.3.4", "1"))).toMatchObject({
      data: { koodi: null },
      errors: [],
      rows: [{ tila: "OK" }],
    });
  });

  const faults: readonly (readonly [Fault, string])[] = [
    ...everyFault,
    [{ laji: "virhekoodi", koodi: "400" }, "SOURCE_DENIED"],
    [{ laji: "virhekoodi", koodi: "401" }, "SOURCE_DENIED"],
    [{ laji: "virhekoodi", koodi: "403" }, "SOURCE_DENIED"],
    [{ laji: "virhekoodi", koodi: "429" }, "SOURCE_UNAVAILABLE"],
    [{ laji: "virhekoodi", koodi: "500" }, "SOURCE_UNAVAILABLE"],
    [{ laji: "virhekoodi", koodi: "503" }, "SOURCE_UNAVAILABLE"],
    [{ laji: "virhekoodi", koodi: "outo-tila" }, "SOURCE_INVALID_RESPONSE"],
    [{ laji: "virhekoodi", koodi: "kutistuu" }, "SOURCE_INVALID_RESPONSE"],
  ];
  it.each(faults)("%j gives %s for a code, and a name that is null without an error", async (fault, code) => {
    mock.faults.set([fault]);
    await transport.close();
    open(code === "SOURCE_TIMEOUT" ? { timeoutMs: 100 } : {});
    const { data, errors, rows } = await ask(codeOf(icf, "d450"));
    expect(data).toEqual({ koodi: null });
    expect(errors.map((error) => error.code)).toEqual([code]);
    expect(rows).toMatchObject([{ lahde: "koodistot", tila: code, valimuisti: "EI" }]);
    expect(JSON.stringify(errors)).not.toMatch(/Virhe \d|<html|conceptCode/);
    const named = await ask(entities, [`${icf}|d450`]);
    expect(named.data).toEqual({ _entities: [{ fi: null, sv: null, en: null }] });
    expect(named.errors).toEqual([]);
    expect(named.rows).toMatchObject([{ tila: code }]);
  });

  it("is not missed while a copy is there", async () => {
    await transport.close();
    open({ valimuisti: { tuoreMs: 0 } });
    await ask(codeOf(icf, "d450"));
    for (const [fault] of faults) {
      mock.faults.set([fault]);
      const { data, rows } = await ask(codeOf(icf, "d450"));
      expect(data).toMatchObject({ koodi: { fi: "Käveleminen" } });
      expect(rows).toMatchObject([{ tila: "OK", valimuisti: "VANHENTUNUT", haettu: expect.any(String) }]);
    }
  });
});

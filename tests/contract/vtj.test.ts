import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createCallRecorder, createDeadline } from "../../gateway/source/index.ts";
import type { SubgraphAnswer } from "../../gateway/subgraph/index.ts";
import { ask, entities, persona, startGraph } from "../subgraphs/vtj/graph.ts";
import type { Graph } from "../subgraphs/vtj/graph.ts";

let graph: Graph;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(() => graph.close());
afterEach(() => {
  graph.mock.faults.set([]);
  graph.mock.requests.clear();
});

const texts = [
  persona("aino").hetu,
  "Hakuperuste",
  "Henkilö",
  "Tieto",
  "Request",
  "SERVICE",
  "127.0.0.1",
  "FI-TEST",
  "<",
];

/** Codes and data of an answer, and the words of the source, the person or our settings that it gives away. */
function toSeen(answer: SubgraphAnswer): unknown {
  const told = JSON.stringify(answer);
  return {
    codes: answer.errors.map(({ code }) => code),
    data: answer.data,
    leaks: texts.filter((text) => told.includes(text ?? "")),
  };
}

/** One error of that code for each field asked; nulls in their place; no word of the source anywhere. */
function only(code: string): unknown {
  return { codes: [code, code], data: { _entities: [{ nimi: null, sukupuoli: null }] }, leaks: [] };
}

describe.each([
  ["over SOAP", "nimi { etunimet } sukupuoli"],
  ["over JSON", "nimi { kutsumanimi } sukupuoli"],
])("faults %s", (_, fields) => {
  it.each([
    ["hidas", "SOURCE_TIMEOUT", { viiveMs: 3000 }],
    ["jumissa", "SOURCE_TIMEOUT", {}],
    ["http500", "SOURCE_UNAVAILABLE", {}],
    ["katkaisu", "SOURCE_UNAVAILABLE", {}],
    ["roska", "SOURCE_INVALID_RESPONSE", {}],
    ["katkaistu", "SOURCE_INVALID_RESPONSE", {}],
    ["vaaraHenkilo", "SOURCE_INVALID_RESPONSE", {}],
  ] as const)("%s gives %s and a row in lahteet", async (laji, code, more) => {
    graph.mock.faults.set([{ laji, ...more }]);
    const deadline = createDeadline(10_000);
    const recorder = createCallRecorder(() => deadline.elapsedMs());
    expect(toSeen(await ask(graph.transport, { fields, recorder }))).toEqual(only(code));
    expect(recorder.rows()).toMatchObject([{ lahde: "vtj", solmu: null, tila: code, kutsut: 1 }]);
    deadline.end();
  });

  it.each([
    ["Server.ServerProxy.AccessDenied", "SOURCE_DENIED"],
    ["server.serverproxy.access_denied", "SOURCE_DENIED"],
    ["Server.ClientProxy.UnknownMember", "SOURCE_DENIED"],
    ["server.clientproxy.unknown_member", "SOURCE_DENIED"],
    ["Server.ServerProxy.UnknownService", "SOURCE_DENIED"],
    ["Client.MissingHeaderField", "SOURCE_DENIED"],
    ["Server.ServerProxy.ServiceDisabled", "SOURCE_UNAVAILABLE"],
    ["server.serverproxy.network_error", "SOURCE_UNAVAILABLE"],
    ["Server.ServerProxy.ServiceFailed.NetworkError", "SOURCE_UNAVAILABLE"],
    ["server.clientproxy.global_conf_outdated", "SOURCE_UNAVAILABLE"],
  ])("X-Road's %s gives %s", async (koodi, code) => {
    graph.mock.faults.set([{ laji: "virhekoodi", koodi }]);
    expect(toSeen(await ask(graph.transport, { fields }))).toEqual(only(code));
  });
});

describe("return codes of VTJkysely", () => {
  it.each([
    ["0001", "SUBJECT_NOT_FOUND"],
    ["0002", "SUBJECT_NOT_FOUND"],
    ["0003", "SOURCE_DENIED"],
    ["0004", "SOURCE_DENIED"],
    ["0005", "SOURCE_DENIED"],
    ["0006", "SUBJECT_NOT_FOUND"],
    ["0007", "SOURCE_DENIED"],
    ["0010", "SOURCE_DENIED"],
    ["0016", "SOURCE_INVALID_RESPONSE"],
    ["0019", "SOURCE_DENIED"],
    ["-1500", "SOURCE_DENIED"],
    ["-1800", "SOURCE_UNAVAILABLE"],
    ["-1900", "SOURCE_DENIED"],
    ["-1904", "SOURCE_DENIED"],
    ["-1906", "SOURCE_UNAVAILABLE"],
    ["4711", "SOURCE_INVALID_RESPONSE"],
  ])("%s gives %s", async (koodi, code) => {
    graph.mock.faults.set([{ laji: "virhekoodi", koodi }]);
    expect(toSeen(await ask(graph.transport, { fields: "nimi { etunimet } sukupuoli" }))).toEqual(only(code));
  });

  it.each(["0008", "0017", "0018"])("%s is a remark: the data is there", async (koodi) => {
    graph.mock.faults.set([{ laji: "virhekoodi", koodi }]);
    expect(entities(await ask(graph.transport, { fields: "sukupuoli" }))).toEqual([{ sukupuoli: "NAINEN" }]);
  });
});

describe("statuses of the JSON interface", () => {
  it.each([
    ["400", "SOURCE_DENIED"],
    ["401", "SOURCE_DENIED"],
    ["403", "SOURCE_DENIED"],
    ["429", "SOURCE_UNAVAILABLE"],
    ["500", "SOURCE_UNAVAILABLE"],
    ["502", "SOURCE_UNAVAILABLE"],
    ["204", "SOURCE_INVALID_RESPONSE"],
  ])("%s gives %s", async (koodi, code) => {
    graph.mock.faults.set([{ laji: "virhekoodi", koodi }]);
    expect(toSeen(await ask(graph.transport, { fields: "nimi { kutsumanimi } sukupuoli" }))).toEqual(only(code));
  });
});

describe("the register's own checks accept what we send", () => {
  it.each([
    ["kayttajatunnus", { kayttajatunnus: "T99" }],
    ["salasana", { salasana: "toinen" }],
    ["perustiedot", { perustiedot: { kayttajatunnus: "a", salasana: "b" } }],
    ["client", { client: { instance: "FI-TEST", memberClass: "MUN", memberCode: "1", subsystem: "x" } }],
  ])("and refuse a wrong %s", async (_, wrong) => {
    const through = graph.withSettings(wrong);
    const answer = await ask(through, { fields: "asiointikieli { arvo } sukupuoli" });
    const soap = await ask(through, { fields: "sukupuoli" });
    const codes = new Set([...answer.errors, ...soap.errors].map(({ code }) => code));
    expect([...codes]).toEqual(["SOURCE_DENIED"]);
    await through.close();
  });
});

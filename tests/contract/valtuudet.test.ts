import { createHash } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "../../gateway/actor/index.ts";
import { createInProcessTransport } from "../../gateway/subgraph/index.ts";
import type { SubgraphTransport, Tunnus } from "../../gateway/subgraph/index.ts";
import type { Fault } from "../../mocks/http/index.ts";
import { start } from "../../mocks/valtuudet/index.ts";
import type { ValtuudetMock } from "../../mocks/valtuudet/index.ts";
import { subgraph } from "../../subgraphs/valtuudet/index.ts";
import { askSubgraph, everyFault, ids } from "./ask-subgraph.ts";
import type { Asked } from "./ask-subgraph.ts";
import { askRoot, idOfHetu } from "./ask-root.ts";
import { personaHetu, population, toDocument } from "./persons.ts";

const started = new Date("2026-11-23T10:15:02Z");
let clock = started;
let mockClock: Date | undefined;
const [aino, sofia, liisa, lauri, eino, helmi, onni, venla, kaisa] = [
  "aino",
  "sofia",
  "liisa",
  "lauri",
  "eino",
  "helmi",
  "onni",
  "venla",
  "kaisa",
].map(personaHetu) as [string, string, string, string, string, string, string, string, string];
const hetuAt = (index: number): string => population.henkilo(index).hetu ?? "";
/** Eino's other guardian, whose right to social and health data is limited, and Onni's guardian. */
const [otso, marja] = [hetuAt(12), hetuAt(13)];

const customer = (hetu: string): Actor => ({
  kind: "asiakas",
  sub: `sub-${createHash("sha256").update(hetu).digest("hex").slice(0, 8)}`,
  asiakasId: idOfHetu(hetu),
});
const nurse: Actor = {
  kind: "ammattilainen",
  sub: "hoitaja-1",
  kirjain: "H",
  organisaatio: "1.2.246.10.99900008",
  organisaationNimi: "Testialue",
  alue: "08",
  kayttotarkoitus: "HOITO",
};

const mandateOf = (asioija: string) => toDocument(`valtuutus(asioija: "${idOfHetu(asioija)}") { asiat }`);
const checkOf = (asioija: string, teema = "TERVEYDENHUOLTO") =>
  toDocument(`valtuus(asioija: "${idOfHetu(asioija)}", teema: ${teema}) { sallittu tarkistettu }`);

/** What stands in the service's own errors and addresses, identity codes, and secrets. */
const servicesWords = /Request failed|errorMessage|<html|\d{6}[-A]\d{3}|paikallinen-|hpa/;

describe("Suomi.fi-valtuudet", () => {
  let mock: ValtuudetMock;
  let transport: SubgraphTransport;
  let hurried: SubgraphTransport;

  beforeAll(async () => {
    mock = await start({ population, now: () => mockClock ?? clock });
    const options = { ids, now: () => clock };
    transport = createInProcessTransport(subgraph, { ...options, settings: mock.settings });
    hurried = createInProcessTransport(subgraph, { ...options, settings: { ...mock.settings, timeoutMs: 100 } });
  });
  afterAll(async () => {
    await Promise.all([transport.close(), hurried.close()]);
    await mock.close();
  });
  beforeEach(() => mock.requests.clear());
  afterEach(() => {
    mock.faults.set([]);
    clock = started;
    mockClock = undefined;
  });

  const ask = (
    document: ReturnType<typeof toDocument>,
    asked: readonly (string | Tunnus)[],
    {
      actor = customer(aino),
      through = transport,
    }: { readonly actor?: Actor; readonly through?: SubgraphTransport } = {},
  ): Promise<Asked> => askSubgraph(through, { document, asked, actor, pyynto: "3f0c6a1e-pyynto" });

  describe("mandates of an adult", () => {
    it.each<readonly [string, string, string, readonly string[]]>([
      ["the theme of health care", sofia, aino, ["TERVEYDENHUOLTO"]],
      ["the theme of social care", sofia, liisa, ["SOSIAALIHUOLTO"]],
      ["both", liisa, aino, ["TERVEYDENHUOLTO", "SOSIAALIHUOLTO"]],
      ["a guardian of an adult, by the register of guardianship", marja, onni, ["TERVEYDENHUOLTO", "SOSIAALIHUOLTO"]],
      ["one under turvakielto, whose mandate stands", kaisa, venla, ["TERVEYDENHUOLTO", "SOSIAALIHUOLTO"]],
      ["one that has ended", lauri, aino, []],
      ["the other way round", aino, sofia, []],
      ["strangers", onni, lauri, []],
    ])("tell %s", async (_, asioija, paamies, asiat) => {
      const { entities, errors } = await ask(mandateOf(asioija), [paamies], { actor: customer(asioija) });
      expect(errors).toEqual([]);
      expect(entities).toEqual([{ valtuutus: { asiat } }]);
    });

    it("end by the clock, with their last day", async () => {
      const asiat = async (at: string): Promise<unknown> => {
        clock = new Date(at);
        return (await ask(mandateOf(lauri), [aino])).entities;
      };
      expect(await asiat("2025-12-31T21:59:59Z")).toMatchObject([{ valtuutus: { asiat: { length: 2 } } }]);
      expect(await asiat("2025-12-31T22:00:00Z")).toEqual([{ valtuutus: { asiat: [] } }]);
    });

    it.each([
      ["a child, whose guardian may act but by no mandate", aino, eino],
      ["a person without an identity code", aino, { laji: "TILAPAINEN", arvo: "08-2025-000007" } as const],
    ])("are none of %s, and nobody is asked", async (_, asioija, paamies) => {
      const { entities, errors } = await ask(mandateOf(asioija), [paamies]);
      expect(errors).toEqual([]);
      expect(entities).toEqual([{ valtuutus: { asiat: [] } }]);
      expect(mock.requests.count()).toBe(0);
    });

    it("are asked once for each pair and theme in a request", async () => {
      const document = toDocument(
        `a: valtuutus(asioija: "${idOfHetu(sofia)}") { asiat } b: valtuutus(asioija: "${idOfHetu(sofia)}") { asiat }
         valtuus(asioija: "${idOfHetu(sofia)}", teema: TERVEYDENHUOLTO) { sallittu }`,
      );
      const { entities } = await ask(document, [aino]);
      expect(entities).toMatchObject([{ valtuus: { sallittu: true } }]);
      expect(mock.requests.count()).toBe(2);
    });
  });

  describe("a check of one pair", () => {
    it.each<readonly [string, Actor, string, string, string, boolean]>([
      ["a customer of who acts for them", customer(aino), sofia, aino, "TERVEYDENHUOLTO", true],
      ["a customer, of a theme not given", customer(aino), sofia, aino, "SOSIAALIHUOLTO", false],
      ["one who acts, of themselves", customer(sofia), sofia, aino, "TERVEYDENHUOLTO", true],
      ["a guardian, whatever the theme", customer(aino), aino, eino, "SOSIAALIHUOLTO", true],
      ["a guardian whose right is limited", customer(otso), otso, eino, "TERVEYDENHUOLTO", false],
      ["a professional of who came to the desk", nurse, marja, onni, "SOSIAALIHUOLTO", true],
    ])("answers %s", async (_, actor, asioija, paamies, teema, sallittu) => {
      const { entities, errors } = await ask(checkOf(asioija, teema), [paamies], { actor });
      expect(errors).toEqual([]);
      expect(entities).toEqual([{ valtuus: { sallittu, tarkistettu: "2026-11-23T10:15:02.000Z" } }]);
    });

    it("refuses a customer who is neither of the two, and does not ask", async () => {
      const { entities, errors } = await ask(checkOf(sofia), [aino], { actor: customer(liisa) });
      expect(entities).toEqual([{ valtuus: null }]);
      expect(errors).toMatchObject([{ code: "FORBIDDEN" }]);
      expect(mock.requests.count()).toBe(0);
    });

    it("refuses an id that this deployment did not give", async () => {
      const document = toDocument('valtuus(asioija: "arvattu", teema: TERVEYDENHUOLTO) { sallittu }');
      expect((await ask(document, [aino])).errors).toMatchObject([{ code: "BAD_USER_INPUT" }]);
    });

    it("refuses a theme whose URI is not configured", async () => {
      const { TERVEYDENHUOLTO } = mock.settings["teemat"] as Readonly<Record<string, string>>;
      const settings = { ...mock.settings, teemat: { TERVEYDENHUOLTO } };
      const narrow = createInProcessTransport(subgraph, { ids, now: () => clock, settings });
      const { errors } = await ask(checkOf(sofia, "SOSIAALIHUOLTO"), [aino], { through: narrow });
      expect(errors).toMatchObject([{ code: "BAD_USER_INPUT" }]);
      expect((await ask(mandateOf(liisa), [aino], { through: narrow })).entities).toEqual([
        { valtuutus: { asiat: ["TERVEYDENHUOLTO"] } },
      ]);
      await narrow.close();
    });

    it("tells the service the end user's pseudonym and a request id of its own for each call", async () => {
      await ask(mandateOf(sofia), [aino], { actor: customer(sofia) });
      const calls = mock.requests.latest();
      expect(new Set(calls.map(({ otsakkeet }) => otsakkeet["x-userid"]))).toEqual(
        new Set(["sub" in customer(sofia) ? Object(customer(sofia)).sub : ""]),
      );
      const requestIds = calls.map(({ polku }) => new URL(polku, "http://x").searchParams.get("requestId") ?? "");
      expect(new Set(requestIds).size).toBe(2);
      expect(requestIds.every((id) => id.startsWith("3f0c6a1e-pyynto-"))).toBe(true);
    });
  });

  describe("the clock and the keys", () => {
    it.each([
      ["five minutes behind", "2026-11-23T10:20:02Z", []],
      ["more behind", "2026-11-23T10:20:03Z", ["SOURCE_DENIED"]],
      ["more before", "2026-11-23T10:10:01Z", ["SOURCE_DENIED"]],
    ])("our clock %s", async (_, at, codes) => {
      mockClock = new Date(at);
      const { errors } = await ask(checkOf(sofia), [aino]);
      expect(errors.map(({ code }) => code)).toEqual(codes);
    });

    it.each(["avain", "restAvain", "oauthSalasana"])("a wrong %s is told as a fault of ours", async (secret) => {
      const settings = { ...mock.settings, [secret]: "vaara-salaisuus-0001" };
      const wrong = createInProcessTransport(subgraph, { ids, now: () => clock, settings });
      const { errors } =
        secret === "restAvain" ? await ask(checkOf(sofia), [aino], { through: wrong }) : await choose(wrong, sofia, []);
      expect(errors).toMatchObject([{ code: "SOURCE_DENIED" }]);
      await wrong.close();
    });
  });

  /** As a browser would: begins, chooses on the page, and ends with what comes back. */
  async function choose(
    through: SubgraphTransport,
    hetu: string,
    principals: readonly string[],
  ): Promise<{ readonly istunto: string; readonly errors: Asked["errors"] }> {
    const actor = customer(hetu);
    const begun = await askRoot(
      through,
      "mutation { aloitaEdustettavienValinta(kieli: SV) { osoite istunto } }",
      actor,
    );
    const valinta = begun.data?.["aloitaEdustettavienValinta"] as Record<"osoite" | "istunto", string> | null;
    if (valinta === null || valinta === undefined) return { istunto: "", errors: begun.errors };
    const back = await selectOnPage(valinta.osoite, principals);
    const { istunto } = valinta;
    return end(through, actor, { istunto, koodi: back.get("code") ?? "", tila: back.get("state") ?? "" });
  }

  async function selectOnPage(osoite: string, principals: readonly string[]): Promise<URLSearchParams> {
    const body = new URLSearchParams(principals.map((principal): [string, string] => ["principal", principal]));
    const response = await fetch(osoite, { method: "POST", body, redirect: "manual" });
    expect(response.status).toBe(302);
    return new URL(response.headers.get("location") ?? "").searchParams;
  }

  async function end(
    through: SubgraphTransport,
    actor: Actor,
    variables: Readonly<Record<"istunto" | "koodi" | "tila", string>>,
  ): Promise<{ readonly istunto: string; readonly paattyy?: string; readonly errors: Asked["errors"] }> {
    const document =
      "mutation ($istunto: String!, $koodi: String!, $tila: String!) { paataEdustettavienValinta(istunto: $istunto, koodi: $koodi, tila: $tila) { istunto paattyy } }";
    const { data, errors } = await askRoot(through, document, actor, variables);
    const given = data?.["paataEdustettavienValinta"] as { istunto: string; paattyy: string } | null | undefined;
    return { istunto: "", ...given, errors };
  }

  const chosenOf = (istunto: string) =>
    toDocument(`edustettavat(istunto: "${istunto}") { henkilo { id } huoltajana asiat }`);

  describe("the choice on the service's own page", () => {
    it("offers those for whom one may act, and tells the chosen with their roles", async () => {
      const actor = customer(aino);
      const begun = await askRoot(transport, "mutation { aloitaEdustettavienValinta { osoite istunto } }", actor);
      const { osoite } = Object(begun.data?.["aloitaEdustettavienValinta"]) as { osoite: string };
      const page = await (await fetch(osoite)).text();
      expect(page).toContain(eino);
      expect(page).not.toContain(sofia);
      expect(new URL(osoite).searchParams.get("lang")).toBe("fi");
      expect(osoite).not.toContain(aino);

      const { istunto } = await choose(transport, aino, [eino, helmi, sofia]);
      const { entities, errors } = await ask(chosenOf(istunto), [aino], { actor });
      expect(errors).toEqual([]);
      expect(entities).toEqual([
        {
          edustettavat: [eino, helmi].map((hetu) => ({ henkilo: { id: idOfHetu(hetu) }, huoltajana: true, asiat: [] })),
        },
      ]);
    });

    it("tells the themes of adults", async () => {
      const { istunto } = await choose(transport, sofia, [aino, liisa]);
      const { entities } = await ask(chosenOf(istunto), [sofia], { actor: customer(sofia) });
      expect(entities).toEqual([
        {
          edustettavat: [
            { henkilo: { id: idOfHetu(aino) }, huoltajana: false, asiat: ["TERVEYDENHUOLTO"] },
            { henkilo: { id: idOfHetu(liisa) }, huoltajana: false, asiat: ["SOSIAALIHUOLTO"] },
          ],
        },
      ]);
    });

    it("leaves out one whose mandate has ended after the choice", async () => {
      clock = new Date("2025-12-31T21:55:00Z");
      const { istunto } = await choose(transport, lauri, [aino]);
      const chosen = async (): Promise<unknown> =>
        (await ask(chosenOf(istunto), [lauri], { actor: customer(lauri) })).entities;
      expect(await chosen()).toMatchObject([{ edustettavat: [{ asiat: { length: 2 } }] }]);
      clock = new Date("2025-12-31T22:01:00Z");
      expect(await chosen()).toEqual([{ edustettavat: [] }]);
    });

    it("ends with the token, and belongs to who began it", async () => {
      const { istunto } = await choose(transport, sofia, [aino]);
      const codesOf = async (document: ReturnType<typeof toDocument>, hetu: string): Promise<unknown> =>
        (await ask(document, [hetu], { actor: customer(hetu) })).errors.map(({ code }) => code);
      expect(await codesOf(chosenOf(istunto), liisa)).toEqual(["BAD_USER_INPUT"]);
      expect(await codesOf(chosenOf(`${istunto}A`), sofia)).toEqual(["BAD_USER_INPUT"]);
      expect(await codesOf(chosenOf(""), sofia)).toEqual(["BAD_USER_INPUT"]);
      clock = new Date(started.getTime() + 598_000);
      expect(await codesOf(chosenOf(istunto), sofia)).toEqual([]);
      clock = new Date(started.getTime() + 599_000);
      expect(await codesOf(chosenOf(istunto), sofia)).toEqual(["BAD_USER_INPUT"]);
    });

    it("is told of nobody but the one signed in", async () => {
      const { istunto } = await choose(transport, sofia, [aino]);
      expect((await ask(chosenOf(istunto), [aino], { actor: customer(sofia) })).errors).toMatchObject([
        { code: "FORBIDDEN" },
      ]);
      expect((await ask(chosenOf(istunto), [sofia], { actor: nurse })).errors).toMatchObject([{ code: "FORBIDDEN" }]);
    });

    it("is not ended by another's state, another customer, a code used twice, or too late", async () => {
      const actor = customer(sofia);
      const begin = async (): Promise<Record<"istunto" | "koodi" | "tila", string>> => {
        const begun = await askRoot(transport, "mutation { aloitaEdustettavienValinta { osoite istunto } }", actor);
        const { osoite, istunto } = Object(begun.data?.["aloitaEdustettavienValinta"]) as Record<
          "osoite" | "istunto",
          string
        >;
        const back = await selectOnPage(osoite, [aino]);
        return { istunto, koodi: back.get("code") ?? "", tila: back.get("state") ?? "" };
      };
      const codes = async (who: Actor, given: Record<"istunto" | "koodi" | "tila", string>): Promise<unknown> =>
        (await end(transport, who, given)).errors.map(({ code }) => code);
      const given = await begin();
      expect(await codes(actor, { ...given, tila: "toisen" })).toEqual(["BAD_USER_INPUT"]);
      expect(await codes(customer(liisa), given)).toEqual(["BAD_USER_INPUT"]);
      expect(await codes(actor, { ...given, koodi: "arvattu" })).toEqual(["BAD_USER_INPUT"]);
      expect(await codes(actor, given)).toEqual([]);
      expect(await codes(actor, given)).toEqual(["BAD_USER_INPUT"]);
      const late = await begin();
      clock = new Date(started.getTime() + 15 * 60_000);
      expect(await codes(actor, late)).toEqual(["BAD_USER_INPUT"]);
    });

    const faults: readonly (readonly [Fault, string])[] = [
      [{ laji: "vaaraHenkilo" }, "SOURCE_INVALID_RESPONSE"],
      [{ laji: "virhekoodi", koodi: "jwt" }, "SOURCE_INVALID_RESPONSE"],
    ];
    it.each(faults)("takes no roles by %j: one null item, with an error in its place", async (fault, code) => {
      const { istunto } = await choose(transport, sofia, [aino]);
      mock.faults.set([fault]);
      const { entities, errors } = await ask(chosenOf(istunto), [sofia], { actor: customer(sofia) });
      expect(entities).toEqual([{ edustettavat: [null] }]);
      expect(errors).toMatchObject([{ code, path: ["_entities", 0, "edustettavat", 0] }]);
    });

    it("that the service has ended before its time is begun anew", async () => {
      const { istunto } = await choose(transport, sofia, [aino]);
      mock.faults.set([{ laji: "virhekoodi", koodi: "session" }]);
      const { errors } = await ask(chosenOf(istunto), [sofia], { actor: customer(sofia) });
      expect(errors).toMatchObject([{ code: "BAD_USER_INPUT" }]);
    });
  });

  // The service's answer to one pair names nobody: another person's can't be told from the right one (README).
  const faults: readonly (readonly [Fault, string])[] = [
    ...everyFault.filter(([{ laji }]) => laji !== "vaaraHenkilo"),
    [{ laji: "virhekoodi", koodi: "checksum" }, "SOURCE_DENIED"],
    [{ laji: "virhekoodi", koodi: "forbidden" }, "SOURCE_DENIED"],
    [{ laji: "virhekoodi", koodi: "hetu" }, "SOURCE_DENIED"],
    [{ laji: "virhekoodi", koodi: "missing" }, "SOURCE_DENIED"],
    [{ laji: "virhekoodi", koodi: "busy" }, "SOURCE_UNAVAILABLE"],
    [{ laji: "virhekoodi", koodi: "register" }, "SOURCE_UNAVAILABLE"],
  ];
  it.each(faults)("%j gives %s, no mandate, and no word of the service's", async (fault, code) => {
    mock.faults.set([fault]);
    const document = toDocument(
      `valtuus(asioija: "${idOfHetu(sofia)}", teema: TERVEYDENHUOLTO) { sallittu } valtuutus(asioija: "${idOfHetu(sofia)}") { asiat }`,
    );
    const through = code === "SOURCE_TIMEOUT" ? hurried : transport;
    const { entities, errors, lahteet } = await ask(document, [aino], { through });
    expect(entities).toEqual([{ valtuus: null, valtuutus: null }]);
    expect(errors.map((error) => error.code)).toEqual([code, code]);
    expect(lahteet).toMatchObject([{ lahde: "valtuudet", tila: code }]);
    expect(JSON.stringify(errors)).not.toMatch(servicesWords);
  });
});

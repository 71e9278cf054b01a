import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hetuTarkistusmerkki } from "../../mocks/population/index.ts";
import { createAsiakasIds } from "../../gateway/subgraph/index.ts";
import { createLocalKeyStore } from "../../gateway/config/index.ts";
import { keyFolder, startSystem } from "../start.ts";
import type { GraphAnswer, TestSystem } from "../start.ts";

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.close());

const ids = createAsiakasIds(createLocalKeyStore(keyFolder).obtain("ASIAKAS_ID_AVAIN", 64));
const nurse = { persona: "sofia", rooli: "terveydenhuolto", tarkoitus: "HOITO", alue: "08" } as const;
const ground = { peruste: { laji: "LAHETE", selite: "lähete päivystyksestä" } };

const query = `query($id: ID!) { asiakas(id: $id) {
  id hetu nimi { sukunimi } laakekatto { vuosi }
  valiaikaisetTiedot { nimi syy annettu yhdistetty { id } }
  yhteystiedot { laji arvo kayttotarkoitus ilmoitettu alue }
  asiakkuudet { palvelu alkanut tila }
  ammattilaiset { rooli alkaen }
} }`;

interface Seen {
  readonly id: string;
  readonly hetu: string | null;
  readonly nimi: object | null;
  readonly valiaikaisetTiedot: { readonly yhdistetty: { readonly id: string } | null };
  readonly yhteystiedot: readonly object[] | null;
  readonly asiakkuudet: readonly object[];
  readonly ammattilaiset: readonly object[];
}

async function ask(id: string): Promise<{ readonly answer: GraphAnswer; readonly seen: Seen }> {
  const answer = await system.ask(query, await system.token(nurse), { id }, ground);
  expect(answer.status).toBe(200);
  return { answer, seen: answer.data?.["asiakas"] as Seen };
}

const looksOf = async (hetu: string, page = ""): Promise<GraphAnswer> => {
  const fields = "taydellinen pageInfo { hasNextPage endCursor } edges { node { oma peruste tiedot { tieto } } }";
  return system.ask(`{ mina { id katselut(first: 50${page}) { ${fields} } } }`, await system.tokenOf(hetu));
};
interface Looks {
  readonly id: string;
  readonly katselut: {
    readonly taydellinen: boolean;
    readonly pageInfo: { readonly endCursor: string };
    readonly edges: readonly { readonly node: { readonly oma: boolean; readonly peruste: string | null } }[];
  };
}
const toLooks = ({ data }: GraphAnswer): Looks => data?.["mina"] as Looks;

describe("a person who was met without an identity code", () => {
  const tilapainen = "08-2026-000007";
  const oldId = ids.seal({ laji: "TILAPAINEN", arvo: tilapainen });
  let hetu = "";
  let newId = "";
  let before: Seen;
  let beforePyynto = "";

  it("is known by the region that met them, and by no national register", async () => {
    expect(system.idOf("mihai")).toBe(oldId);
    const { answer, seen } = await ask(oldId);
    [before, beforePyynto] = [seen, answer.pyynto];
    expect(seen).toMatchObject({ id: oldId, hetu: null, nimi: null, laakekatto: null });
    expect(seen.valiaikaisetTiedot.yhdistetty).toBeNull();
    expect(seen.asiakkuudet.length).toBeGreaterThan(0);
    expect(system.loki(beforePyynto)).toMatchObject([{ laji: "KATSELU", suhde: "AVOIN_ASIAKKUUS" }]);
  });

  it("is given an identity code one day, while everything runs", async () => {
    const { syntymapaiva } = system.population.henkilo(7);
    const [vuosi = "", kuukausi = "", paiva = ""] = syntymapaiva.split("-");
    const date = `${paiva}${kuukausi}${vuosi.slice(2)}`;
    hetu = `${date}-999${hetuTarkistusmerkki(`${date}999`)}`;
    newId = ids.seal({ laji: "HETU", arvo: hetu });
    const { localServices } = system.mocks.gatewayConfig as { readonly localServices: string };
    const give = async (body: object): Promise<number> =>
      (await fetch(`${localServices}/henkilotunnus`, { method: "PUT", body: JSON.stringify(body) })).status;
    expect(await give({ tilapainen: "08-2026-999999", hetu })).toBe(400);
    expect(await give({ tilapainen, hetu: system.population.henkilo(0).hetu })).toBe(400);
    expect(await give({ tilapainen, hetu })).toBe(200);
    // Once only.
    expect(await give({ tilapainen, hetu })).toBe(400);
  });

  it("is one Asiakas by both ids, and nothing of the time before is lost or there twice", async () => {
    const [byOld, byNew] = [await ask(oldId), await ask(newId)];
    expect(byOld.seen).toEqual(byNew.seen);
    const { seen } = byOld;
    expect(seen).toMatchObject({ id: newId, hetu, nimi: { sukunimi: "Codrescu-Testi" }, laakekatto: { vuosi: 2026 } });
    expect(seen.valiaikaisetTiedot).toEqual({ ...before.valiaikaisetTiedot, yhdistetty: { id: newId } });
    expect(seen.asiakkuudet).toEqual(before.asiakkuudet);
    expect(seen.ammattilaiset).toEqual(before.ammattilaiset);
    // The place was not shown while turvakielto could not be asked; it is now, each row once.
    expect(before.yhteystiedot).toBeNull();
    expect(seen.yhteystiedot).toHaveLength(system.population.yhteystiedot(system.population.henkilo(7)).length);
    expect(byOld.answer.errors).toEqual([]);
  });

  it("is found once, by the id of today", async () => {
    const search = '{ asiakkaat(haku: { nimi: "Codrescu-Testi" }) { edges { node { id } } } }';
    const answer = await system.ask(search, await system.token(nurse), {}, ground);
    expect(answer.data?.["asiakkaat"]).toEqual({ edges: [{ node: { id: newId } }] });
  });

  it("reads in katselut who has looked before and after", async () => {
    const answer = await looksOf(hetu);
    expect(answer.errors).toEqual([]);
    const { id, katselut } = toLooks(answer);
    expect(id).toBe(newId);
    expect(katselut.taydellinen).toBe(true);
    // Once before, once by each id after, and the search.
    const looks = katselut.edges.filter(({ node }) => !node.oma);
    expect(looks.map(({ node }) => node.peruste)).toEqual(Array<string>(4).fill(ground.peruste.selite));
    const rows = system.loki().filter(({ laji, asiakas }) => laji === "KATSELU" && asiakas !== undefined);
    const [old] = system.loki(beforePyynto);
    expect(rows.filter(({ asiakas }) => asiakas === old?.asiakas)).toHaveLength(1);
  });

  it("pages through both without a row lost or twice", async () => {
    const whole = toLooks(await looksOf(hetu)).katselut.edges.length;
    const seen: object[] = [];
    let after = "";
    for (let page = 0; page < whole; page += 1) {
      const fields = "pageInfo { hasNextPage endCursor } edges { cursor node { aika } }";
      const text = `{ mina { katselut(first: 1${after}) { ${fields} } } }`;
      const { katselut } = toLooks(await system.ask(text, await system.tokenOf(hetu)));
      seen.push(...katselut.edges);
      after = `, after: "${katselut.pageInfo.endCursor}"`;
    }
    expect(new Set(seen.map((edge) => JSON.stringify(edge))).size).toBeGreaterThanOrEqual(whole);
  });

  it("is told so when the regions can't be asked who they were", async () => {
    system.mocks.registers["crm"]?.faults.set([{ laji: "http500" }]);
    const answer = await looksOf(hetu);
    expect(answer.errors).toEqual([]);
    expect(toLooks(answer).katselut.taydellinen).toBe(false);
    // The old id stands as it is meanwhile.
    const { seen } = await ask(oldId);
    expect(seen.id).toBe(oldId);
    system.mocks.registers["crm"]?.faults.set([]);
  });

  it("changes their own data as one person", async () => {
    const text = `mutation($k: String!, $a: ID) { ilmoitaYhteystieto(
      yhteystieto: { laji: SAHKOPOSTI, arvo: "mihai@asiakas.example" }, toistoavain: $k, asiakas: $a
    ) { tulos asiakas { id yhteystiedot { arvo } } } }`;
    const k = "5e0a3a1e-1111-4000-8000-000000000007";
    const token = await system.tokenOf(hetu);
    const first = await system.ask(text, token, { k });
    expect(first.errors).toEqual([]);
    expect(JSON.stringify(first.data)).toContain("mihai@asiakas.example");
    const byOld = await system.ask(text, token, { k, a: oldId });
    expect(byOld.errors).toEqual([]);
    expect(byOld.data).toMatchObject({ ilmoitaYhteystieto: { tulos: "OLI_JO_TEHTY", asiakas: { id: newId } } });
  });
});

import { Client } from "pg";
import { describe, expect, it } from "vitest";
import { idOf, mutations, puhelin, report, set, syyOf, tulosOf, useCrmChanges } from "./crm-changes-kit.ts";
import { databases } from "./databases.ts";

describe.each(databases)("where and by whom a region's CRM is changed over $name", ({ options }) => {
  const { mock, change } = useCrmChanges(options);

  describe("the region", () => {
    const at = (alue: string): readonly string[] =>
      mock()
        .requests.latest()
        .flatMap(({ polku }) => (polku === `/crm_${alue}_muutos` ? [polku] : []));

    it("is the home region by its own word, when none is named", async () => {
      expect(tulosOf(await change(set, { persona: "sofia" }))).toBe("TEHTY");
      expect([at("08"), at("15"), at("90")].map(({ length }) => length)).toEqual([0, 0, 1]);
    });

    it("is the one that is named, which alone is asked", async () => {
      expect(tulosOf(await change(set, { persona: "sofia", alue: "15" }))).toBe("TEHTY");
      expect(mock().requests.count()).toBe(1);
      expect(at("15")).toHaveLength(1);
    });

    it.each([
      ["has no node", "05", /region's own service/],
      ["is no region", "8", /region's own service/],
      ["does not know the customer", "15", /does not know the customer/],
    ])("that %s is refused", async (_, alue, told) => {
      expect(syyOf(await change(set, { alue }))).toEqual([["BAD_USER_INPUT", expect.stringMatching(told)]]);
    });

    it("that takes no changes says so, also when it is the home region", async () => {
      const told = [["BAD_USER_INPUT", expect.stringMatching(/region's own service/)]];
      expect(syyOf(await change(set, { persona: "sofia", through: "someTake" }))).toEqual(told);
      expect(syyOf(await change(set, { persona: "sofia", alue: "90", through: "someTake" }))).toEqual(told);
    });

    it("of one whom nobody knows is not guessed", async () => {
      expect(syyOf(await change(set, { persona: "kaisa" }))).toEqual([
        ["BAD_USER_INPUT", expect.stringMatching(/does not know the customer/)],
      ]);
    });

    it("is not guessed while one that might be the home does not answer: nothing is changed", async () => {
      mock()
        .nodes.find(({ alue }) => alue === "90")
        ?.faults.set([{ laji: "http500" }]);
      const answer = await change(set, { persona: "sofia" });
      expect(answer.errors).toMatchObject([{ code: "SOURCE_UNAVAILABLE", parameters: { saanto: "MUUTOS-TEKEMATTA" } }]);
      expect(at("08").length + at("15").length).toBe(0);
    });

    it("is in no error", async () => {
      mock().faults.set([{ laji: "http500" }]);
      const { errors } = await change(set, { alue: "15", persona: "sofia" });
      expect(JSON.stringify(errors)).not.toContain("15");
    });
  });

  describe("nothing is changed", () => {
    it.each(mutations)(
      "by %s without the gate's leave: of nobody, of another, or of another item",
      async (_, text, m) => {
        const sofia = idOf("sofia");
        for (const given of [
          { sallittu: undefined },
          { a: sofia },
          { a: sofia, sallittu: { asiakkaat: [sofia], tiedot: [2] } },
        ]) {
          expect((await change(text, { m, ...given })).errors).toMatchObject([{ code: "FORBIDDEN" }]);
        }
        expect(mock().requests.count()).toBe(0);
      },
    );

    it("by the role that reads, and nothing is read by the role that changes", async () => {
      const [node] = mock().nodes;
      const reader = new Client({ connectionString: node?.url });
      const changer = new Client({ connectionString: node?.muutosUrl });
      await Promise.all([reader.connect(), changer.connect()]);
      const [denied, readOnly] = ["42501", "25006"];
      for (const [client, code, sql] of [
        [reader, denied, "select * from aseta_maksuyhteys('', null, gen_random_uuid(), 'x', 'x', null, false)"],
        [reader, readOnly, "delete from crm_08.maksuyhteys"],
        [changer, denied, "select * from asiakas"],
        [changer, denied, "insert into maksuyhteys values (1, 'x', 'x', null, true, false)"],
        [changer, denied, "select merkitse_muutos(1, gen_random_uuid(), '[]')"],
      ] as const) {
        await expect(client.query(sql)).rejects.toMatchObject({ code });
      }
      await Promise.all([reader.end(), changer.end()]);
    });
  });

  it("tells the region who changes, in a comment, and has values nowhere but among the parameters", async () => {
    await change(report, { m: puhelin, alue: "08" });
    const [request] = mock().requests.latest();
    const [statement] = (JSON.parse(request?.runko ?? "{}") as { lauseet: { sql: string; parametrit: string[] }[] })
      .lauseet;
    expect(statement?.sql).toContain("/*loppukayttaja='sub-aino',tarkoitus='OMAT_TIEDOT',pyynto='p1'*/");
    expect(statement?.sql).not.toMatch(/358|[0-9]{6}[-A]/);
    expect(statement?.parametrit).toContain("+358500001234");
  });
});

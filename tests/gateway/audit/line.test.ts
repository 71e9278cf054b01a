import fc from "fast-check";
import { expect, it } from "vitest";
import { createRowWriter, noHash, parseLine } from "../../../gateway/audit/line.ts";

const shared = { laji: "asiakas" };
const member = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.constantFrom(undefined, null, shared),
  fc.array(fc.string(), { maxLength: 2 }),
);
const members = fc.dictionary(fc.constantFrom("aika", "laji", "toimija", "evatyt", "asiakas", 'a"b'), member);

it("writes each row of a group as if it were the only one, whatever it has in common with the one before", () => {
  fc.assert(
    fc.property(fc.array(members, { minLength: 1, maxLength: 6 }), (group) => {
      const writeRow = createRowWriter();
      let tiiviste = noHash;
      for (const [at, each] of [...group, ...group].entries()) {
        const before = { nro: at + 1, tiiviste };
        const row = writeRow(before, each);
        expect(row.json).toBe(JSON.stringify({ nro: at + 1, edellinen: tiiviste, ...each }));
        expect(parseLine(Buffer.from(`R ${row.hash} ${row.json}`))).toMatchObject({ kind: "row", nro: at + 1 });
        expect(createRowWriter()(before, each)).toEqual(row);
        tiiviste = row.hash;
      }
    }),
    { numRuns: 300 },
  );
});

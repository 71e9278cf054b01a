import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import type { Actor } from "../../../gateway/actor/index.ts";
import { arvot, perhesuhteet, valuesOf } from "./naive-world.ts";
import type { Arvo } from "./naive-world.ts";
import { anyActor, anyMaailma, anyTunnus } from "./random-world.ts";
import { startWorld } from "./world.ts";
import type { Maailma } from "./world-facts.ts";

const world = await startWorld();
afterAll(() => world.graph.close());

/** `ASIAKAS_KYSELYITA` for a longer run, `ASIAKAS_SIEMEN` to run one again. */
const numRuns = Number(process.env["ASIAKAS_KYSELYITA"] ?? 300);
const seed = Number(process.env["ASIAKAS_SIEMEN"] ?? Date.now() % 1_000_000_007);

/** What a query selects of a person, and of those whom it leads to. */
interface Valinta {
  readonly arvot: readonly Arvo[];
  readonly reitti?: { readonly kautta: "huoltajat" | "huollettavat"; readonly alla: Valinta };
}

const some = fc.subarray([...arvot], { minLength: 1, maxLength: 6 });
const kautta = fc.constantFrom("huoltajat" as const, "huollettavat" as const);
const leaf: fc.Arbitrary<Valinta> = fc.record({ arvot: some });
const hop = (alla: fc.Arbitrary<Valinta>): fc.Arbitrary<Valinta> =>
  fc.record({ arvot: some, reitti: fc.record({ kautta, alla }) });
const anyValinta = fc.oneof(leaf, hop(leaf), hop(hop(leaf)));

/** Each value under an alias of its own: the query must not be told by its keys. */
function toSelection({ arvot: asked, reitti }: Valinta): string {
  const fields = asked.map(({ selection }, at) => `k${at}: ${selection}`);
  const route =
    reitti === undefined ? "" : `perhesuhteet { ${reitti.kautta} { henkilo { ${toSelection(reitti.alla)} } } }`;
  return [...fields, route].join(" ");
}

interface Case {
  readonly actor: Actor;
  readonly maailma: Maailma;
}

function* expectedOf(tunnus: string, { arvot: asked, reitti }: Valinta, each: Case): Generator<string> {
  for (const arvo of asked) yield* valuesOf(arvo, tunnus, each);
  if (reitti === undefined || valuesOf(perhesuhteet, tunnus, each).length === 0) return;
  for (const { huoltaja, lapsi } of each.maailma.huollot ?? []) {
    if (reitti.kautta === "huoltajat" && lapsi === tunnus) yield* expectedOf(huoltaja, reitti.alla, each);
    if (reitti.kautta === "huollettavat" && huoltaja === tunnus) yield* expectedOf(lapsi, reitti.alla, each);
  }
}

const mayEnter = (actor: Actor): boolean =>
  actor.kind === "asiakas" ||
  ((actor.kind === "ammattilainen" || actor.kind === "kolmasosapuoli") && actor.kayttotarkoitus !== undefined);

describe(`any query of anyone over any world, seed ${seed}`, () => {
  it("gives every value that the naive judge gives, and no other in any byte", { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(anyMaailma, anyActor, anyTunnus, anyValinta, async (maailma, actor, tunnus, valinta) => {
        world.set(maailma);
        const { bytes } = await world.askOf(tunnus, toSelection(valinta), actor);
        const given = new Set(bytes.match(/[\w.]+\/[A-Z]{4,5}\b/g));
        const expected = new Set(mayEnter(actor) ? expectedOf(tunnus, valinta, { actor, maailma }) : []);
        expect([...given].toSorted()).toEqual([...expected].toSorted());
      }),
      { numRuns, seed },
    );
  });

  it(
    "is told by nakyvyys beforehand: a field is allowed exactly when the query has no denial of it",
    { timeout: 600_000 },
    async () => {
      const fields = new Map(
        [...arvot.filter(({ marks }) => marks.length === 1), perhesuhteet]
          .map(({ marks, selection }) => [marks[0]?.kentta ?? "", selection] as const)
          .map(([kentta, selection]) => [
            kentta,
            selection === "perhesuhteet" ? "perhesuhteet { huoltajat { syntymaaika } }" : selection,
          ]),
      );
      await fc.assert(
        fc.asyncProperty(anyMaailma, anyActor, anyTunnus, async (made, actor, tunnus) => {
          // Rows are judged one by one in the answer; what is told beforehand is of fields.
          const henkilot = Object.entries(made.henkilot ?? {}).map(([each, henkilo]) => [
            each,
            { ...henkilo, rivit: [] },
          ]);
          world.set({ ...made, henkilot: Object.fromEntries(henkilot) });
          const told = await world.nakyvyys(tunnus, actor);
          const asked = told.kentat.filter(({ kentta }) => fields.has(kentta));
          expect(asked).toHaveLength(fields.size);
          const answer = await world.askOf(tunnus, [...fields.values()].join(" "), actor);
          const denied = asked.flatMap(({ kentta, sallittu, koodi, saanto, tieto }) =>
            sallittu ? [] : [`${koodi} asiakas.${kentta.slice(8)} ${saanto} ${tieto}`],
          );
          const seen = answer.errors
            .map((error) => error.split(" ").slice(0, 4))
            .filter((parts) => parts.length === 4)
            .map((parts) => parts.join(" "));
          // Who may not use the entry is told so once, of the whole person: then nothing is allowed.
          const isIn = mayEnter(actor);
          const allowed = asked.filter(({ sallittu }) => sallittu).map(({ kentta }) => kentta);
          expect(isIn ? seen : allowed).toEqual(isIn ? denied.toSorted() : []);
        }),
        { numRuns: Math.ceil(numRuns / 3), seed },
      );
    },
  );
});

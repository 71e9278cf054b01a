import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

/**
 * The table of bad inputs has 108 rows. Each is a test named "row N: …" in a file beside this one or of the
 * server's own, or one that stands below with its file and a part of its name, or is told not to be yet.
 */
const lastRow = 108;
const ownFiles = ["journeys", "gateway/server"];

type Place = readonly [rows: readonly number[], file: string, name: string];

const elsewhere: readonly Place[] = [
  [
    [48],
    "gateway/server/admit.test.ts",
    "nothing else where only they may run: not even a text that is no GraphQL is read",
  ],
  [[52], "gateway/operation/operation-cache.test.ts", "are bounded by their characters too"],
  [[56], "subgraphs/vtj/wire-json.test.ts", "a birth date that is not the code's is invalid"],
  [[58], "subgraphs/vtj/resolvers.test.ts", "never sends a temporary identifier"],
  [[63], "subgraphs/vtj/resolvers.test.ts", "follows a changed identity code once"],
  [[69], "journeys/no-leaks.test.ts", "shows nothing of another person whose record a register sends by mistake"],
  [[70], "gateway/actor/verify.test.ts", "a header that is no bearer token"],
  [[76], "gateway/actor/claims.test.ts", "with a thousand roles are refused"],
  [[70], "gateway/server/http-server.test.ts", "two Authorization headers"],
  [[71], "gateway/actor/verify.test.ts", "(HS256 with the public key for a secret) is refused"],
  [[72], "gateway/actor/verify.test.ts", "is refused, and why is not told"],
  [[73], "gateway/actor/verify.test.ts", "an hour of life, half a minute of skew"],
  [[74], "gateway/actor/provider.test.ts", "are not fetched again for unknown key ids within half a minute"],
  [
    [75],
    "gateway/actor/provider.test.ts",
    "serve ten minutes past their time while the provider %s, then nothing does",
  ],
  [[81], "journeys/many-callers.test.ts", "mixes no two customers' data"],
  [[82], "gateway/source/source.test.ts", "of %s says nothing of the body"],
  [[83], "gateway/source/xroad-soap.test.ts", "fault %s is %s"],
  [[84], "gateway/source/source.test.ts", "is unavailable when the connection is cut in the body"],
  [[85], "gateway/source/read-xml.test.ts", "includes and runs nothing that the document asks for"],
  [[87], "gateway/source/read-xml.test.ts", "refuses ISO-8859-1 that says it is UTF-8"],
  [[86], "gateway/source/source.test.ts", "stops an endless body at the limit"],
  [[88], "gateway/source/source.test.ts", "is a timeout when the body drips slower than the limit"],
  [[89], "journeys/no-leaks.test.ts", "shows nothing of another person"],
  [[90], "gateway/source/xroad-soap.test.ts", "refuses an answer whose %s is not ours"],
  [[91], "subgraphs/kela/wire.test.ts", "matches rows by person, whatever their order"],
  [[92, 93], "subgraphs/kela/wire.test.ts", "accepts a row told twice"],
  [[94, 97], "subgraphs/kela/wire.test.ts", "become a value or a failure, never a throw"],
  [[95], "subgraphs/vtj/map.test.ts", "is no sex and no silent guess"],
  [[96], "subgraphs/vtj/wire-json.test.ts", "non-disclosure"],
  [[98, 99], "gateway/source/source.test.ts", "never follows a redirect with status"],
  [[104], "gateway/source/source.test.ts", "has the request sent once more on a fresh one"],
  [[106], "journeys/no-leaks.test.ts", "lets no identity code, address or text of a source out through any fault"],
  [[107], "gateway/subgraph/remote.test.ts", "keeps members named as an object's own apart from data"],
  [[107], "gateway/engine/engine.test.ts", "takes no entity list of another length than was asked"],
  [[108], "gateway/subgraph/remote.test.ts", "drops fields that were not asked for"],
];

/** Rows that nothing tests yet, and why. */
const notYet: Readonly<Record<number, string>> = {
  42: "the use log's cursors are not sealed: a forged one pages through what its asker may see anyway",
  59: "the mocks make their own persons: no code comes from outside; tests/checks looks for real ones in files",
  68: "an id key can't be retired yet",
  77: "purpose of use is judged by the gate, in its own tests",
  78: "one's own data on a professional's token is judged by the gate, in its own tests",
  79: "no register of mandates is joined yet",
  80: "no issuer here binds tokens to their senders",
  100: "the mocks speak HTTP; TLS of PostgreSQL alone is tested, in gateway/source/postgres.test.ts",
  101: "the wall clock is used for days and rows of the log only; deadlines are of the monotonic one",
  102: "addresses of sources are configuration; DNS is not resolved anew",
  103: "no breaker honours Retry-After yet",
  105: "names are escaped where they are shown, which the explorer's own tests look at",
};

const root = new URL("../", import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, root), "utf8");

/** Numbers of rows that test names and tables of our own files hold. */
function testedRows(): ReadonlySet<number> {
  const files = ownFiles.flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, root))
      .filter((name) => name.endsWith(".test.ts") && name !== "bad-inputs.test.ts")
      .map((name) => read(`${folder}/${name}`)),
  );
  const named = files.flatMap((text) => [...text.matchAll(/row (\d+): /g)].map(([, row]) => Number(row)));
  // The first member of a table's row, alone or by a maker of rows.
  const tabled = files
    .filter((text) => text.includes('"row %i: %s"'))
    .flatMap((text) => [
      ...text.matchAll(
        /^\s*(?:\[|badBody\(|badHead\()?\s*(\d+),(?: [`"]|$)|\[(\d+), [`"]|badBody\((\d+)|badHead\((\d+)/gm,
      ),
    ])
    .flatMap((found) => found.slice(1).flatMap((row) => (row === undefined ? [] : [Number(row)])));
  return new Set([...named, ...tabled]);
}

it("has every row of the table in a test, or tells why not", () => {
  const tested = testedRows();
  const known = new Set([...tested, ...elsewhere.flatMap(([rows]) => rows), ...Object.keys(notYet).map(Number)]);
  const missing = Array.from({ length: lastRow }, (_, at) => at + 1).filter((row) => !known.has(row));
  expect(missing).toEqual([]);
  // What is tested is not excused.
  expect(Object.keys(notYet).filter((row) => tested.has(Number(row)))).toEqual([]);
});

it.each(elsewhere)("finds the test of rows %j in %s", (_rows, file, name) => {
  expect(read(file)).toContain(name);
});

/**
 * `npm run bench`: what the product does, measured, part by part; each part by its name alone too. Absolute numbers
 * belong to the machine; compare those of one run. Ends at the first answer that is refused or not whole, exit 1.
 */
import { parseArgs } from "node:util";
import { measureEngines } from "./engines/moottorit.ts";
import { measureLoad } from "./measure-load.ts";
import { measurePages } from "./measure-pages.ts";
import { measureSize } from "./measure-size.ts";
import { benchQuery, registersDenials, registersQuery } from "./query.ts";

const help = `npm run bench [-- OSA…] [--seconds N] [--setelit N]

  asiakas     the README's query, one person and five sources: requests per second at 1, 16 and 64 callers
  rekisterit  one query of one person that touches fourteen registers, the same way, with calls to each
  setelit     an organiser's pages of a region with 1,000,000 vouchers: first, middle and last of every order and
              filter, and what a total costs
  koko        the engine over 7 and over 200 subgraphs of 5,000 types: its start, 10,000 distinct operations, memory

  moottorit   federation gateways and the hand-written limit, side by side: by this name only, with options of its own
              (npm run bench -- moottorit --help)

  All others when none is named. --seconds: for each number of callers, 8; --setelit: vouchers of the region.
  DATABASE_URL: a PostgreSQL for the regions' registers; the embedded one, of one session, when left out.
  Example: npm run bench -- setelit --setelit 100000
`;

// Takes words that the other parts do not have.
if (process.argv[2] === "moottorit") await measureEngines(process.argv.slice(3));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: "string", default: "8" },
    setelit: { type: "string", default: "1000000" },
    help: { type: "boolean" },
  },
});
const seconds = Number(values.seconds);
const parts: Readonly<Record<string, () => Promise<void>>> = {
  asiakas: () => measureLoad({ title: "one person, five sources", query: benchQuery, seconds }),
  rekisterit: () =>
    measureLoad({
      title: "one person, fourteen registers",
      query: registersQuery,
      seconds,
      rightDenials: registersDenials,
    }),
  setelit: () =>
    measurePages({ vouchers: Number(values.setelit), databaseUrl: process.env["DATABASE_URL"] || undefined }),
  async koko() {
    await measureSize({ subgraphs: 7, types: 70, operations: 10_000 });
    await measureSize({ subgraphs: 200, types: 5000, operations: 10_000 });
  },
};
const wrong = positionals.find((name) => !Object.hasOwn(parts, name));

if (values.help === true) process.stdout.write(help);
else if (wrong !== undefined) {
  process.stderr.write(`${wrong} is no part of the benchmark  →  one of: ${Object.keys(parts).join(", ")}\n`);
  process.exitCode = 2;
} else {
  for (const name of positionals.length === 0 ? Object.keys(parts) : positionals) await parts[name]?.();
  process.exit(0);
}

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { composeCheckout } from "./compose-checkout.ts";
import { findStale } from "./find-stale.ts";
import { formatFinding } from "./finding.ts";
import type { Finding } from "./finding.ts";

const help = `npm run compose              lint and compose subgraphs/*/schema.graphql to schema/supergraph.graphql and schema/api.graphql
npm run compose -- --check   write nothing; fail when a committed file is stale

Exit code 0 done, 1 something to mend, 2 wrong use.
`;

/**
 * The command. Gives the exit code; writes only the composed files, and only when nothing is wrong.
 * Hints of composition are told and do not fail.
 */
function main(root: string, options: readonly string[]): number {
  if (options.includes("--help")) {
    process.stdout.write(help);
    return 0;
  }
  const unknown = options.find((option) => option !== "--check");
  if (unknown !== undefined) {
    process.stderr.write(`unknown option ${unknown}  →  npm run compose -- --help\n`);
    return 2;
  }
  const outcome = composeCheckout(root);
  if (outcome.kind === "refused") return tell(outcome.errors);
  outcome.hints.forEach((hint) => process.stdout.write(`hint: ${formatFinding(hint)}\n`));
  if (options.includes("--check")) return tell(findStale(root, outcome.files));
  outcome.files.forEach(({ file, text }) => writeFileSync(join(root, file), text));
  process.stdout.write(`${outcome.files.map(({ file }) => file).join(" and ")} written\n`);
  return 0;
}

function tell(errors: readonly Finding[]): number {
  errors.forEach((error) => process.stderr.write(`${formatFinding(error)}\n`));
  return errors.length === 0 ? 0 : 1;
}

process.exitCode = main(fileURLToPath(new URL("..", import.meta.url)), process.argv.slice(2));

/**
 * `npm run test:mutaatio`: breaks each rule, and each decision of the gate and the policy, in turn, and
 * runs the tests that must notice. `-- saannot` or `-- koodi` for one half, names of rules or files after it for those only.
 * Prints what survived by file and line, and how far it is; exit 1 when a survivor is not among the declared
 * equivalents, or an equivalent of what was run is out of date.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createPolicy, readRuleTexts } from "../../gateway/policy/index.ts";
import { equivalent } from "./equivalent.ts";
import { createFindDisagreement } from "./judge-mutant.ts";
import type { Replaced } from "./bundle-tests.ts";
import { mutateCode } from "./mutate-code.ts";
import { mutateRule } from "./mutate-rules.ts";
import { createProgress, toReport } from "./report.ts";
import type { Outcome } from "./report.ts";
import { parseSelection } from "./selection.ts";
import { createTrial } from "./trial.ts";
import type { Trial } from "./trial.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const workers = 2;

const selection = parseSelection(process.argv.slice(2));
if (selection === undefined) {
  console.error("npm run test:mutaatio [-- saannot [RULE …] | koodi [FILE …]]");
  process.exit(2);
}
const { runs, chooses } = selection;
const outcomes: Outcome[] = [];
if (runs("saannot")) outcomes.push(...runRules());
if (runs("koodi")) outcomes.push(...(await runCode()));
const { lines, isClean } = toReport(outcomes, equivalent, selection);
for (const line of lines) console.log(line);
// A name that fits nothing must not pass for tests that caught all.
if (outcomes.length === 0) console.error("Nothing was broken  →  name rules by their id, files by their name or path");
process.exitCode = isClean && outcomes.length > 0 ? 0 : 1;

type Note = (outcome: Outcome) => Outcome;

/** Prints what there is to tell of an outcome, and gives it on. */
function createNote(total: number): Note {
  const next = createProgress(total);
  return (outcome) => {
    for (const line of next(outcome)) console.log(line);
    return outcome;
  };
}

function runRules(): readonly Outcome[] {
  const texts = readRuleTexts(new URL("../../schema/saannot/", import.meta.url));
  const { rules } = createPolicy(texts);
  const findDisagreement = createFindDisagreement(texts);
  const chosen = rules.filter(({ id }) => chooses(id));
  const all = chosen.flatMap(mutateRule);
  console.log(`${all.length} mutants of ${chosen.length} rules`);
  const note = createNote(all.length);
  return all.map((mutant) => {
    const isCaught = findDisagreement(mutant) !== undefined;
    return note({ where: mutant.rule, was: mutant.what, isCaught });
  });
}

async function runCode(): Promise<readonly Outcome[]> {
  const files = ["gateway/policy", "gateway/gate"]
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
    .filter((path) => !path.endsWith("/index.ts") && chooses(path));
  const originals = files.map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
  const left = originals.flatMap(({ path, text }) => mutateCode(path, text).map((mutant) => ({ path, mutant })));
  console.log(`${left.length} mutants of ${files.length} files`);
  const note = createNote(left.length);
  const copy = copyTree();
  const [first, ...others] = Array.from({ length: workers }, () => createTrial(copy));
  if (first === undefined) return [];
  await checkWhole(first, originals);
  const work = async (trial: Trial): Promise<readonly Outcome[]> => {
    const done: Outcome[] = [];
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const { line, was, is, text } = next.mutant;
      const isCaught = await trial.isNoticed({ path: next.path, text });
      done.push(note({ where: next.path, line, was, is, isCaught }));
    }
    trial.end();
    return done;
  };
  const found = (await Promise.all([first, ...others].map(work))).flat();
  rmSync(copy, { recursive: true });
  return found;
}

/** What the tests of gate and policy need, copied: work on the checkout meanwhile must not mix in. */
function copyTree(): string {
  const copy = mkdtempSync(join(tmpdir(), "asiakas-mutaatio-"));
  for (const name of ["gateway", "subgraphs", "schema", "tests", "scripts", "package.json", "package-lock.json"])
    cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  return copy;
}

/** Tests that fail on the code as it is would count every mutant as caught. */
async function checkWhole(trial: Trial, originals: readonly Replaced[]): Promise<void> {
  const byFolder = new Map(originals.map((original) => [dirname(original.path), original]));
  for (const [folder, original] of byFolder)
    if (await trial.isNoticed(original)) throw new Error(`tests of ${folder} fail on the code as it is`);
}

/**
 * `npm run test:mutaatio`: breaks each rule, and each decision of the gate and the policy, in turn, and
 * runs the tests that must notice. `-- saannot` or `-- koodi` for one half, names of rules or files after it for those only.
 * Prints what survived by file and line, and how far it is; exit 1 when a survivor is not among the declared
 * equivalents, or an equivalent of what was run is out of date.
 */
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createPolicy, readRuleTexts } from "../../gateway/policy/index.ts";
import { equivalent } from "./equivalent.ts";
import { findDisagreement } from "./judge-mutant.ts";
import { mutateCode } from "./mutate-code.ts";
import type { CodeMutant } from "./mutate-code.ts";
import { mutateRule, withMutant } from "./mutate-rules.ts";
import { createProgress, toReport } from "./report.ts";
import type { Outcome } from "./report.ts";
import { parseSelection } from "./selection.ts";

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
  const whole = findDisagreement(withMutant(rules, undefined, texts.schema), "");
  if (whole !== undefined) throw new Error(`the rules disagree with the naive judge as they are: ${whole}`);
  const chosen = rules.filter(({ id }) => chooses(id));
  const all = chosen.flatMap(mutateRule);
  console.log(`${all.length} mutants of ${chosen.length} rules`);
  const note = createNote(all.length);
  return all.map((mutant) => {
    const isCaught = findDisagreement(withMutant(rules, mutant, texts.schema), mutant.rule) !== undefined;
    return note({ where: mutant.rule, was: mutant.what, isCaught });
  });
}

async function runCode(): Promise<readonly Outcome[]> {
  const files = ["gateway/policy", "gateway/gate"]
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
    .filter((path) => !path.endsWith("/index.ts") && chooses(path));
  const all = files.flatMap((path) => {
    const text = readFileSync(join(root, path), "utf8");
    return mutateCode(path, text).map((mutant) => ({ path, original: text, mutant }));
  });
  console.log(`${all.length} mutants of ${files.length} files`);
  const note = createNote(all.length);
  const left = [...all];
  const work = async (): Promise<readonly Outcome[]> => {
    const copy = copyTree();
    const done: Outcome[] = [];
    for (let next = left.shift(); next !== undefined; next = left.shift()) done.push(note(await tryMutant(copy, next)));
    rmSync(copy, { recursive: true });
    return done;
  };
  return (await Promise.all(Array.from({ length: workers }, work))).flat();
}

async function tryMutant(
  copy: string,
  { path, original, mutant }: { readonly path: string; readonly original: string; readonly mutant: CodeMutant },
): Promise<Outcome> {
  writeFileSync(join(copy, path), mutant.text);
  const isCaught = !(await passTests(copy, `tests/${dirname(path)}`));
  writeFileSync(join(copy, path), original);
  const { line, was, is } = mutant;
  return { where: path, line, was, is, isCaught };
}

/** A copy of what the tests of gate and policy need, so that the checkout is never broken. */
function copyTree(): string {
  const copy = mkdtempSync(join(tmpdir(), "asiakas-mutaatio-"));
  for (const name of ["gateway", "subgraphs", "schema", "tests", "package.json", "tsconfig.json", "vitest.config.ts"])
    cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  return copy;
}

/** Runs the tests that mirror the folder. A run that never ends is a failure too. */
async function passTests(copy: string, folder: string): Promise<boolean> {
  const args = ["run", folder, "--bail=1", "--no-isolate", "--no-file-parallelism"];
  const env = { ...process.env, ASIAKAS_KYSELYITA: "150", ASIAKAS_TAPAUKSIA: "300", ASIAKAS_SIEMEN: "20261125" };
  const child = spawn(join(copy, "node_modules/.bin/vitest"), args, {
    cwd: copy,
    env,
    stdio: "ignore",
    timeout: 120_000,
  });
  return await new Promise((resolve) => {
    child.once("exit", (code) => resolve(code === 0));
  });
}

import type { ExampleRun } from "../client/examples.ts";
import type { LanguageChoice } from "../language.ts";
import { keyOfRole, keyOfWho, roleTexts } from "../roles.ts";
import type { Who } from "../session.ts";

/** How askers are told. Personas are known in a local system only. */
export interface RunnersOptions {
  readonly language: LanguageChoice;
  readonly isLocal: boolean;
}

/** Who can run an example, in words, each once. */
export function toRunners(runs: readonly ExampleRun[], options: RunnersOptions): readonly string[] {
  return [...new Set(runs.map((run) => toRunner(run, options)))];
}

/** True when one of the askers is of the signed-in person's kind. */
export function isRunNow(runs: readonly ExampleRun[], who: Who): boolean {
  return runs.some(({ rooli }) => keyOfRole(rooli) === keyOfWho(who));
}

function toRunner({ persona, rooli, huoltaja }: ExampleRun, { language, isLocal }: RunnersOptions): string {
  if (huoltaja !== undefined)
    return isLocal ? language.text("exampleGuardian", { huoltaja, persona }) : language.text("exampleGuardianRole");
  const key = roleTexts.get(keyOfRole(rooli));
  const role = key === undefined ? (rooli ?? "") : language.text(key);
  if (!isLocal || rooli === "analyytikko") return role;
  return language.text(rooli === undefined ? "exampleSelf" : "exampleAbout", { role, persona });
}

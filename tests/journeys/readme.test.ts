import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { startSystem } from "../start.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const readme = readFileSync(`${root}/README.md`, "utf8");
const run = promisify(execFile);

/** Code blocks of one language, in order. */
const blocks = (language: string): readonly string[] =>
  [...readme.matchAll(/```(\w+)\n([\s\S]*?)```/g)].flatMap(([, name, text]) =>
    name === language && text !== undefined ? [text] : [],
  );

interface PackageJson {
  readonly scripts: Readonly<Record<string, string>>;
}
const { scripts } = JSON.parse(readFileSync(`${root}/package.json`, "utf8")) as PackageJson;

it("shows a query and the answer it really gets", async () => {
  const system = await startSystem({ now: () => new Date("2026-11-24T10:00:00Z") });
  const [query = ""] = blocks("graphql");
  const answer = await system.ask(query, await system.token({ persona: "aino" }));
  await system.close();
  expect(answer.errors).toEqual([]);
  expect({ data: answer.data }).toEqual(JSON.parse(blocks("json")[0] ?? ""));
});

it("shows an error as it really reads", async () => {
  const system = await startSystem({ configure: (file) => ({ ...file, requestMs: 500 }) });
  system.mocks.registers["kela"]?.faults.set([{ laji: "jumissa" }]);
  const answer = await system.ask("{ mina { laakekatto { tayttynyt } } }", await system.token({ persona: "aino" }));
  await system.close();
  expect(answer.errors.map((error) => ({ ...error, extensions: { ...error.extensions, pyynto: "…" } }))).toEqual([
    JSON.parse(blocks("json")[1] ?? ""),
  ]);
});

it("names two commands for set-up, and only commands that exist", () => {
  expect(blocks("sh").map((text) => text.trim())).toEqual(["npm start", "npm test"]);
  const named = [...readme.matchAll(/npm run (?:--silent )?([a-z]+)/g)].map(([, name]) => name);
  expect(named.filter((name) => name === undefined || scripts[name] === undefined)).toEqual([]);
  expect(readme.split("\n").length).toBeLessThan(200);
});

it("has commands that do what it says without a server", async () => {
  const command = (...args: readonly string[]) => run("npm", ["run", "--silent", ...args], { cwd: root });
  const personas = (await command("personas")).stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, string>);
  expect(personas).toHaveLength(12);
  expect(Object.keys(personas[0] ?? {})).toEqual(["persona", "hetu", "kuvaus"]);
  const token = (await command("token", "--", "aino")).stdout.trim();
  expect(token.split(".")).toHaveLength(3);
  await expect(command("token", "--", "nobody")).rejects.toMatchObject({ code: 2 });
});

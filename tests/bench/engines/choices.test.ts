import { expect, it } from "vitest";
import { readChoices } from "../../../bench/engines/choices.ts";
import { contestants, limit } from "../../../bench/engines/gateways.ts";

const namesOf = (all: readonly { readonly name: string }[]): readonly string[] => all.map(({ name }) => name);

it("takes everything when nothing is chosen", () => {
  const choices = readChoices([]);
  expect(namesOf(choices.workloads)).toEqual(["A", "B", "C"]);
  expect(choices.contestants).toEqual(contestants);
  expect(choices).toMatchObject({ rounds: 3, callers: [1, 16, 64], peers: [], firstPort: 0, write: undefined });
});

it("takes what is chosen, and the limit always", () => {
  const words = "--kierroksia 2 --sekunteja 0.5 --vain C,A --kutsujia 16 --moottorit asiakas --portit 4700".split(" ");
  const choices = readChoices(words);
  expect(namesOf(choices.workloads)).toEqual(["A", "C"]);
  expect(namesOf(choices.contestants)).toEqual(["asiakas", limit]);
  expect(choices).toMatchObject({ rounds: 2, seconds: 0.5, callers: [16], firstPort: 4700 });
});

it("takes gateways that were started by hand, with the process to watch or without", () => {
  const words = ["--peer", "cosmo=http://127.0.0.1:3002/graphql", "--peer", "router=http://127.0.0.1:4000/#123"];
  expect(readChoices(words).peers).toEqual([
    { name: "cosmo", url: "http://127.0.0.1:3002/graphql", pid: undefined, isOurs: false },
    { name: "router", url: "http://127.0.0.1:4000/", pid: 123, isOurs: false },
  ]);
});

it.each([
  [["--vain", "D"], '--vain takes A, B, C, got "D"'],
  [["--kierroksia", "0"], '--kierroksia takes a number 1-100, got "0"'],
  [["--kierroksia", "1.5"], '--kierroksia takes a whole number, got "1.5"'],
  [["--kutsujia", "1,,2"], '--kutsujia takes a number 1-1000, got ""'],
  [["--moottorit", "grafbase"], 'got "grafbase"'],
  [["--peer", "http://127.0.0.1"], "--peer takes NAME=URL or NAME=URL#PID"],
  [["--kirjoita", "a.graphql"], "--kirjoita needs --portit: at free ports the registers are never found again"],
])("says of %j what may stand there", (words, told) => {
  expect(() => readChoices(words)).toThrow(told);
});

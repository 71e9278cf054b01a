import { createPopulation, oletusPopulaatio } from "./index.ts";

const help = `Tulostaa synteettiset esimerkkihenkilöt, yksi JSON-rivi kustakin: persona, hetu, kuvaus.
Prints the synthetic example persons, one JSON line each: persona, hetu, kuvaus.

  npm run --silent personas

Henkilöllä, jolla ei ole suomalaista henkilötunnusta, hetu on alueen antama tilapäinen tunniste.
Where a person has no Finnish identity code, hetu is the temporary identifier a region gave.
`;

const args = process.argv.slice(2);
if (args.includes("--help") || args.includes("-h")) {
  process.stdout.write(help);
} else if (args.length > 0) {
  process.stderr.write(`personas takes no arguments but --help, got ${JSON.stringify(args.join(" "))}\n`);
  process.exitCode = 2;
} else {
  const lines = createPopulation(oletusPopulaatio).personas.map(({ persona, hetu, kuvaus }) =>
    JSON.stringify({ persona, hetu, kuvaus }),
  );
  process.stdout.write(`${lines.join("\n")}\n`);
}

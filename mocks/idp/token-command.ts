import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createPopulation, oletusPopulaatio } from "../population/index.ts";
import { createTokenIssuer, parseKirjautuminen } from "./index.ts";

const help = `Tulostaa personan tokenin, voimassa tunnin. Palvelimen ei tarvitse olla käynnissä.
Prints an access token for a persona, valid for an hour. No server needs to run.

  npm run --silent token -- PERSONA [--as ROOLI] [--alue NN|HUS] [--organisaatio OID] [--yksikko NIMI]
                                    [--tarkoitus TARKOITUS] [--vastaanottaja TUNNUS]

  ROOLI  terveydenhuolto, sosiaalihuolto, palveluohjaus, laskutus, jarjestaja, tietosuojavastaava,
         analyytikko, kolmasosapuoli; ilman sitä persona on asiakas (without it the persona is a customer)
  TARKOITUS  käyttötarkoitus, jos pyyntö ei kerro omaansa (purpose, where a request states none of its own)

Esimerkki / example:
  npm run --silent token -- aino --as sosiaalihuolto --tarkoitus PALVELUTARPEEN_ARVIOINTI
`;

const directory = fileURLToPath(new URL("../../.asiakas/", import.meta.url));
const { values, positionals } = readArguments();
const [persona, ...extra] = positionals;

if (values.help === true) {
  process.stdout.write(help);
} else if (persona === undefined || extra.length > 0) {
  refuse("anna yksi persona, esimerkiksi: npm run --silent token -- aino");
} else {
  const { as: rooli, help: _, ...others } = values;
  const given = Object.entries({ persona, rooli, ...others }).filter(([, value]) => value !== undefined);
  const found = parseKirjautuminen(createPopulation(oletusPopulaatio), Object.fromEntries(given));
  if (found.ok) process.stdout.write(`${await createTokenIssuer({ directory }).issue(found.request)}\n`);
  else refuse(`${found.message}; ${found.neuvo}`);
}

interface Arguments {
  readonly values: { readonly as?: string; readonly help?: boolean } & Readonly<
    Record<string, string | boolean | undefined>
  >;
  readonly positionals: readonly string[];
}

function readArguments(): Arguments {
  const text = { type: "string" } as const;
  const options = {
    help: { type: "boolean", short: "h" },
    as: text,
    alue: text,
    organisaatio: text,
    yksikko: text,
    tarkoitus: text,
    vastaanottaja: text,
  } as const;
  try {
    return parseArgs({ allowPositionals: true, options });
  } catch (error) {
    refuse(error instanceof Error ? (error.message.split(". ")[0] ?? "") : String(error));
    return process.exit();
  }
}

function refuse(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 2;
}

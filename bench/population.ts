/**
 * Times the largest population: stream all persons once, then look persons up by identity code.
 * Run: `node scripts/run.mjs bench/population.ts [size]`; prints one JSON line.
 */
import { createPopulation } from "../mocks/population/index.ts";

const size = Number(process.argv[2] ?? 1_000_000);
const lookups = 10_000;
const population = createPopulation({ seed: 1, size });

const tunnukset: string[] = [];
let lukumaara = 0;
const streamStart = performance.now();
for (const henkilo of population.kaikki()) {
  lukumaara += 1;
  const tunnus = henkilo.hetu ?? henkilo.tilapainenTunnus;
  // A stride that visits all parts of the population and no block twice in a row.
  if (tunnus !== undefined && (henkilo.index * 7919) % size < lookups) tunnukset.push(tunnus);
}
const streamMs = performance.now() - streamStart;

const lookupStart = performance.now();
const loydetty = tunnukset.filter((tunnus) => population.etsi(tunnus) !== undefined).length;
const lookupMs = performance.now() - lookupStart;

process.stdout.write(
  `${JSON.stringify({
    size,
    lukumaara,
    streamSeconds: Math.round(streamMs) / 1000,
    microsecondsPerPerson: Math.round((streamMs * 1000) / lukumaara),
    lookups: tunnukset.length,
    loydetty,
    millisecondsPerLookup: Math.round((lookupMs / tunnukset.length) * 1000) / 1000,
    maxRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
    node: process.version,
  })}\n`,
);

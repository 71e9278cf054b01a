/**
 * Runs every mock in this process. Started by `npm start` as a child: tells its parent the gateway's
 * configuration when all is up, and ends when told to or when the parent is gone.
 *
 * Environment: `ASIAKAS_POPULAATIO` (number of persons), `ASIAKAS_SIEMEN` (seed), `DATABASE_URL`
 * (a PostgreSQL for the regions' registers), `ASIAKAS_KANSIO` (folder of local keys).
 */
import { fileURLToPath } from "node:url";
import { oletusPopulaatio } from "./population/index.ts";
import { startMocks } from "./start-all.ts";

const { env } = process;
const mocks = await startMocks({
  population: {
    seed: Number(env["ASIAKAS_SIEMEN"] ?? oletusPopulaatio.seed),
    size: Number(env["ASIAKAS_POPULAATIO"] ?? oletusPopulaatio.size),
  },
  directory: env["ASIAKAS_KANSIO"] ?? fileURLToPath(new URL("../.asiakas", import.meta.url)),
  alueet: ["08", "15", "90"],
  // Set to nothing, it names none.
  databaseUrl: env["DATABASE_URL"] || undefined,
  now: () => new Date(),
});

const stop = (): void => {
  void mocks.close().then(() => process.exit(0));
};
// Ctrl-C reaches the whole group: the parent decides when the mocks end, after the gateway has drained.
process.on("SIGINT", () => undefined);
process.on("SIGTERM", stop);
process.on("disconnect", stop);

const controls = Object.fromEntries(
  Object.entries(mocks.registers).map(([name, { controlUrl }]) => [name, controlUrl]),
);
process.send?.({ gatewayConfig: mocks.gatewayConfig, controls });

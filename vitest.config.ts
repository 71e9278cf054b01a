import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const require = createRequire(import.meta.url);

export default defineConfig({
  // Vite would take graphql's .mjs build and @apollo's packages its .js one: two copies that refuse each other.
  resolve: { alias: [{ find: /^graphql$/, replacement: require.resolve("graphql") }] },
  test: {
    include: ["tests/**/*.test.ts"],
    globalSetup: ["tests/temporary-folder.ts"],
    setupFiles: ["tests/refuse-network.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // By itself it leaves one core of two idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Some tests measure what is kept in memory.
    execArgv: ["--expose-gc"],
    // An unhandled rejection anywhere fails the run.
    dangerouslyIgnoreUnhandledErrors: false,
  },
});

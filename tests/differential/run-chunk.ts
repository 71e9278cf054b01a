/** Some cases of a long run, in a process of their own: told which, tells each before it runs, and what came of all. */
import { runCases } from "./run-cases.ts";
import type { CaseOptions } from "./run-cases.ts";

process.once("message", (options: Omit<CaseOptions, "onCase">) => {
  void run(options);
});

async function run(options: Omit<CaseOptions, "onCase">): Promise<void> {
  const result = await runCases({ ...options, onCase: (text) => process.send?.({ text }) });
  process.send?.({ result });
  process.disconnect();
}

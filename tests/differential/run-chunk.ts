/** Some cases of a long run, in a process of their own: told which, tells each before it runs, and what came of all. */
import { runCases } from "./run-cases.ts";
import type { CaseOptions } from "./run-cases.ts";

process.once("message", (options: Omit<CaseOptions, "onCase">) => {
  void runCases({ ...options, onCase: (text) => process.send?.({ text }) }).then((result) => {
    process.send?.({ result });
    process.disconnect();
  });
});

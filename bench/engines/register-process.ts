/** The registers in a process of their own, each at a port of its own; tells its parent the ports. */
import { createAnsweringMachine } from "./answering-machine.ts";
import type { AnsweringMachine } from "./answering-machine.ts";
import { registerSchemas } from "./registers.ts";
import type { Given } from "./registers.ts";
import { serveRegisters } from "./serve-registers.ts";
import type { AnswerRegister } from "./serve-registers.ts";

await serveRegisters(
  Object.fromEntries(
    Object.entries(registerSchemas).map(([name, sdl]) => [name, toAnswer(createAnsweringMachine(sdl))]),
  ),
  Number(process.argv[2] ?? 0),
);

function toAnswer(machine: AnsweringMachine): AnswerRegister {
  return (text) => {
    const { query, variables } = JSON.parse(text) as { readonly query: string; readonly variables?: Given | null };
    return { status: 200, body: machine.answer(query, variables ?? {}) };
  };
}

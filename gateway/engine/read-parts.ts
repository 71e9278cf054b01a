import type { EngineAnswer, EnginePart, WrittenPart } from "./engine.ts";

/** The data of an answer that an engine wrote. */
export function readData(text: string): EngineAnswer["data"] {
  // What the engine's writer wrote.
  return JSON.parse(text) as EngineAnswer["data"];
}

/** Later parts of such an answer, each with its data in place of its text. */
export async function* readParts(later: AsyncIterable<WrittenPart>): AsyncGenerator<EnginePart> {
  for await (const { text, ...part } of later) yield { ...part, data: readData(text) };
}

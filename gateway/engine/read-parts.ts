import type { EngineAnswer, EnginePart, WrittenPart } from "./engine.ts";

/** The data of an answer that an engine wrote. */
export function readData(json: Buffer): EngineAnswer["data"] {
  // What the engine's writer wrote.
  return JSON.parse(json.toString()) as EngineAnswer["data"];
}

/** Later parts of such an answer, each with its data in place of its JSON. */
export async function* readParts(later: AsyncIterable<WrittenPart>): AsyncGenerator<EnginePart> {
  for await (const { json, ...part } of later) yield { ...part, data: readData(json) };
}

import { readXml } from "../../../gateway/source/index.ts";
import type { SourceResponse, XmlElement } from "../../../gateway/source/index.ts";

/** A response whose body is these bytes. */
export function toResponse(body: string | Uint8Array, status = 200): SourceResponse {
  return { status, headers: {}, chunks: chunksOf(typeof body === "string" ? Buffer.from(body, "utf8") : body) };
}

/** The root element. @throws Error when the text is no XML: a test's own mistake. */
export async function parseXml(text: string): Promise<XmlElement> {
  const read = await readXml(toResponse(text));
  if (!read.ok) throw new Error(`the test's own XML is wrong: ${read.failure.reason}`);
  return read.value;
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

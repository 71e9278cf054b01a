const boundary = "\r\n---";
const head = "\r\ncontent-type: application/json; charset=utf-8\r\n\r\n";

/**
 * Reads an answer that comes in parts, each when its end has come. Written against the format itself (`multipart/mixed`,
 * boundary `-`), with nothing of the gateway's. @throws Error when the answer is no such one, or ends in the middle.
 */
export async function* readParts({ headers, body }: Response): AsyncGenerator<Readonly<Record<string, unknown>>> {
  const type = headers.get("content-type") ?? "";
  if (!type.startsWith('multipart/mixed; boundary="-"') || body === null) throw new Error(`no parts: ${type}`);
  let text = "";
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    for (let end = text.indexOf(boundary, 1); end !== -1; end = text.indexOf(boundary, 1)) {
      const part = text.slice(boundary.length, end);
      if (!part.startsWith(head)) throw new Error(`no part: ${part}`);
      yield JSON.parse(part.slice(head.length)) as Readonly<Record<string, unknown>>;
      text = text.slice(end);
    }
  }
  if (text !== `${boundary}--\r\n`) throw new Error("the answer ended in the middle");
}

import { SaxesParser } from "saxes";
import { failed, ok } from "./failure.ts";
import type { SourceResult } from "./failure.ts";
import type { SourceResponse } from "./source.ts";

/** An XML element, by local name and namespace; text is that of its own text nodes, joined. */
export interface XmlElement {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

interface OpenElement {
  name: string;
  namespace: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
}

/** Deeper or larger documents than any register sends are refused. */
const maxDepth = 64;
const maxElements = 50_000;
const maxAttributes = 64;

class RefusedXml extends Error {}

/**
 * Parses XML as its bytes come, in strict UTF-8. Knows no entities but the five of XML itself: a
 * document type, which could define others, is refused. Attributes are keyed by local name.
 */
export async function readXml(response: SourceResponse): Promise<SourceResult<XmlElement>> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const builder = createBuilder();
  for await (const chunk of response.chunks) {
    try {
      builder.write(decoder.decode(chunk, { stream: true }));
    } catch {
      // The parser's message quotes the document, which may hold personal data: it is dropped on purpose.
      return failed("invalid", "not well-formed XML");
    }
  }
  try {
    builder.write(decoder.decode());
    const root = builder.end();
    return root === undefined ? failed("invalid", "empty XML document") : ok(root);
  } catch {
    // As above.
    return failed("invalid", "not well-formed XML");
  }
}

function createBuilder(): { write(text: string): void; end(): XmlElement | undefined } {
  const parser = new SaxesParser({ xmlns: true });
  const open: OpenElement[] = [];
  let elements = 0;
  let root: XmlElement | undefined;
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("doctype", () => {
    throw new RefusedXml("a document type is never accepted");
  });
  parser.on("opentag", (tag) => {
    elements += 1;
    const attributes = Object.values(tag.attributes);
    if (open.length >= maxDepth || elements > maxElements || attributes.length > maxAttributes) {
      throw new RefusedXml("XML larger than any register sends");
    }
    open.push({
      name: tag.local,
      namespace: tag.uri,
      attributes: Object.fromEntries(attributes.map((attribute) => [attribute.local, attribute.value])),
      children: [],
      text: "",
    });
  });
  const addText = (text: string): void => {
    const current = open.at(-1);
    if (current !== undefined) current.text += text;
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("closetag", () => {
    const closed = open.pop();
    if (closed === undefined) return;
    const parent = open.at(-1);
    if (parent === undefined) root = closed;
    else parent.children.push(closed);
  });
  return {
    write(text) {
      parser.write(text);
    },
    end() {
      parser.close();
      return root;
    },
  };
}

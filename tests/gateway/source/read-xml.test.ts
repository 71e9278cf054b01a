import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readXml } from "../../../gateway/source/index.ts";
import type { SourceResponse, SourceResult, XmlElement } from "../../../gateway/source/index.ts";

const responseOf = (...chunks: readonly Uint8Array[]): SourceResponse => ({
  status: 200,
  headers: {},
  chunks: (async function* give() {
    yield* chunks;
  })(),
});
const read = (text: string): Promise<SourceResult<XmlElement>> => readXml(responseOf(Buffer.from(text)));
const refused = { ok: false, failure: { kind: "invalid" } };

describe("readXml", () => {
  it("gives names, namespaces, attributes, children and text", async () => {
    const text = `<?xml version="1.0" encoding="UTF-8"?><a:H xmlns:a="urn:x" tila="1">&lt;&#228;<![CDATA[&]]><a:N/></a:H>`;
    const child = { name: "N", namespace: "urn:x", attributes: {}, children: [], text: "" };
    expect(await read(text)).toMatchObject({
      ok: true,
      value: { name: "H", namespace: "urn:x", attributes: { tila: "1" }, text: "<ä&", children: [child] },
    });
  });

  it("joins a character that two chunks share", async () => {
    const bytes = Buffer.from("<a>ä</a>");
    expect(await readXml(responseOf(bytes.subarray(0, 4), bytes.subarray(4)))).toMatchObject({ value: { text: "ä" } });
  });

  it("accepts a byte order mark", async () => {
    expect(await read("\uFEFF<a/>")).toMatchObject({ ok: true });
  });

  it.each([
    ["a document type", "<!DOCTYPE a><a/>"],
    ["an entity bomb", `<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>`],
    ["an external entity", `<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]><a>&e;</a>`],
    ["an external subset", `<!DOCTYPE a SYSTEM "http://127.0.0.1:1/x.dtd"><a/>`],
    ["an entity that nobody defined", "<a>&e;</a>"],
    ["a document cut short", "<a><b>1</b>"],
    ["tags that cross", "<a><b></a></b>"],
    ["two roots", "<a/><b/>"],
    ["an undeclared prefix", "<x:a/>"],
    ["a control character", "<a>&#0;</a>"],
    ["nothing", ""],
    ["blanks only", " \n"],
    ["JSON", '{"a":1}'],
  ])("refuses %s", async (_, text) => {
    expect(await read(text)).toMatchObject(refused);
  });

  it.each([
    [64, true],
    [65, false],
    [100_000, false],
  ])("of elements %i deep", async (depth, isGiven) => {
    const text = "<a>".repeat(depth) + "</a>".repeat(depth);
    expect(await read(text)).toMatchObject({ ok: isGiven });
  });

  it.each([
    [64, true],
    [65, false],
    [10_000, false],
  ])("of %i attributes on one element", async (count, isGiven) => {
    const attributes = Array.from({ length: count }, (_, at) => `a${at}="1"`).join(" ");
    expect(await read(`<a ${attributes}/>`)).toMatchObject({ ok: isGiven });
  });

  it.each([
    [50_000, true],
    [50_001, false],
  ])("of %i elements", async (count, isGiven) => {
    expect(await read(`<a>${"<b/>".repeat(count - 1)}</a>`)).toMatchObject({ ok: isGiven });
  });

  it("includes and runs nothing that the document asks for", async () => {
    const include = `<?xml-stylesheet href="http://127.0.0.1:1/"?><a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file:///etc/hostname" parse="text"/></a>`;
    expect(await read(include)).toMatchObject({
      ok: true,
      value: { text: "", children: [{ name: "include", text: "" }] },
    });
  });

  it("refuses ISO-8859-1 that says it is UTF-8, and that says what it is", async () => {
    for (const encoding of ["UTF-8", "ISO-8859-1"]) {
      const bytes = Buffer.from(`<?xml version="1.0" encoding="${encoding}"?><a>\u00e4</a>`, "latin1");
      expect(await readXml(responseOf(bytes))).toMatchObject(refused);
    }
  });

  it("keeps attributes named as an object's own members apart from them", async () => {
    const result = await read(`<a __proto__="1" constructor="2"/>`);
    expect(result.ok && Object.entries(result.value.attributes)).toEqual([
      ["__proto__", "1"],
      ["constructor", "2"],
    ]);
  });

  it("gives a value or a failure for any bytes in any chunks", async () => {
    const soup = fc.array(
      fc.constantFrom(
        "<a>",
        "</a>",
        "<a ",
        'b="',
        '"',
        "&lt;",
        "&",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "ä",
        "<?x",
        "?>",
        ">",
        "<!D",
      ),
    );
    const bytes = fc.oneof(
      fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 4 }),
      soup.map((parts) => parts.map((part) => Buffer.from(part))),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (chunks) => {
        const result = await readXml(responseOf(...chunks));
        expect(["a value", "not well-formed XML", "empty XML document"]).toContain(
          result.ok ? "a value" : result.failure.reason,
        );
      }),
      { numRuns: 500 },
    );
  });
});

import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { MockServer } from "../../../mocks/http/index.ts";
import { start } from "../../../mocks/koodistot/index.ts";

const icf = "1.2.246.537.6.48";

interface Code {
  readonly conceptCodeId: string;
  readonly status: string;
  readonly attributes: readonly { readonly attributeName: string; readonly attributeValue: readonly string[] }[];
}

interface Page {
  readonly conceptCodes: readonly Code[];
  readonly totalPages: number;
}

describe("mock of the code server", () => {
  let mock: MockServer;
  beforeAll(async () => {
    mock = await start();
  });
  afterEach(() => mock.faults.set([]));
  afterAll(() => mock.close());

  const get = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
    fetch(`${mock.url}/codeserver/csapi/v6/classifications/${path}`, { headers });
  const pageOf = async (path: string): Promise<Page> => (await get(path)).json() as Promise<Page>;

  it("writes codes as the code server does, an empty list where there is no name", async () => {
    const { conceptCodes } = await pageOf(`${icf}/conceptcodes?pageSize=500&page=2`);
    expect(conceptCodes.find(({ conceptCodeId }) => conceptCodeId === "d450")).toEqual({
      conceptCodeId: "d450",
      status: "ACTIVE",
      attributes: [
        { attributeName: "ShortName", language: "fi", attributeValue: ["Käveleminen"] },
        { attributeName: "LongName", language: "fi", attributeValue: ["Käveleminen"] },
        { attributeName: "LongName", language: "en", attributeValue: ["Walking"] },
        { attributeName: "LongName", language: "sv", attributeValue: ["Att gå"] },
        { attributeName: "HierarchyLevel", attributeValue: ["1"] },
      ],
    });
    expect(conceptCodes.find(({ status }) => status === "PROPOSAL")?.attributes[0]?.attributeValue).toEqual([]);
  });

  it("tells every code once over its pages, 500 a page at most", async () => {
    const { totalPages } = await pageOf(`${icf}/conceptcodes`);
    const pages = await Promise.all(
      Array.from({ length: totalPages }, (_, at) => pageOf(`${icf}/conceptcodes?pageSize=500&page=${at + 1}`)),
    );
    const codes = pages.flatMap(({ conceptCodes }) => conceptCodes.map(({ conceptCodeId }) => conceptCodeId));
    expect(totalPages).toBe(2);
    expect(new Set(codes).size).toBe(codes.length);
    expect((await get(`${icf}/conceptcodes?pageSize=501`)).status).toBe(400);
  });

  it("answers 304 without a body to who has the version, and the page to who has another", async () => {
    const path = `${icf}/conceptcodes?page=1`;
    const etag = (await get(path)).headers.get("etag") ?? "";
    const same = await get(path, { "if-none-match": etag });
    expect([same.status, await same.text()]).toEqual([304, ""]);
    expect((await get(path, { "if-none-match": '"muu"' })).status).toBe(200);
  });

  it("does not know other code systems and paths", async () => {
    expect((await get("1.2.3.4/conceptcodes")).status).toBe(404);
    expect((await get(icf)).status).toBe(404);
  });
});

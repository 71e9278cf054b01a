import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { MockServer } from "../../../mocks/http/index.ts";
import { createPopulation } from "../../../mocks/population/index.ts";
import { start, toJarjestajat } from "../../../mocks/ptv/index.ts";

interface Page {
  readonly pageNumber: number;
  readonly pageCount: number;
  readonly itemList:
    | readonly {
        readonly id: string;
        readonly serviceNames: readonly { readonly value: string }[];
        readonly serviceVouchersInUse: boolean;
        readonly organizations: readonly { readonly organization: { readonly id: string; readonly name: string } }[];
        readonly serviceChannels: readonly unknown[];
      }[]
    | null;
}

describe("mock of PTV", () => {
  let mock: MockServer;
  beforeAll(async () => {
    mock = await start();
  });
  afterEach(() => mock.faults.set([]));
  afterAll(() => mock.close());

  const get = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
    fetch(`${mock.url}/api/v11${path}`, { headers });
  const pageOf = async (alue: string, page = 1): Promise<Page> => {
    const [jarjestaja] = toJarjestajat([alue]);
    return (await get(`/Service/list/organization?code=${jarjestaja?.ytunnus}&page=${page}`)).json() as Promise<Page>;
  };

  it("tells every published service of an organisation once over its pages, and nothing past the end", async () => {
    const pages = [await pageOf("90", 1), await pageOf("90", 2)];
    const ids = pages.flatMap(({ itemList }) => (itemList ?? []).map(({ id }) => id));
    expect(pages.map(({ pageNumber, pageCount, itemList }) => [pageNumber, pageCount, itemList?.length])).toEqual([
      [1, 2, 100],
      [2, 2, 23],
    ]);
    expect(new Set(ids).size).toBe(123);
    expect((await pageOf("90", 3)).itemList).toBeNull();
  });

  it("has the services and providers of the population's vouchers, with vouchers in use", async () => {
    const population = createPopulation({ seed: 1, size: 400 });
    const vouchers = [...population.kaikki()].flatMap((henkilo) => population.setelit(henkilo));
    const services = (await pageOf("08")).itemList ?? [];
    const paid = services.filter(({ serviceVouchersInUse }) => serviceVouchersInUse);
    const names = new Set(paid.flatMap(({ serviceNames }) => serviceNames.map(({ value }) => value)));
    const producers = new Set(
      paid.flatMap(({ organizations }) => organizations.map(({ organization }) => organization.name)),
    );
    expect(vouchers.length).toBeGreaterThan(0);
    expect(vouchers.filter(({ palvelu }) => !names.has(palvelu)).map(({ palvelu }) => palvelu)).toEqual([]);
    const used = vouchers.flatMap(({ kaytot }) => kaytot.map(({ tuottaja }) => tuottaja));
    expect(used.filter((tuottaja) => !producers.has(tuottaja))).toEqual([]);
    expect(services.some(({ serviceChannels }) => serviceChannels.length === 0)).toBe(true);
  });

  it("answers 304 to who has the version", async () => {
    const path = "/Service/list/area/Municipality/code/837?page=1";
    const etag = (await get(path)).headers.get("etag") ?? "";
    const same = await get(path, { "if-none-match": etag });
    expect([same.status, await same.text()]).toEqual([304, ""]);
  });

  it.each([
    ["/Service/list/organization?code=0000000-0", 404, "errorMessage"],
    ["/Service/list/area/Municipality/code/999", 404, "errorMessage"],
    ["/Service/list/area/Municipality/code/837?page=-1", 400, "page"],
    ["/Organization/list", 400, "guids"],
    ["/ServiceChannel/list?guids=x", 400, "guids"],
    ["/Service/active", 404, "errorMessage"],
  ])("refuses %s as PTV does", async (path, status, key) => {
    const response = await get(path);
    expect(response.status).toBe(status);
    expect(Object.keys(Object(await response.json()))).toEqual([key]);
  });
});

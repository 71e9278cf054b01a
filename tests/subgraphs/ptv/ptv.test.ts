import fc from "fast-check";
import { GraphQLError } from "graphql";
import { describe, expect, it } from "vitest";
import { findListed } from "../../../subgraphs/ptv/find-listed.ts";
import type { Haku } from "../../../subgraphs/ptv/find-listed.ts";
import { toKanavat, toKatu, toPalvelut, toTarjoajat, toUrlit } from "../../../subgraphs/ptv/map.ts";
import { parseAsetukset } from "../../../subgraphs/ptv/settings.ts";
import { parseKanavat, parseOrganisaatiot, parsePalvelusivu, toFailure } from "../../../subgraphs/ptv/wire.ts";
import type { PalveluWire } from "../../../subgraphs/ptv/wire.ts";

const id = "7c1b0f52-0001-4d7e-9a10-000000000901";

/** The registry sheet's own example. */
const service = {
  id,
  type: "Service",
  fundingType: "PubliclyFunded",
  serviceNames: [
    { language: "fi", value: "Kotihoito", type: "Name" },
    { language: "sv", value: "Hemvård", type: "Name" },
  ],
  serviceDescriptions: [{ language: "fi", value: "Esimerkkikuvaus", type: "Summary" }],
  serviceChargeType: "Chargeable",
  areaType: "LimitedType",
  areas: [{ type: "Municipality", municipalities: [{ code: "179", name: [{ value: "Jyväskylä", language: "fi" }] }] }],
  languages: ["fi", "sv"],
  serviceClasses: [
    {
      code: "P3.6",
      uri: "http://uri.suomi.fi/codelist/ptv/ptvserclass2/code/P3.6",
      name: [{ value: "Kotihoito", language: "fi" }],
    },
  ],
  organizations: [
    {
      organization: { id: "7c1b0f52-0002-4d7e-9a10-000000000902", name: "Esimerkin hyvinvointialue" },
      roleType: "Responsible",
    },
  ],
  serviceVouchersInUse: true,
  serviceVouchers: [],
  serviceChannels: [],
  publishingStatus: "Published",
  modified: "2026-10-01T06:00:00.000Z",
};
const page = (changes: object = {}) => ({
  pageNumber: 1,
  pageSize: 100,
  pageCount: 1,
  itemList: [{ ...service, ...changes }],
});

function read(changes: object = {}): readonly PalveluWire[] {
  const parsed = parsePalvelusivu(page(changes));
  if (!parsed.ok) throw new Error(parsed.failure.reason);
  return parsed.value.itemList;
}

describe("a service", () => {
  it("of the documented example comes out as the graph tells it", () => {
    expect(toPalvelut(read())).toEqual([
      {
        id,
        nimet: { fi: "Kotihoito", sv: "Hemvård" },
        kuvaukset: { fi: "Esimerkkikuvaus" },
        laji: "PALVELU",
        maksullisuus: "MAKSULLINEN",
        kielet: ["fi", "sv"],
        palveluluokat: [
          { koodisto: "http://uri.suomi.fi/codelist/ptv/ptvserclass2", arvo: "P3.6", nimet: { fi: "Kotihoito" } },
        ],
        valtakunnallinen: false,
        kunnat: [{ koodisto: "1.2.246.537.6.21", arvo: "179", nimet: { fi: "Jyväskylä" } }],
        asiakasseteliKaytossa: true,
        osapuolet: [
          { id: "7c1b0f52-0002-4d7e-9a10-000000000902", nimi: "Esimerkin hyvinvointialue", rooli: "VASTUUTAHO" },
        ],
        kanavatunnukset: [],
      },
    ]);
  });

  it.each([
    ["Draft", 0],
    ["Deleted", 0],
    ["Modified", 0],
    ["Published", 1],
  ])("in the state %s is listed %i times", (publishingStatus, times) => {
    expect(toPalvelut(read({ publishingStatus }))).toHaveLength(times);
  });

  it("is listed once though it came twice, and not without a name", () => {
    expect(toPalvelut([...read(), ...read()])).toHaveLength(1);
    expect(toPalvelut(read({ serviceNames: [{ language: "fi", value: "x", type: "AlternativeName" }] }))).toEqual([]);
  });

  it.each([
    ["type", "Service", "PALVELU"],
    ["type", "PermitOrObligation", "LUPA"],
    ["type", "ProfessionalQualification", "AMMATTIPATEVYYS"],
    ["serviceChargeType", "Chargeable", "MAKSULLINEN"],
    ["serviceChargeType", "FreeOfCharge", "MAKSUTON"],
    ["serviceChargeType", "Other", "MUU"],
    ["serviceChargeType", null, "null"],
    ["areaType", "Nationwide", "true"],
    ["areaType", "NationwideExceptAlandIslands", "true"],
    ["areaType", "LimitedType", "false"],
  ])("with the %s %s is %s", (member, value, told) => {
    const [palvelu] = toPalvelut(read({ [member]: value }));
    const own = { type: palvelu?.laji, serviceChargeType: palvelu?.maksullisuus, areaType: palvelu?.valtakunnallinen };
    expect(String(Object(own)[member])).toBe(told);
  });

  it.each([
    ["Responsible", "VASTUUTAHO"],
    ["OtherResponsible", "MUU_VASTUUTAHO"],
    ["Producer", "TUOTTAJA"],
  ])("has an organisation in the role %s as %s", (roleType, rooli) => {
    const organizations = [{ ...service.organizations[0], roleType }];
    expect(toPalvelut(read({ organizations }))[0]?.osapuolet).toMatchObject([{ rooli }]);
  });

  it.each(["type", "serviceChargeType", "areaType", "publishingStatus"])("with an unknown %s is invalid", (member) => {
    expect(parsePalvelusivu(page({ [member]: "Kokeilu" }))).toMatchObject({ failure: { kind: "invalid" } });
  });
});

describe("an organisation", () => {
  const organisation = {
    id,
    organizationNames: [{ language: "sv", value: "Ab", type: "Name" }],
    publishingStatus: "Published",
  };

  it.each([
    ["State", "VALTIO"],
    ["Municipality", "KUNTA"],
    ["RegionalOrganization", "ALUEELLINEN"],
    ["Organization", "JARJESTO"],
    ["Company", "YRITYS"],
    ["TT1", null],
    ["TT2", null],
    [null, null],
  ])("of the type %s is %s", (organizationType, laji) => {
    const parsed = parseOrganisaatiot([{ ...organisation, organizationType }]);
    expect(parsed.ok && toTarjoajat(parsed.value)).toMatchObject([{ laji, nimet: { sv: "Ab" }, ytunnus: null }]);
  });

  it("leads to web pages only, in the language asked or else in all", () => {
    const webPages = [
      { url: "https://a.invalid/", language: "fi" },
      { url: "javascript:alert(1)", language: "fi" },
      { url: null, language: "sv" },
    ];
    const parsed = parseOrganisaatiot([{ ...organisation, webPages }]);
    const [tarjoaja] = parsed.ok ? toTarjoajat(parsed.value) : [];
    expect(toUrlit(tarjoaja?.sivut ?? [], "FI")).toEqual(["https://a.invalid/"]);
    expect(toUrlit(tarjoaja?.sivut ?? [], "SV")).toEqual(["https://a.invalid/"]);
  });
});

describe("a channel", () => {
  const channel = {
    id,
    serviceChannelNames: [{ language: "fi", value: "Asema", type: "Name" }],
    publishingStatus: "Published",
  };

  it.each([
    ["EChannel", "VERKKOASIOINTI"],
    ["WebPage", "VERKKOSIVU"],
    ["PrintableForm", "LOMAKE"],
    ["Phone", "PUHELIN"],
    ["ServiceLocation", "PALVELUPAIKKA"],
  ])("of the type %s is %s", (serviceChannelType, laji) => {
    const parsed = parseKanavat([{ ...channel, serviceChannelType }]);
    expect(parsed.ok && toKanavat(parsed.value).get(id)).toMatchObject({ laji, kayntiosoitteet: [] });
  });

  it("has its street in the language asked, and no phone", () => {
    const streetAddress = {
      street: [
        { language: "fi", value: "Katu" },
        { language: "sv", value: "Gatan" },
      ],
      streetNumber: "1",
    };
    const phoneNumbers = [{ number: "0401234567", additionalInformation: "Virkailija" }];
    const addresses = [{ streetAddress }, { streetAddress: null }];
    const parsed = parseKanavat([{ ...channel, serviceChannelType: "ServiceLocation", addresses, phoneNumbers }]);
    const kanava = parsed.ok ? toKanavat(parsed.value).get(id) : undefined;
    expect(kanava?.kayntiosoitteet.map((osoite) => toKatu(osoite, "SV"))).toEqual(["Gatan 1"]);
    expect(JSON.stringify(kanava)).not.toMatch(/040|Virkailija/);
  });
});

const parsers: readonly (readonly [string, (value: unknown) => { readonly ok: boolean }, (row: unknown) => unknown])[] =
  [
    ["services", parsePalvelusivu, (row) => page(Object(row))],
    ["organisations", parseOrganisaatiot, (row) => [row]],
    ["channels", parseKanavat, (row) => [row]],
  ];
it.each(parsers)("any JSON for %s becomes a value or a failure, never a throw", (_, parse, wrap) => {
  const values = fc.oneof(
    fc.jsonValue(),
    fc.jsonValue().map(wrap),
    fc.dictionary(fc.constantFrom(...Object.keys(service)), fc.jsonValue()).map(wrap),
  );
  fc.assert(
    fc.property(values, (value) => {
      expect(typeof parse(value).ok).toBe("boolean");
    }),
  );
});

describe("a list", () => {
  const rows = ["Ää", "Bee", "Cee"].map((fi, at) => ({ id: String(at), nimet: { fi } }));
  const find = (haku: Partial<Haku>) => findListed(rows, { first: 20, ...haku }, ({ nimet }) => [nimet.fi]);

  it("goes on after a cursor until it ends", () => {
    const first = find({ first: 2 });
    expect(first.edges.map(({ node }) => node.id)).toEqual(["0", "1"]);
    expect(first.pageInfo.hasNextPage).toBe(true);
    const rest = find({ first: 2, after: first.pageInfo.endCursor });
    expect(rest.edges.map(({ node }) => node.id)).toEqual(["2"]);
    expect([rest.pageInfo.hasNextPage, rest.yhteensa]).toEqual([false, 3]);
    expect(find({ haku: "olematon" })).toEqual({
      edges: [],
      pageInfo: { hasNextPage: false, endCursor: null },
      yhteensa: 0,
    });
  });

  it("is searched whatever the case", () => {
    expect(find({ haku: "ÄÄ" }).edges.map(({ node }) => node.id)).toEqual(["0"]);
    expect(find({ haku: " ee " }).yhteensa).toBe(2);
  });

  it.each([{ first: 0 }, { first: 101 }, { haku: "a" }, { haku: "a".repeat(101) }, { after: "roska" }, { after: "" }])(
    "refuses %j",
    (haku) => {
      expect(() => find(haku)).toThrow(GraphQLError);
    },
  );
});

it.each([
  [404, "not-found"],
  [401, "denied"],
  [403, "denied"],
  [400, "configuration"],
  [429, "unavailable"],
  [500, "unavailable"],
])("status %i of PTV is %s", (status, kind) => {
  expect(toFailure(status).kind).toBe(kind);
});

describe("settings", () => {
  const jarjestajat = [{ alue: "08", ytunnus: "9990108-0" }];

  it("need PTV's URL and the organisations of the regions", () => {
    expect(parseAsetukset({ url: "https://ptv.invalid/api/v11", jarjestajat }).valimuisti.maxEntries).toBe(200);
  });

  it.each([
    [{ jarjestajat }, "ptv.url: must be"],
    [{ url: "https://x.invalid", jarjestajat: [] }, "ptv.jarjestajat"],
    [{ url: "https://x.invalid", jarjestajat: [...jarjestajat, ...jarjestajat] }, "must name each region once"],
    [{ url: "https://x.invalid", jarjestajat: [{ alue: "8", ytunnus: "9990108-0" }] }, "two digits"],
    [{ url: "https://x.invalid", jarjestajat: [{ alue: "08", ytunnus: "x" }] }, "business id"],
  ])("%j are refused by the key", (settings, message) => {
    expect(() => parseAsetukset(settings)).toThrow(message);
  });
});

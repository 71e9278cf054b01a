import { z } from "zod";
import { failed, ok } from "../../gateway/source/index.ts";
import type { SourceFailure, SourceResult } from "../../gateway/source/index.ts";

const tunnus = z.uuid();
const text = z.string().max(20_000);
const short = z.string().min(1).max(500);
const list = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .max(10_000)
    .nullish()
    .transform((rows) => rows ?? []);

const lokalisoitu = z.object({ language: z.string().max(20), value: text.nullish() });
const lajiteltu = lokalisoitu.extend({ type: z.string().max(100).nullish() });
/** A text in a language; a kind of text where it has several. */
export type TekstiWire = z.infer<typeof lajiteltu>;

const kunta = z.object({ code: z.string().regex(/^\d{3}$/), name: list(lokalisoitu) });
const julkaisutila = z.enum(["Draft", "Published", "Deleted", "Modified"]);

const palvelu = z.object({
  id: tunnus,
  type: z.enum(["Service", "PermitOrObligation", "ProfessionalQualification"]),
  serviceNames: list(lajiteltu),
  serviceDescriptions: list(lajiteltu),
  serviceChargeType: z.enum(["Chargeable", "FreeOfCharge", "Other"]).nullish(),
  areaType: z.enum(["Nationwide", "NationwideExceptAlandIslands", "LimitedType"]).nullish(),
  areas: list(z.object({ type: z.string().max(100).nullish(), municipalities: list(kunta) })),
  languages: list(z.string().min(1).max(20)),
  serviceClasses: list(z.object({ code: short, uri: z.string().max(1000).nullish(), name: list(lokalisoitu) })),
  organizations: list(
    z.object({
      organization: z.object({ id: tunnus, name: text.nullish() }),
      roleType: z.enum(["Responsible", "OtherResponsible", "Producer"]),
    }),
  ),
  serviceVouchersInUse: z.boolean().nullish(),
  serviceChannels: list(z.object({ serviceChannel: z.object({ id: tunnus }) })),
  publishingStatus: julkaisutila,
});

/** A service of v11, as far as it is read. */
export type PalveluWire = z.infer<typeof palvelu>;

const sivu = z.object({
  pageNumber: z.int().min(1),
  pageCount: z.int().min(0).max(10_000),
  // Past the end it is null or absent.
  itemList: list(palvelu),
});

/** A page of services. */
export type PalvelusivuWire = z.infer<typeof sivu>;

/** Reads a page of `Service/list/…`. Says nothing of which page was asked. */
export function parsePalvelusivu(value: unknown): SourceResult<PalvelusivuWire> {
  const read = sivu.safeParse(value);
  return read.success ? ok(read.data) : failed("invalid", "not a page of services");
}

const verkkosivut = list(z.object({ url: z.string().max(2000).nullish(), language: z.string().max(20).nullish() }));

const organisaatio = z.object({
  id: tunnus,
  oid: z.string().max(200).nullish(),
  businessCode: z.string().max(50).nullish(),
  organizationType: z
    .enum(["State", "Municipality", "RegionalOrganization", "Organization", "Company", "TT1", "TT2"])
    .nullish(),
  organizationNames: list(lajiteltu),
  organizationDescriptions: list(lajiteltu),
  webPages: verkkosivut,
  publishingStatus: julkaisutila,
});

/** An organisation of v11, as far as it is read. */
export type OrganisaatioWire = z.infer<typeof organisaatio>;

/** Reads the answer to `Organization/list`. */
export function parseOrganisaatiot(value: unknown): SourceResult<readonly OrganisaatioWire[]> {
  const read = z.array(organisaatio).max(1000).safeParse(value);
  return read.success ? ok(read.data) : failed("invalid", "not a list of organisations");
}

const katuosoite = z.object({
  street: list(lokalisoitu),
  streetNumber: z.string().max(50).nullish(),
  postalCode: z.string().max(20).nullish(),
  postOffice: list(lokalisoitu),
  municipality: kunta.nullish(),
});

/** A street address of a place. */
export type KatuosoiteWire = z.infer<typeof katuosoite>;

// Phones, e-mails and attachments are not read: they may be those of single officials.
const kanava = z.object({
  id: tunnus,
  serviceChannelType: z.enum(["EChannel", "WebPage", "PrintableForm", "Phone", "ServiceLocation"]),
  serviceChannelNames: list(lajiteltu),
  languages: list(z.string().min(1).max(20)),
  webPages: verkkosivut,
  addresses: list(z.object({ streetAddress: katuosoite.nullish() })),
  publishingStatus: julkaisutila,
});

/** A channel of v11, as far as it is read. */
export type KanavaWire = z.infer<typeof kanava>;

/** Reads the answer to `ServiceChannel/list`. */
export function parseKanavat(value: unknown): SourceResult<readonly KanavaWire[]> {
  const read = z.array(kanava).max(1000).safeParse(value);
  return read.success ? ok(read.data) : failed("invalid", "not a list of channels");
}

/** The meaning of an answer that is neither 200 nor 304. 404: PTV has no such organisation or municipality. */
export function toFailure(status: number): SourceFailure {
  if (status === 404) return { kind: "not-found", reason: "not known to PTV" };
  if (status === 401 || status === 403) return { kind: "denied", reason: "PTV refuses us" };
  if (status === 429 || status >= 500) return { kind: "unavailable", reason: "PTV is busy or broken" };
  return { kind: "configuration", reason: "PTV does not accept our message" };
}

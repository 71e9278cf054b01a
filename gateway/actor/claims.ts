import type { JWTPayload } from "jose";
import { hasPersonalCode } from "../has-personal-code.ts";
import { isObject } from "../is-object.ts";
import type { Actor, Ammattilainen } from "./actor.ts";
import { kayttotarkoitusForm } from "./parse-asia.ts";

/** Where a claim is: its name as it stands in the token, or the names on the way to it inside objects. */
export type ClaimPlace = string | readonly string[];

/** What a role's word means: a kind of asker, or a professional by letter. */
export type RoleMeaning =
  | "asiakas"
  | "H"
  | "L"
  | "O"
  | "R"
  | "J"
  | "tietosuojavastaava"
  | "kolmasosapuoli"
  | "analyytikko";

/** An organisation as a provider names it, in the graph's terms. */
export interface MappedOrganisation {
  /** Its OID. */
  readonly tunnus: string;
  readonly nimi: string;
  /** Region, two digits; or the name of a controller that is none, as `HUS`. */
  readonly alue: string;
}

/** How one provider's claims are read: data of a deployment. A kind that `roolit` does not name can't come from it. */
export interface ClaimMapping {
  /** Claim of the role, a text or a list of texts. */
  readonly rooli?: ClaimPlace;
  /** Words of that claim; other words mean nothing. */
  readonly roolit?: Readonly<Record<string, RoleMeaning>>;
  /** What every token is, in place of `rooli`: for a provider of one kind of people. */
  readonly oletusrooli?: RoleMeaning;
  readonly hetu?: ClaimPlace;
  readonly tilapainenTunnus?: ClaimPlace;
  readonly organisaatio?: ClaimPlace;
  readonly organisaationNimi?: ClaimPlace;
  /** By the value of `organisaatio`. Where it is given, no other organisation is accepted. */
  readonly organisaatiot?: Readonly<Record<string, MappedOrganisation>>;
  readonly alue?: ClaimPlace;
  readonly yksikko?: ClaimPlace;
  readonly nimi?: ClaimPlace;
  readonly ammattinimike?: ClaimPlace;
  readonly palvelutehtava?: ClaimPlace;
  readonly kayttotarkoitus?: ClaimPlace;
  readonly vastaanottaja?: ClaimPlace;
  readonly vastaanottajanNimi?: ClaimPlace;
}

/** An actor, or why there is none. `reason` is for the log: a constant text and a code of the verifier. */
export type ActorResult =
  | { readonly ok: true; readonly actor: Actor }
  | {
      readonly ok: false;
      readonly code: "UNAUTHENTICATED" | "FORBIDDEN";
      readonly reason: string;
      /** Value of `WWW-Authenticate`, where it is not plain `Bearer`. */
      readonly challenge?: string;
    };

/** What reading the claims of one provider needs. */
export interface ClaimKit {
  /** Short name of the provider: stands before each subject, so that two providers' people never meet. */
  readonly provider: string;
  readonly mapping: ClaimMapping;
  /** Seals the person's code into the customer's own opaque id. */
  readonly sealId: (laji: "HETU" | "TILAPAINEN", arvo: string) => string;
}

const maxRoles = 100;
const maxText = 200;
const oidForm = /^[0-2](\.\d{1,20}){2,20}$/;
/** A region's two digits, or the name of a controller that is none: a joint authority, as HUS. */
const controllerForm = /^(\d{2}|[A-Z]{2,10})$/;
/** A code or words, as of a list that is not ours: it can end no line and open no markup where a log is read. */
const termForm = /^[\p{L}\p{N}][\p{L}\p{N} .,:()/&-]{0,99}$/u;

/** The actor that verified claims tell. What they don't say is not guessed; kinds exclude each other. */
export function toActor(payload: JWTPayload, kit: ClaimKit): ActorResult {
  const sub: unknown = payload.sub;
  // The subject goes to registers and their logs: an identity code would go with it.
  if (typeof sub !== "string" || sub === "" || sub.length > maxText || hasPersonalCode(sub))
    return refused("subject is missing or is no pseudonym");
  const role = findRole(payload, kit.mapping);
  if (!role.ok) return role;
  const claims = createClaims(payload, { ...kit, sub: `${kit.provider}:${sub}` });
  const { hetu, tilapainenTunnus } = claims.tunnus;
  if (role.meaning === "asiakas") return toAsiakas(claims, kit.sealId);
  if (hetu !== undefined || tilapainenTunnus !== undefined) {
    return refused("a customer's identity in another role's token");
  }
  if (role.meaning === "analyytikko") return { ok: true, actor: { kind: "analyytikko", sub: claims.sub } };
  return role.meaning === "kolmasosapuoli" ? toKolmasosapuoli(claims) : toWorker(role.meaning, claims);
}

type RoleResult = { readonly ok: true; readonly meaning: RoleMeaning } | Extract<ActorResult, { ok: false }>;

function findRole(payload: JWTPayload, { rooli, roolit = {}, oletusrooli }: ClaimMapping): RoleResult {
  if (rooli === undefined) {
    return oletusrooli === undefined ? forbidden("unknown role") : { ok: true, meaning: oletusrooli };
  }
  const given = findClaim(payload, rooli);
  const words: readonly unknown[] = Array.isArray(given) ? given : [given];
  if (words.length > maxRoles) return refused("too many roles");
  const meanings = new Set(words.flatMap((word) => (isKeyOf(roolit, word) ? [roolit[word]] : [])));
  if (meanings.size > 1) {
    return meanings.has("asiakas") ? refused("a customer with another role") : forbidden("several roles");
  }
  const [meaning] = meanings;
  return meaning === undefined ? forbidden("unknown role") : { ok: true, meaning };
}

/** Own keys only: a role named `constructor` means nothing. */
function isKeyOf<Table extends object>(table: Table, word: unknown): word is keyof Table & string {
  return typeof word === "string" && Object.hasOwn(table, word);
}

interface Claims {
  readonly sub: string;
  readonly mapping: ClaimMapping;
  readonly tunnus: { readonly hetu: string | undefined; readonly tilapainenTunnus: string | undefined };
  readonly text: (place: ClaimPlace | undefined) => string | undefined;
}

function createClaims(payload: JWTPayload, { mapping, sub }: ClaimKit & { readonly sub: string }): Claims {
  const text = (place: ClaimPlace | undefined): string | undefined =>
    place === undefined ? undefined : toText(findClaim(payload, place));
  const tunnus = { hetu: text(mapping.hetu), tilapainenTunnus: text(mapping.tilapainenTunnus) };
  return { sub, mapping, tunnus, text };
}

function toAsiakas({ sub, tunnus }: Claims, sealId: ClaimKit["sealId"]): ActorResult {
  const { hetu, tilapainenTunnus } = tunnus;
  if (hetu !== undefined) return { ok: true, actor: { kind: "asiakas", sub, asiakasId: sealId("HETU", hetu) } };
  if (tilapainenTunnus === undefined) return refused("customer without an identity");
  return { ok: true, actor: { kind: "asiakas", sub, asiakasId: sealId("TILAPAINEN", tilapainenTunnus) } };
}

function toKolmasosapuoli(claims: Claims): ActorResult {
  const { sub, mapping } = claims;
  const vastaanottaja = claims.text(mapping.vastaanottaja);
  if (vastaanottaja === undefined) return forbidden("receiver missing");
  const vastaanottajanNimi = claims.text(mapping.vastaanottajanNimi) ?? vastaanottaja;
  return { ok: true, actor: { kind: "kolmasosapuoli", sub, vastaanottaja, vastaanottajanNimi, ...purposeOf(claims) } };
}

function toWorker(meaning: "H" | "L" | "O" | "R" | "J" | "tietosuojavastaava", claims: Claims): ActorResult {
  const { sub } = claims;
  const place = findPlace(claims);
  if (place === undefined) return forbidden("organisation or region missing");
  // A joint authority provides; it organises for nobody, and has no region whose official one could be.
  if (meaning === "J" && !/^\d/.test(place.alue)) return forbidden("an official of no region");
  const where = { sub, organisaatio: place.tunnus, organisaationNimi: place.nimi, alue: place.alue };
  if (meaning === "tietosuojavastaava") return { ok: true, actor: { kind: meaning, ...where } };
  return {
    ok: true,
    actor: {
      kind: "ammattilainen",
      ...where,
      kirjain: meaning,
      ...logTextsOf(claims),
      ...purposeOf(claims),
    },
  };
}

/** What only the log is told. A title or service task of a wrong form is none: it keeps nobody from working. */
function logTextsOf({
  mapping,
  text,
}: Claims): Pick<Ammattilainen, "yksikko" | "nimi" | "ammattinimike" | "palvelutehtava"> {
  const yksikko = text(mapping.yksikko);
  const nimi = text(mapping.nimi);
  const ammattinimike = toTerm(text(mapping.ammattinimike));
  const palvelutehtava = toTerm(text(mapping.palvelutehtava));
  return {
    ...(yksikko === undefined ? {} : { yksikko }),
    ...(nimi === undefined ? {} : { nimi }),
    ...(ammattinimike === undefined ? {} : { ammattinimike }),
    ...(palvelutehtava === undefined ? {} : { palvelutehtava }),
  };
}

function toTerm(text: string | undefined): string | undefined {
  return text !== undefined && termForm.test(text) && !hasPersonalCode(text) ? text : undefined;
}

/** By the table where there is one, else by the claims themselves. */
function findPlace(claims: Claims): MappedOrganisation | undefined {
  const { mapping } = claims;
  const tunnus = claims.text(mapping.organisaatio);
  if (tunnus === undefined) return undefined;
  if (mapping.organisaatiot !== undefined) {
    return isKeyOf(mapping.organisaatiot, tunnus) ? mapping.organisaatiot[tunnus] : undefined;
  }
  const alue = claims.text(mapping.alue);
  if (alue === undefined || !controllerForm.test(alue) || !oidForm.test(tunnus)) return undefined;
  return { tunnus, alue, nimi: claims.text(mapping.organisaationNimi) ?? tunnus };
}

/** A default only: each request may state its own, and one of a wrong form is none. */
function purposeOf({ mapping, text }: Claims): { readonly kayttotarkoitus?: string } {
  const kayttotarkoitus = text(mapping.kayttotarkoitus);
  return kayttotarkoitus === undefined || !kayttotarkoitusForm.test(kayttotarkoitus) ? {} : { kayttotarkoitus };
}

function findClaim(payload: JWTPayload, place: ClaimPlace): unknown {
  const names = typeof place === "string" ? [place] : place;
  return names.reduce<unknown>(
    (value, name) => (isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined),
    payload,
  );
}

/** Bridges from SAML give a list of one where others give a text; of several none is chosen. */
function toText(value: unknown): string | undefined {
  const [only, ...more]: readonly unknown[] = Array.isArray(value) ? value : [value];
  return typeof only === "string" && only !== "" && only.length <= maxText && more.length === 0 ? only : undefined;
}

function refused(reason: string): Extract<ActorResult, { ok: false }> {
  return { ok: false, code: "UNAUTHENTICATED", reason };
}

function forbidden(reason: string): Extract<ActorResult, { ok: false }> {
  return { ok: false, code: "FORBIDDEN", reason };
}

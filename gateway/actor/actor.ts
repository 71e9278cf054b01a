/** Why the asker may ask, where it is not an open customership that the graph can check itself. */
export interface Peruste {
  /** A referral, an appointment, the customer's own request, or another task that the law gives. */
  readonly laji: "LAHETE" | "AJANVARAUS" | "PYYNTO" | "LAKISAATEINEN_TEHTAVA";
  /** The ground in words, 10 to 500 characters; goes to the use log, and the customer sees it. */
  readonly selite: string;
}

/** A customer, asking of themselves or of someone on whose behalf they act. */
export interface Asiakastoimija {
  readonly kind: "asiakas";
  /** Pseudonym of the person at the identity provider. */
  readonly sub: string;
  /** The customer's own opaque id. */
  readonly asiakasId: string;
}

/** A professional, or the organiser's official, in the service of an organisation. */
export interface Ammattilainen {
  readonly kind: "ammattilainen";
  readonly sub: string;
  /** The role by its letter in the access rules: health care, social care, guidance, billing, organiser. */
  readonly kirjain: "H" | "L" | "O" | "R" | "J";
  /** Identifier of the organisation (OID): what customerships are compared by. */
  readonly organisaatio: string;
  /** Name of the organisation, for people. */
  readonly organisaationNimi: string;
  readonly yksikko?: string;
  /** Name of the professional, where the provider tells it: for the use log only. */
  readonly nimi?: string;
  /** Professional title, where the provider tells it: for the use log only (registry sheet, 7.1 PractitionerTitle). */
  readonly ammattinimike?: string;
  /** Service task of social care in which the professional works, likewise (the same, FunctionCode). */
  readonly palvelutehtava?: string;
  /** Region, two digits; or the name of a controller that is none, as `HUS`. */
  readonly alue: string;
  /** Absent when neither token nor request told it: then nothing personal is given. */
  readonly kayttotarkoitus?: string;
  readonly peruste?: Peruste;
}

/** The data protection officer of an organisation: sees what was done, no customer's data. */
export interface Tietosuojavastaava {
  readonly kind: "tietosuojavastaava";
  readonly sub: string;
  readonly organisaatio: string;
  readonly organisaationNimi: string;
  readonly alue: string;
}

/** A third party that a customer's consent may name (MyData). */
export interface Kolmasosapuoli {
  readonly kind: "kolmasosapuoli";
  readonly sub: string;
  /** The receiver that consents name; also what its pairwise ids are bound to. */
  readonly vastaanottaja: string;
  readonly vastaanottajanNimi: string;
  readonly kayttotarkoitus?: string;
}

/** An analyst: schema, catalogue and statistics, nobody's data. */
export interface Analyytikko {
  readonly kind: "analyytikko";
  readonly sub: string;
}

/** Who asks. Made from a verified token and, for purpose and ground, from the request; from nothing else. */
export type Actor =
  | Asiakastoimija
  | Ammattilainen
  | Tietosuojavastaava
  | Kolmasosapuoli
  | Analyytikko
  | { readonly kind: "tuntematon" };

/** Nobody: no token came. */
export const tuntematon: Actor = { kind: "tuntematon" };

/** Purpose and ground as one request states them, in `extensions` of its body. */
export interface Asia {
  readonly kayttotarkoitus?: string;
  readonly peruste?: Peruste;
}

/** The actor with what the request itself states: it may choose its purpose anew, never its role. */
export function withAsia(actor: Actor, { kayttotarkoitus, peruste }: Asia): Actor {
  // Who says nothing of it is who signed in, the same object: what is known of an actor is kept by it.
  if (kayttotarkoitus === undefined && peruste === undefined) return actor;
  const tarkoitus = kayttotarkoitus === undefined ? {} : { kayttotarkoitus };
  if (actor.kind === "kolmasosapuoli") return { ...actor, ...tarkoitus };
  if (actor.kind !== "ammattilainen") return actor;
  return { ...actor, ...tarkoitus, ...(peruste === undefined ? {} : { peruste }) };
}

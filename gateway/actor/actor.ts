/** Who asks. Made from a verified token, never from anything else the client sends. */
export type Actor =
  | {
      readonly kind: "asiakas";
      /** Pseudonym of the person at the identity provider. */
      readonly sub: string;
      /** The customer's own opaque id. */
      readonly asiakasId: string;
    }
  | {
      readonly kind: "ammattilainen";
      readonly sub: string;
      /** The role by its letter in the access rules: health care, social care, guidance, billing, organiser. */
      readonly kirjain: "H" | "L" | "O" | "R" | "J";
      readonly organisaatio: string;
      /** Region, two digits. */
      readonly alue: string;
      readonly kayttotarkoitus: string;
    }
  | { readonly kind: "analyytikko"; readonly sub: string }
  | { readonly kind: "tuntematon" };

/** Nobody: no token came. */
export const tuntematon: Actor = { kind: "tuntematon" };

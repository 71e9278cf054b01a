import { createAuthenticate, createProvider } from "../../../gateway/actor/index.ts";
import type { Authenticate, ClaimMapping, Provider } from "../../../gateway/actor/index.ts";
import { fetchProviderJson } from "../../../gateway/server/index.ts";
import { good } from "./start-issuer.ts";
import type { Issuer } from "./start-issuer.ts";

/** A mapping of claims by their own names. */
export const plainMapping: ClaimMapping = {
  rooli: "rooli",
  roolit: {
    asiakas: "asiakas",
    terveydenhuolto: "H",
    sosiaalihuolto: "L",
    palveluohjaus: "O",
    laskutus: "R",
    jarjestaja: "J",
    tietosuojavastaava: "tietosuojavastaava",
    analyytikko: "analyytikko",
    kolmasosapuoli: "kolmasosapuoli",
  },
  hetu: "urn:oid:1.2.246.21",
  tilapainenTunnus: "tilapainen_tunnus",
  organisaatio: "organisaatio",
  organisaationNimi: "organisaation_nimi",
  alue: "alue",
  yksikko: "yksikko",
  nimi: "nimi",
  ammattinimike: "ammattinimike",
  palvelutehtava: "palvelutehtava",
  kayttotarkoitus: "kayttotarkoitus",
  vastaanottaja: "vastaanottaja",
  vastaanottajanNimi: "vastaanottajan_nimi",
};

/** How a test opens an issuer otherwise than plainly. */
export interface OpenOptions {
  readonly nimi?: string;
  readonly mapping?: ClaimMapping;
  readonly nowMs?: () => number;
}

/** The gateway's view of an issuer, over its real way out. */
export function toProvider(
  issuer: Issuer,
  { nimi = "testi", mapping = plainMapping, nowMs }: OpenOptions = {},
): Provider {
  return createProvider(
    { nimi, issuer: issuer.issuer, audience: good.audience, discoveryUrl: issuer.discoveryUrl, mapping },
    { fetchJson: fetchProviderJson, nowMs: nowMs ?? (() => 0) },
  );
}

/** Authentication by these providers; ids are sealed by writing them out. */
export function openProviders(...providers: readonly Provider[]): Authenticate {
  return createAuthenticate({ providers, sealId: (laji, arvo) => `${laji}:${arvo}` });
}

/** Authentication by one issuer. */
export function openIssuer(issuer: Issuer, options: OpenOptions = {}): Authenticate {
  return openProviders(toProvider(issuer, options));
}

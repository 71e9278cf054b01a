/** A failure of X-Road itself: code in the form of 7.7.1 and older, and the text that comes with it. */
export interface XRoadVirhe {
  readonly koodi: string;
  readonly teksti: string;
}

/** Which spelling a security server uses. */
export type Kirjoitusasu = "vanha" | "uusi";

/** DVV in X-Road. */
export const dvv = "GOV/0245437-2";

/** Fixed texts of X-Road (registry sheet C3); `kohde` is the client or service concerned. */
export const xroadVirheet = {
  clientUnknown: (kohde: string) => virhe("Server.ClientProxy.UnknownMember", `Client 'SUBSYSTEM:${kohde}' not found`),
  providerUnknown: (kohde: string) =>
    virhe("Server.ClientProxy.UnknownMember", `Could not find addresses for service provider "SERVICE:${kohde}"`),
  serviceUnknown: (kohde: string) => virhe("Server.ServerProxy.UnknownService", `Unknown service: SERVICE:${kohde}`),
  accessDenied: (kohde: string) => virhe("Server.ServerProxy.AccessDenied", `Request is not allowed: SERVICE:${kohde}`),
  serviceIsSoap: () =>
    virhe("Server.ServerProxy.ServiceType", "Service is a SOAP service and cannot be called using REST interface"),
  serviceIsRest: () =>
    virhe("Server.ServerProxy.ServiceType", "Service is a REST service and cannot be called using SOAP interface"),
  headerMissing: (kohde: string) => virhe("Client.MissingHeaderField", `Required field '${kohde}' is missing`),
  notPost: (kohde: string) => virhe("Client.InvalidHttpMethod", `Must use POST request method instead of ${kohde}`),
  invalidSoap: () => virhe("Client.InvalidSoap", "Malformed SOAP message"),
  bodyDiffers: () => virhe("Client.InvalidSoap", "Service code does not match the name of the body's element"),
  badRequest: (kohde: string) => virhe("Client.BadRequest", kohde),
} as const;

/** A code that a test named itself, in the spelling it chose. */
export function toNimettyVirhe(koodi: string): XRoadVirhe {
  return virhe(koodi, "Request is not allowed: SERVICE:FI-TEST/GOV/0245437-2/testi");
}

/** True for what is spelled as a code of X-Road, old or new. */
export function isXroadKoodi(koodi: string): boolean {
  return /^(client|server)\b/i.test(koodi);
}

/** The code as a security server of that version writes it. */
export function toKirjoitus(koodi: string, asu: Kirjoitusasu): string {
  if (asu === "vanha") return koodi;
  return koodi
    .split(".")
    .map((part, at) => (at < 2 ? part.toLowerCase() : part.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "_").toLowerCase()))
    .join(".");
}

function virhe(koodi: string, teksti: string): XRoadVirhe {
  return { koodi, teksti };
}

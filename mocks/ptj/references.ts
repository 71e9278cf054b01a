import type { Henkilo, Tekija } from "../population/index.ts";
import type { Asiakasrivi } from "./records.ts";
import type { Tavat } from "./vendors.ts";

/** A JSON object on its way out; `undefined` members are left out by JSON itself. */
export type Json = Readonly<Record<string, unknown>>;

/** Base of this graph's own extensions and code systems, where no national ones are known. */
export const omat = "https://asiakasgraph.example/fhir";

/** Identity code, or a temporary identifier under the organisation that gave it (the Finnish base profiles' systems). */
export function toPersonIdentifier({ hetu, tilapainenTunnus = "" }: Henkilo): Json {
  if (hetu !== undefined) {
    const coding = [{ system: "http://terminology.hl7.org/CodeSystem/v2-0203", code: "NNFIN" }];
    return { use: "official", type: { coding }, system: "urn:oid:1.2.246.21", value: hetu };
  }
  const [alue = "", vuosi = ""] = tilapainenTunnus.split("-");
  return { use: "temp", system: `urn:oid:1.2.246.10.999000${alue}.22.${vuosi}`, value: tilapainenTunnus };
}

/** A reference to the person, in the system's way. */
export function toSubject({ id, henkilo }: Asiakasrivi, { viitteetTunnisteella }: Tavat): Json {
  if (!viitteetTunnisteella) return { reference: `Patient/${id}` };
  return { type: "Patient", identifier: toPersonIdentifier(henkilo) };
}

/** A reference to a professional, in the system's way. */
export function toPractitioner({ nimi, rekisterointinumero }: Tekija, { viitteetTunnisteella }: Tavat): Json {
  const identifier = { system: "urn:oid:1.2.246.537.26", value: rekisterointinumero };
  if (viitteetTunnisteella) return { type: "Practitioner", identifier, display: nimi };
  return { reference: `Practitioner/p${rekisterointinumero.slice(-2)}`, type: "Practitioner", display: nimi };
}

/** A reference to a unit: by an identifier only where the system has it so. */
export function toUnit(yksikko: string, { viitteetTunnisteella }: Tavat): Json {
  if (!viitteetTunnisteella) return { reference: "Organization/o1", display: yksikko };
  const identifier = { system: "urn:oid:1.2.246.537.6.202", value: "urn:oid:1.2.246.10.99900000.10.1" };
  return { type: "Organization", identifier, display: yksikko };
}

/** A reference to another resource of the person. */
export function toOther(type: string, id: string, { viitteetTunnisteella }: Tavat): Json {
  if (!viitteetTunnisteella) return { reference: `${type}/${id}` };
  return { type, identifier: toOwnIdentifier(id) };
}

/** The system's own identifier of a record. */
export function toOwnIdentifier(id: string): Json {
  return { system: `${omat}/tunnus`, value: id };
}

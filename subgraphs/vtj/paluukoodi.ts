import { failed } from "../../gateway/source/index.ts";
import type { SourceFailure } from "../../gateway/source/index.ts";

/** What a return code of VTJkysely asks of us. */
export type Paluu =
  | { readonly laji: "TIEDOT" }
  | { readonly laji: "VAIHTUNUT" }
  | { readonly laji: "VIRHE"; readonly failure: SourceFailure };

const tiedot: Paluu = { laji: "TIEDOT" };
const eiLoydy = toVirhe("not-found", "nothing in VTJ with the identity code");
const asetus = toVirhe("configuration", "VTJ refuses our user id, password, product or billing");
const sanoma = toVirhe("configuration", "VTJ refuses our message");
const kiinni = toVirhe("unavailable", "VTJ could not process the query");

/**
 * Return codes and the client's duty for each (DVV's catalogue of 1.6.2023). 0008, 0009 warn of checks that we never
 * ask for; 0017 says that there is no guardianship, 0018 that the person is under 15: the data is there.
 */
const paluut: Readonly<Record<string, Paluu>> = {
  "0000": tiedot,
  "0001": eiLoydy,
  "0002": { laji: "VAIHTUNUT" },
  "0003": asetus,
  "0004": asetus,
  "0005": sanoma,
  "0006": eiLoydy,
  "0007": toVirhe("denied", "our permit does not cover the deceased"),
  "0008": tiedot,
  "0009": tiedot,
  "0010": asetus,
  "0011": asetus,
  "0012": asetus,
  "0013": asetus,
  "0014": asetus,
  "0015": asetus,
  "0016": toVirhe("invalid", "identifiers of query and answer differ"),
  "0017": tiedot,
  "0018": tiedot,
  "0019": toVirhe("denied", "VTJ does not disclose"),
  "-1500": asetus,
  "-1505": asetus,
  "-1800": kiinni,
  "-1805": sanoma,
  "-1900": asetus,
  "-1901": asetus,
  "-1902": sanoma,
  "-1903": sanoma,
  "-1904": sanoma,
  "-1905": kiinni,
  "-1906": kiinni,
};

/** The duty of a return code, from `Paluukoodi@koodi` or `faultCode`; an unknown code is an invalid answer. */
export function toPaluu(koodi: string): Paluu {
  const trimmed = koodi.trim();
  const key = /^\d{1,4}$/.test(trimmed) ? trimmed.padStart(4, "0") : trimmed;
  return Object.hasOwn(paluut, key) ? (paluut[key] ?? tuntematon) : tuntematon;
}

const tuntematon = toVirhe("invalid", "return code not known");

function toVirhe(kind: SourceFailure["kind"], reason: string): Paluu {
  return { laji: "VIRHE", failure: failed(kind, reason).failure };
}

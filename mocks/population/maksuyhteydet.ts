import type { Henkilo } from "./person.ts";
import type { Maksuyhteys } from "./maksaminen.ts";
import { createRandom } from "./random.ts";
import { isAlle18 } from "./to-henkilo.ts";
import { tunnetutAlueet } from "./tunnetut-alueet.ts";

const palvelut = ["Kotihoito", "Lapsiperheen kotipalvelu", "Omaishoidon tuki"];

/**
 * Accounts of a living adult: a default in each region that knows the person, and for some another for one
 * service. Aino has both, sofia a default of her own in each of three regions.
 */
export function toMaksuyhteydet(seed: number, henkilo: Henkilo): readonly Maksuyhteys[] {
  if (henkilo.kuolinpaiva !== undefined || henkilo.hetu === undefined || isAlle18(henkilo)) return [];
  const random = createRandom(seed, "maksuyhteydet", henkilo.index);
  const saaja = `${henkilo.kutsumanimi} ${henkilo.sukunimi}`;
  return tunnetutAlueet(seed, henkilo).flatMap((alue, at) => {
    const hasDefault = random.chance(0.7) || henkilo.persona !== undefined;
    const hasOwn = random.chance(0.2) || henkilo.persona === "aino";
    const palvelu = henkilo.persona === "aino" ? "Lapsiperheen kotipalvelu" : random.pick(palvelut);
    const oletus = { alue, iban: toIban(henkilo.index * 10 + at), saaja, palvelu: undefined, oletus: true };
    const oma = { alue, iban: toIban(henkilo.index * 10 + at + 5), saaja, palvelu, oletus: false };
    return [
      ...(hasDefault ? [{ ...oletus, suoraveloitus: random.chance(0.3) }] : []),
      ...(hasOwn ? [{ ...oma, suoraveloitus: true }] : []),
    ];
  });
}

/** A Finnish IBAN with right check digits (ISO 13616). No bank has account numbers that begin with 99 (assumed). */
function toIban(numero: number): string {
  const bban = `99${String(numero).padStart(12, "0")}`;
  // FI is 1518 in figures; the check digits are counted with 00 in their place.
  const tarkiste = 98n - (BigInt(`${bban}151800`) % 97n);
  return `FI${String(tarkiste).padStart(2, "0")}${bban}`;
}

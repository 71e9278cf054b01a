import { nimistot } from "./nimet.ts";
import type { Ammattilainen, AsiakkuudenAmmattilainen, Asiakkuus, Toive } from "./palvelusuhde.ts";
import type { Henkilo } from "./person.ts";
import { createRandom, hash32 } from "./random.ts";

type Tehtava = Pick<AsiakkuudenAmmattilainen, "rooli" | "yhteyshenkilo"> & { readonly nimike: string };

const terveysasema: readonly Tehtava[] = [
  { nimike: "yleislääketieteen erikoislääkäri", rooli: "OMALAAKARI", yhteyshenkilo: false },
  { nimike: "sairaanhoitaja", rooli: "HOITAJA", yhteyshenkilo: true },
];

/** By service: the first one is responsible. */
const tehtavat: Readonly<Record<string, readonly Tehtava[]>> = {
  Erikoissairaanhoito: [{ nimike: "erikoislääkäri", rooli: "VASTUUHENKILO", yhteyshenkilo: true }],
  "Lapsiperheiden sosiaalipalvelut": [
    { nimike: "sosiaalityöntekijä", rooli: "VASTUUHENKILO", yhteyshenkilo: false },
    { nimike: "sosiaaliohjaaja", rooli: "OMATYONTEKIJA", yhteyshenkilo: true },
  ],
};

/** Professionals of one title that an organisation has. */
const ammattilaisiaNimikkeella = 40;

/** Who runs a customership, one at least, the one who is responsible first: always the same for the same one. */
export function toAmmattilaiset(seed: number, asiakkuus: Asiakkuus): readonly AsiakkuudenAmmattilainen[] {
  const { organisaatio, palvelu, tunnus, alkanut } = asiakkuus;
  return (tehtavat[palvelu] ?? terveysasema).map(({ nimike, ...tehtava }) => {
    const numero = hash32(seed, "ammattilaiset", toNumero(`${tunnus}/${nimike}`)) % ammattilaisiaNimikkeella;
    return { ...tehtava, ammattilainen: toAmmattilainen(seed, { organisaatio, nimike, numero }), alkaen: alkanut };
  });
}

/** Wishes of one customer of five, to the present customership; the personas' own. */
export function toToiveet(seed: number, henkilo: Henkilo, asiakkuudet: readonly Asiakkuus[]): readonly Toive[] {
  const [first] = asiakkuudet;
  if (first === undefined || first.paattynyt !== undefined) return [];
  const random = createRandom(seed, "toiveet", henkilo.index);
  const kieli: Toive = {
    asiakkuus: first.tunnus,
    laji: "KIELI",
    teksti: henkilo.asiointikieli === "sv" ? "Jag vill bli betjänad på svenska." : "Asioin mieluiten suomeksi.",
    ilmoitettu: "2025-10-15",
  };
  const sama: Toive = {
    asiakkuus: first.tunnus,
    laji: "SAMA_AMMATTILAINEN",
    teksti: "Toivon, että sama hoitaja tapaa minut joka käynnillä.",
    ilmoitettu: "2026-02-03",
  };
  if (henkilo.persona !== undefined) return [sama, kieli];
  return random.chance(0.2) ? [random.pick([sama, kieli])] : [];
}

function toAmmattilainen(
  seed: number,
  { organisaatio, nimike, numero }: { readonly organisaatio: string; readonly nimike: string; readonly numero: number },
): Ammattilainen {
  const key = toNumero(`${organisaatio}/${nimike}/${numero}`);
  const random = createRandom(seed, "ammattilaiset", key);
  const { naiset, miehet, sukunimet } = nimistot.fi;
  const etunimi = random.pick(random.chance(0.75) ? naiset : miehet);
  return {
    nimi: `${etunimi} ${random.pick(sukunimet)}`,
    rekisterointinumero: `999${String(key % 100_000_000).padStart(8, "0")}`,
    nimike,
    puhelin: `+35850000${String(random.below(10_000)).padStart(4, "0")}`,
  };
}

/** 32 bits of a text, the same on every machine. */
function toNumero(text: string): number {
  let hash = 2_166_136_261;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 16_777_619) >>> 0;
  return hash;
}

import type { Henkilo } from "../population/index.ts";
import type { Row } from "../postgres/index.ts";

/** Letters that sound alike where names are misspelt. */
const alike: Readonly<Record<string, string>> = { w: "v", c: "k", q: "k", g: "k", z: "s", d: "t", b: "p", x: "ks" };
/** Shorter names have no skeleton: too many would share it. */
const leastForSkeleton = 5;

/** Every name of a person as the region's search has it: each once. */
export function toNimenOsat({ index, etunimet, sukunimi }: Pick<Henkilo, "index" | "etunimet" | "sukunimi">): Row[] {
  const plain = `${etunimet} ${sukunimi}`
    .normalize("NFD")
    .replaceAll(/\p{Mn}/gu, "")
    .toLowerCase();
  const parts = new Set(plain.match(/[a-z]+/g) ?? []);
  return [...parts].map((osa) => ({ asiakas_id: index, osa, runko: toSkeleton(osa) }));
}

function toSkeleton(osa: string): string | null {
  if (osa.length < leastForSkeleton) return null;
  const [first = "", ...rest] = osa.replaceAll(/[wcqgzdbx]/g, (letter) => alike[letter] ?? letter);
  return `${first}${rest.join("").replaceAll(/[aeiouy]/g, "")}`.replaceAll(/(.)\1+/g, "$1");
}

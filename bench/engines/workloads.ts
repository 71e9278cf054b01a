import type { PreparedRequest } from "./load.ts";
import type { Given } from "./registers.ts";

/** One operation, asked of other persons every time: no cache and no sharing of calls under way flatters. */
export interface Workload {
  readonly name: string;
  /** What it is like, for the reader of the table. */
  readonly title: string;
  readonly query: string;
  /** Variables of the request with this number; distinct numbers have distinct persons. */
  readonly variables: (number: number) => Given;
  /** Its requests made ahead, where they carry more than query and variables. */
  readonly prepared?: { readonly file: string; readonly of: (number: number) => PreparedRequest };
}

const personsOfList = 50;

/** The three workloads: one person from four registers, a list of fifty from three, and five hops to 150 objects. */
export const workloads: readonly Workload[] = [
  {
    name: "A",
    title: "one person from four registers (4 calls, 1 + 3 side by side)",
    query: `query Henkilo($id: ID!) {
  asiakas(id: $id) {
    id etunimi sukunimi syntymapaiva kieli kotikunta { nimi }
    maksukatto matkakatto korvausoikeuksia etuus onElakkeella
    resepteja rokotuksia viimeisinKaynti suostumus hoitotahto
    asiakasnumero yhteydenottoja kanava tila luotu
  }
}`,
    variables: (number) => ({ id: String(10_000_000 + number) }),
  },
  {
    name: "B",
    title: `a list of ${personsOfList} persons from three registers (3 calls, 1 + 2 side by side)`,
    query: `query Lista($alkaen: Int!, $maara: Int!) {
  asiakkaat(alkaen: $alkaen, maara: $maara) {
    id etunimi sukunimi syntymapaiva kotikunta { nimi }
    maksukatto korvausoikeuksia etuus onElakkeella
    asiakasnumero kanava tila luotu
  }
}`,
    variables: (number) => ({ alkaen: 10_000_000 + number * personsOfList, maara: personsOfList }),
  },
  {
    name: "C",
    title: "five hops, 150 objects (5 calls, one after another)",
    query: `query Syva($id: ID!) {
  asiakas(id: $id) {
    id etunimi kotikunta { nimi }
    suunnitelmat {
      nimi
      ammattilainen {
        id nimi ammattioikeus
        organisaatio { id nimi muoto alue { id nimi vaesto } }
      }
    }
  }
}`,
    variables: (number) => ({ id: String(10_000_000 + number) }),
  },
];

/** The same operation with a text that no other number has: an alias and a name of its own. */
export function toUnseen({ query }: Workload, number: number): string {
  return query.replace(/^query (\w+)/, `query $1${number}`).replace("etunimi", `e${number}: etunimi`);
}

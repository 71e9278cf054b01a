import { toRekisterinpitaja } from "../population/index.ts";
import type { Asiakkuus, Henkilo, Hoito, Population } from "../population/index.ts";

/** A person as one node's system knows them. */
export interface Asiakasrivi {
  /** Logical id in this system: tells nothing of the person. */
  readonly id: string;
  readonly henkilo: Henkilo;
  readonly hoito: Hoito;
  /** Customerships of this controller. */
  readonly asiakkuudet: readonly Asiakkuus[];
}

/** One controller's system over the population. */
export interface Rekisteri {
  /** By an identity code in force or a temporary identifier; undefined for one whom this system does not know. */
  etsi(tunnus: string): Asiakasrivi | undefined;
  /** By a logical id of this system. */
  haeId(id: string): Asiakasrivi | undefined;
}

/** A prime: numbers of logical ids are scrambled by it, so that they differ from the index and between controllers. */
const size = 1_000_003;

/** The records that one controller holds: those whose customership, or a record written under it, is its own. */
export function createRekisteri(population: Population, rekisterinpitaja: string): Rekisteri {
  const shift = Array.from(rekisterinpitaja).reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % size;
  const toId = (index: number): string => `e${(index * 7919 + shift) % size}`;
  const ids = new Map<string, number>();
  const toRow = (henkilo: Henkilo): Asiakasrivi | undefined => {
    const isOwn = (each: { readonly rekisterinpitaja: string }): boolean => each.rekisterinpitaja === rekisterinpitaja;
    const asiakkuudet = population.asiakkuudet(henkilo).filter((each) => toRekisterinpitaja(each) === rekisterinpitaja);
    const { havainnot, ohjaukset, suunnitelmat } = population.hoito(henkilo);
    const hoito = {
      havainnot: havainnot.filter(isOwn),
      ohjaukset: ohjaukset.filter(isOwn),
      suunnitelmat: suunnitelmat.filter(isOwn),
    };
    if (asiakkuudet.length === 0 && hoito.havainnot.length === 0) return undefined;
    const id = toId(henkilo.index);
    ids.set(id, henkilo.index);
    return { id, henkilo, hoito, asiakkuudet };
  };
  return {
    etsi(tunnus) {
      const henkilo = population.etsi(tunnus);
      // A passive code finds nobody here: systems hold the one in force.
      if (henkilo === undefined || (henkilo.hetu ?? henkilo.tilapainenTunnus) !== tunnus) return undefined;
      return toRow(henkilo);
    },
    haeId(id) {
      const index = ids.get(id);
      return index === undefined ? undefined : toRow(population.henkilo(index));
    },
  };
}

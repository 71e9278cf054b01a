import type { GraphError } from "../../../gateway/errors.ts";
import { idOf } from "../fixture-graph.ts";

/** Custody of a child, as both records of the population register tell it. */
export interface Huolto {
  readonly huoltaja: string;
  readonly lapsi: string;
  readonly syntymaaika: string | null;
  readonly huoltomuoto?: string | null;
  readonly saaSoteTiedot?: boolean;
}

/** A row of a register, with its marks; null: they did not come. */
export interface Rivitieto {
  readonly nimi: string;
  readonly rivimerkit: readonly string[] | null;
  readonly rekisterinpitaja?: string | null;
  /** Branch of the register; told only of `jaksot`. */
  readonly rekisterilaji?: string | null;
}

/** What a person has said of releasing data. */
export interface Luovutustieto {
  readonly informoitu?: boolean;
  readonly luvat?: readonly { readonly mista: string; readonly mihin: string; readonly saajat?: readonly string[] }[];
  readonly kiellot?: readonly { readonly rekisterinpitaja?: string; readonly saajat?: readonly string[] }[];
}

/** What registers know of one person; what is left out is off or empty. */
export interface Henkilo {
  /** Null: the register does not tell. */
  readonly turvakielto?: boolean | null;
  readonly alue?: string;
  readonly asunto?: string | null;
  /** Organisations with an open customership; null: the register does not tell. */
  readonly avoimet?: readonly string[] | null;
  /** Regions with an open customership; null as above. */
  readonly asiakkuusAlueilla?: readonly string[] | null;
  /** Regions with a decision in force; null as above. */
  readonly alueella?: readonly string[] | null;
  readonly suostumukset?: Readonly<
    Record<string, { readonly voimassa: boolean; readonly tiedot: readonly number[] } | null>
  >;
  readonly rivit?: readonly Rivitieto[];
  /** Who may act for the person by a mandate, and in which matters; null: the register does not tell. */
  readonly valtuutetut?: Readonly<Record<string, readonly string[] | null>>;
  /** Null: the register does not tell. */
  readonly luovutus?: Luovutustieto | null;
  /** A guardian in the child's record who has no identity code. */
  readonly tunnukseton?: boolean;
}

/** Everything that the registers of a test know. */
export interface Maailma {
  readonly henkilot?: Readonly<Record<string, Henkilo>>;
  readonly huollot?: readonly Huolto[];
  /** Registers that answer nothing. */
  readonly alhaalla?: readonly Rekisteri[];
  /** How the register of changes fails each of them, once it has been asked. */
  readonly muutosvirhe?: Pick<GraphError, "code" | "parameters">;
}

/** The registers of a world. */
export type Rekisteri = "vtj" | "crm" | "yhteinen" | "mydata" | "valtuudet" | "kanta";

/** Persons of every world; any other is in no register. */
export const tunnukset = ["AINO", "VENLA", "EINO", "HELMI", "OIVA", "TUIJA"] as const;

const tunnusById = new Map<string, string>(tunnukset.map((tunnus) => [idOf(tunnus), tunnus]));

/** The person of an id; the id itself for one whom no register knows. */
export const tunnusOf = (id: string): string => tunnusById.get(id) ?? id;

/** A person, as a register is asked for one. */
export type Key = { readonly id: string };

/** How a register reads its world. */
export interface Kit {
  readonly muutosvirhe: () => Maailma["muutosvirhe"];
  readonly henkilo: (key: Key) => Henkilo;
  readonly huollot: () => readonly Huolto[];
  readonly up: (register: Rekisteri) => void;
}

/** A value that names its field and person. */
export const valueOf =
  (kit: Kit, register: "vtj" | "crm", field: string) =>
  ({ id }: Key): string => {
    kit.up(register);
    return `${field}/${tunnusOf(id)}`;
  };

/** What the register and X-Road know of the one who asks. */
export interface Lupa {
  /** Subsystems registered on this security server: `INSTANCE/CLASS/MEMBER/SUBSYSTEM`. */
  readonly alijarjestelmat: readonly string[];
  /** X-Road access: service codes that those subsystems may call. */
  readonly palvelut: readonly string[];
  /** VTJkysely's user id and password of the organisation. */
  readonly kayttajatunnus: string;
  readonly salasana: string;
  /** Products of the permit, in capitals. */
  readonly tuotteet: readonly string[];
  /** Basic authentication of the muutosrajapinta. */
  readonly perustiedot: { readonly kayttajatunnus: string; readonly salasana: string };
  /** Whether the permit shows protected data of a person under non-disclosure. */
  readonly turvakiellonOikeus: boolean;
  /** Identity codes that the permit does not reach. */
  readonly eiLuovuteta: readonly string[];
}

/** The permit that tests and the local start use; the gateway's configuration holds the same values. */
export const oletuslupa: Lupa = {
  alijarjestelmat: ["FI-TEST/GOV/9999999-9/asiakas-graph"],
  palvelut: ["HenkilonTunnusKysely", "VTJmutpa"],
  kayttajatunnus: "T00X0001",
  salasana: "S000000",
  tuotteet: ["PERUSSANOMA 1", "PERUSSANOMA 3", "HUOLTAJA-HUOLLETTAVAT", "HUOLLETTAVA-HUOLTAJAT", "HVAASIAKAS"],
  perustiedot: { kayttajatunnus: "asiakas-graph-testi", salasana: "testisalasana" },
  turvakiellonOikeus: false,
  eiLuovuteta: [],
};

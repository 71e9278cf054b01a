import type { SignIn } from "../start.ts";

const everything =
  "hetu nimi { sukunimi } turvakielto { voimassa } osoitteet { katuosoite } alue { koodi } ammatti yhteystiedot { arvo } valiaikaisetTiedot { tunniste } asiakassetelit { numero } koulutus { tutkinnot { nimi } } laakekatto { vuosi } tuottajavalinnat { oikeus } vakuutukset { numero } perhesuhteet { lapset { henkilo { nimi { sukunimi } osoitteet { katuosoite } } } } katselut { edges { cursor } }";

/** One question of one person. */
export interface Question {
  readonly signIn: SignIn;
  readonly selection: string;
  readonly peruste?: unknown;
  /** A register that is down meanwhile. */
  readonly down?: string;
  readonly byHetu?: true;
  /** Another query than of one person's fields, with the id as `$x`. */
  readonly query?: string;
}

/** A professional of a region. */
export const pro = (rooli: string, alue: string): SignIn => ({ persona: "liisa", rooli, alue, tarkoitus: "HOITO" });
const third = (vastaanottaja: string): SignIn => ({
  persona: "onni",
  rooli: "kolmasosapuoli",
  vastaanottaja,
  tarkoitus: "ASIAKASHALLINTA",
});

/** Who is there, protected, dead, abroad, and in no register. */
export const everyone: readonly string[] = ["aino", "venla", "urho", "kaisa", "nobody"];
const visibility =
  "query Kysymys($x: ID!) { a: nakyvyys(id: $x) { tieto tila suhde kentat { kentta sallittu koodi saanto } } }";

/** Askers with no ground to ask of anyone of `among`; of `everyone` when left out. */
export const strangers: readonly (readonly [string, Question & { readonly among?: readonly string[] }])[] = [
  ...["terveydenhuolto", "sosiaalihuolto", "palveluohjaus", "laskutus", "jarjestaja"].flatMap((rooli) => {
    const question = { signIn: pro(rooli, "15"), selection: everything };
    const isOrganiser = rooli === "jarjestaja";
    return [
      [rooli, question],
      ...(isOrganiser || rooli === "terveydenhuolto"
        ? ([
            [`${rooli}, CRM down`, { ...question, down: "crm" }],
            [`${rooli}, customerships down`, { ...question, down: "yhteinen" }],
            [`${rooli}, VTJ down`, { ...question, down: "vtj" }],
            [`${rooli}, who asks what it would see`, { ...question, query: visibility }],
          ] as const)
        : []),
    ] as const;
  }),
  ["terveydenhuolto, by identity code", { signIn: pro("terveydenhuolto", "15"), selection: everything, byHetu: true }],
  // Nobody has given him a mandate.
  ["another customer", { signIn: { persona: "lauri" }, selection: everything }],
  // Withdrawn, paused, and never given: the third party gets nothing by any, and can't tell them apart.
  [
    "a third party",
    { signIn: third("liikuntapalvelu-b"), selection: everything, among: ["liisa", "aino", "onni", "urho", "nobody"] },
  ],
  // Aino has consented to ceilings for this one: of what the consent does not name it sees as much as of anyone.
  [
    "a third party, beyond its consent",
    {
      signIn: third("vakuutusyhtio-a"),
      selection: "koulutus { tutkinnot { nimi } }",
      among: ["liisa", "aino", "sofia", "nobody"],
    },
  ],
  // Aino has consented to insurances for the organisation, and health care may not have them by any consent.
  [
    "health care, of insurances",
    { signIn: pro("terveydenhuolto", "15"), selection: "vakuutukset { numero }", among: ["liisa", "aino", "nobody"] },
  ],
  ["an analyst", { signIn: { persona: "liisa", rooli: "analyytikko" }, selection: everything }],
];

/** Two persons of whom one question does not look the same. */
interface Difference {
  readonly one: string;
  readonly other: string;
  readonly question: Question;
  /** Only the questions to registers differ: the answer is the same to the byte. */
  readonly sameAnswer?: true;
}

/** Each with its reason: where one of these stops to differ, it is for `strangers`. */
export const differences: readonly (readonly [string, Difference])[] = [
  [
    "who has stated a ground may ask of anyone, and is told that nobody was found",
    {
      one: "aino",
      other: "nobody",
      question: {
        signIn: pro("terveydenhuolto", "15"),
        selection: "nimi { sukunimi }",
        peruste: { laji: "LAHETE", selite: "Lähete toisesta yksiköstä" },
      },
    },
  ],
  [
    "who has the relation is told that a place is withheld, not why; what is withheld is not fetched",
    {
      one: "aino",
      other: "venla",
      question: {
        signIn: pro("terveydenhuolto", "05"),
        selection: "osoitteet { katuosoite }",
        peruste: { laji: "LAHETE", selite: "Lähete toisesta yksiköstä" },
      },
    },
  ],
  [
    "a third party knows the consent that it was given",
    { one: "liisa", other: "venla", question: { signIn: third("liikuntapalvelu-b"), selection: "nimi { sukunimi }" } },
  ],
  [
    "the organiser knows its own customers, of whom residence is not asked",
    {
      one: "aino",
      other: "venla",
      question: { signIn: pro("jarjestaja", "08"), selection: "laakekatto { vuosi } matkakatto { vuosi }" },
    },
  ],
  [
    "the organiser finds in no national register a person without an identity code: the id itself is another kind",
    {
      one: "aino",
      other: "mihai",
      sameAnswer: true,
      question: { signIn: pro("jarjestaja", "15"), selection: "laakekatto { vuosi } matkakatto { vuosi }" },
    },
  ],
  [
    "the organiser's question of an old code is asked once more of the new one: only who knew the person has the old id",
    {
      one: "aino",
      other: "lauri, old code",
      sameAnswer: true,
      question: { signIn: pro("jarjestaja", "15"), selection: "laakekatto { vuosi } matkakatto { vuosi }" },
    },
  ],
];

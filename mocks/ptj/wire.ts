import { toToimiala } from "../population/index.ts";
import type { Asiakkuus, Havainto, Ohjaus, Rivimerkinta, Suunnitelma } from "../population/index.ts";
import type { Asiakasrivi } from "./records.ts";
import { omat, toOther, toOwnIdentifier, toPersonIdentifier, toPractitioner, toSubject, toUnit } from "./references.ts";
import type { Json } from "./references.ts";
import type { Tavat } from "./vendors.ts";

const guardians = "urn:oid:1.2.246.537.5.40202.201901";
const guardianTexts: Readonly<Record<string, string>> = {
  "1": "Ei päätöskykyinen alaikäinen, tiedot luovutetaan huoltajille",
  "2": "Päätöskykyinen alaikäinen, sallii tietojensa luovuttamisen huoltajille",
  "3": "Päätöskykyinen alaikäinen, kieltää tietojensa luovuttamisen huoltajille",
  "4": "Alaikäisen päätöskyky ei tiedossa, tietoja ei luovuteta huoltajille",
};

/** The person, with a label of non-disclosure where told so. */
export function toPatient({ id, henkilo }: Asiakasrivi, turvakielto: boolean): Json {
  const label = {
    system: "https://hl7.fi/fhir/finnish-base-profiles/CodeSystem/fi-base-security-label-cs",
    code: "TURVAKIELTO",
  };
  return {
    resourceType: "Patient",
    id,
    meta: toMeta(turvakielto ? [label] : []),
    identifier: [toPersonIdentifier(henkilo)],
    active: true,
    name: [{ use: "official", family: henkilo.sukunimi, given: henkilo.etunimet.split(" ") }],
    birthDate: henkilo.syntymapaiva,
  };
}

/** A finding by a professional. */
export function toObservation(havainto: Havainto, rivi: Asiakasrivi, oma: Tavat): Json {
  return {
    ...toHead("Observation", havainto, oma),
    status: "final",
    category: [{ coding: [{ system: `${omat}/CodeSystem/luokka`, code: "functional-ability" }] }],
    code: {
      // The national code is not the first: a reader chooses by system.
      coding: [
        { system: `${omat}/CodeSystem/paikallinen`, code: havainto.icf.toUpperCase() },
        { system: "urn:oid:1.2.246.537.6.48", code: havainto.icf, display: havainto.nimi },
      ],
    },
    subject: toSubject(rivi, oma),
    effectiveDateTime: toRough(havainto.paiva, oma),
    performer: [toPractitioner(havainto.tekija, oma)],
    ...toAste(havainto, oma),
  };
}

function toAste({ aste }: Havainto, { asteLukuna }: Tavat): Json {
  if (asteLukuna) return { valueInteger: aste };
  return {
    valueCodeableConcept: { coding: [{ system: "http://hl7.org/fhir/sid/icf", code: String(aste) }] },
  };
}

/** What a reader of item 13 must leave out: the customer's own finding, one made in error, one that is no ICF. */
export function toOtherObservations(rivi: Asiakasrivi, oma: Tavat): readonly Json[] {
  const [first] = rivi.hoito.havainnot;
  if (first === undefined) return [];
  const finding = toObservation(first, rivi, oma);
  return [
    { ...finding, id: `${first.tunnus}-oma`, performer: [toSubject(rivi, oma)] },
    { ...finding, id: `${first.tunnus}-virhe`, status: "entered-in-error" },
    {
      ...finding,
      id: `${first.tunnus}-rr`,
      code: { coding: [{ system: "http://loinc.org", code: "8480-6", display: "Systolic blood pressure" }] },
      valueCodeableConcept: undefined,
      valueInteger: undefined,
      valueQuantity: { value: 128, unit: "mmHg", system: "http://unitsofmeasure.org", code: "mm[Hg]" },
    },
  ];
}

const classes: Readonly<Record<string, string>> = { VASTAANOTTO: "AMB", ETAYHTEYS: "VR", KOTIKAYNTI: "HH" };
const media: Readonly<Record<string, string>> = { PUHELIN: "PHONE", VIESTI: "ELECTRONIC", KIRJE: "MAILWRIT" };

/** True for guidance given at a visit; else it was given by a message. */
export function isVisit({ kanava }: Ohjaus): boolean {
  return Object.hasOwn(classes, kanava);
}

/** A visit at which guidance was given, under the service event that covers it. */
export function toEncounters(ohjaus: Ohjaus, rivi: Asiakasrivi, oma: Tavat): readonly Json[] {
  const umbrellaId = `${ohjaus.tunnus}-pt`;
  const visit = {
    ...toHead("Encounter", ohjaus, oma),
    status: "finished",
    class: { system: "http://terminology.hl7.org/CodeSystem/v3-ActCode", code: classes[ohjaus.kanava] },
    type: [{ coding: [{ system: `${omat}/CodeSystem/kaynnin-laji`, code: "OHJAUS_NEUVONTA" }] }],
    subject: toSubject(rivi, oma),
    participant: [{ individual: toPractitioner(ohjaus.tekija, oma) }],
    period: { start: toRough(ohjaus.aika, oma), end: ohjaus.aika },
    reasonCode: [{ text: ohjaus.aihe }],
    partOf: toOther("Encounter", umbrellaId, oma),
    serviceProvider: toUnit(ohjaus.yksikko, oma),
  };
  const official = { use: "official", system: "urn:ietf:rfc:3986", value: "urn:oid:1.2.246.10.99900000.14.2026.1" };
  const umbrella = { id: umbrellaId, identifier: [official, toOwnIdentifier(umbrellaId)], partOf: undefined };
  const planned = { id: `${ohjaus.tunnus}-aika`, status: "planned", partOf: undefined };
  return [visit, { ...visit, ...umbrella }, { ...visit, ...planned }];
}

/** A message by which guidance was given; of a visit, the summary that was sent after it. */
export function toCommunication(ohjaus: Ohjaus, rivi: Asiakasrivi, oma: Tavat): Json {
  const head = toHead("Communication", ohjaus, oma);
  const visit = isVisit(ohjaus) ? { encounter: toOther("Encounter", ohjaus.tunnus, oma) } : {};
  return {
    ...head,
    id: isVisit(ohjaus) ? `${ohjaus.tunnus}-v` : ohjaus.tunnus,
    status: "completed",
    category: [
      { coding: [{ system: "http://terminology.hl7.org/CodeSystem/communication-category", code: "instruction" }] },
    ],
    medium: [
      {
        coding: [
          {
            system: "http://terminology.hl7.org/CodeSystem/v3-ParticipationMode",
            code: media[ohjaus.kanava] ?? "ELECTRONIC",
          },
        ],
      },
    ],
    subject: toSubject(rivi, oma),
    topic: { text: ohjaus.aihe },
    ...visit,
    sent: ohjaus.aika,
    sender: toPractitioner(ohjaus.tekija, oma),
  };
}

/** The plan of one customership; its goals are resources of their own. */
export function toCarePlan(suunnitelma: Suunnitelma, rivi: Asiakasrivi, oma: Tavat): Json {
  const { tunnus, asiakkuus } = suunnitelma;
  return {
    ...toHead("CarePlan", suunnitelma, oma),
    extension: [
      {
        url: `${omat}/StructureDefinition/asiakkuus`,
        valueReference: oma.viitteetTunnisteella
          ? { ...toOther("EpisodeOfCare", asiakkuus.tunnus, oma), display: asiakkuus.palvelu }
          : toOther("EpisodeOfCare", asiakkuus.tunnus, oma),
      },
    ],
    status: "active",
    intent: "plan",
    category: [{ coding: [{ system: `${omat}/CodeSystem/suunnitelman-laji`, code: "TOTEUTUSSUUNNITELMA" }] }],
    title: suunnitelma.nimi,
    subject: toSubject(rivi, oma),
    period: { start: suunnitelma.alkaa, end: suunnitelma.paattyy },
    author: toPractitioner(suunnitelma.tekija, oma),
    goal: suunnitelma.tavoitteet.map((_, at) => toOther("Goal", `${tunnus}-g${at + 1}`, oma)),
    activity: suunnitelma.toimet.map(({ teksti, tehty }) => ({
      detail: { status: tehty ? "completed" : "in-progress", description: teksti },
    })),
  };
}

/** What a reader of item 21 must leave out: a plan of another kind, a proposal, one made in error. */
export function toOtherCarePlans(rivi: Asiakasrivi, oma: Tavat): readonly Json[] {
  const [first] = rivi.hoito.suunnitelmat;
  if (first === undefined) return [];
  const plan = toCarePlan(first, rivi, oma);
  const category = [{ coding: [{ system: `${omat}/CodeSystem/suunnitelman-laji`, code: "ASIAKASSUUNNITELMA" }] }];
  return [
    { ...plan, id: `${first.tunnus}-as`, category },
    { ...plan, id: `${first.tunnus}-eh`, intent: "proposal" },
    { ...plan, id: `${first.tunnus}-vi`, status: "entered-in-error" },
  ];
}

/** Goals of a plan. */
export function toGoals(suunnitelma: Suunnitelma, rivi: Asiakasrivi, oma: Tavat): readonly Json[] {
  return suunnitelma.tavoitteet.map(({ teksti, maaraaika, saavutettu }, at) => ({
    ...toHead("Goal", { ...suunnitelma, tunnus: `${suunnitelma.tunnus}-g${at + 1}` }, oma),
    lifecycleStatus: saavutettu ? "completed" : "active",
    achievementStatus: {
      coding: [
        {
          system: "http://terminology.hl7.org/CodeSystem/goal-achievement",
          code: saavutettu ? "achieved" : "in-progress",
        },
      ],
    },
    description: { text: teksti },
    subject: toSubject(rivi, oma),
    target: [{ dueDate: maaraaika }],
  }));
}

/** A customership as an episode of care. */
export function toEpisode(asiakkuus: Asiakkuus, rivi: Asiakasrivi, oma: Tavat): Json {
  return {
    ...toHead("EpisodeOfCare", { tunnus: asiakkuus.tunnus, ...toSosiaali(asiakkuus) }, oma),
    status: asiakkuus.paattynyt === undefined ? "active" : "finished",
    type: [{ text: asiakkuus.palvelu }],
    patient: toSubject(rivi, oma),
    managingOrganization: toUnit(asiakkuus.organisaationNimi, oma),
    period: { start: asiakkuus.alkanut, end: asiakkuus.paattynyt },
  };
}

/** The Provenance of a minor's record, where the system keeps the mark for guardians in one. */
export function toProvenance(type: string, kirjaus: Rivimerkinta & { readonly tunnus: string }): Json | undefined {
  const { tunnus, huoltajille } = kirjaus;
  if (huoltajille === undefined) return undefined;
  return {
    resourceType: "Provenance",
    id: `${tunnus}-pr`,
    extension: [
      {
        url: "https://hl7.fi/fhir/finnish-base-profiles/StructureDefinition/fi-base-restriction-parent",
        valueCoding: { system: guardians, code: huoltajille, display: guardianTexts[huoltajille] },
      },
    ],
    target: [{ reference: `${type}/${tunnus}` }],
    recorded: "2026-01-02T03:04:05Z",
    agent: [{ who: { display: "Asiakas- ja potilastietojärjestelmä" } }],
  };
}

function toSosiaali({ palvelu }: Asiakkuus): { readonly sosiaalihuolto?: true } {
  return toToimiala(palvelu) === "SOSIAALIHUOLTO" ? { sosiaalihuolto: true } : {};
}

/** What says of a record whom it may be shown to, and whose register it is in. */
type Merkinta = Rivimerkinta & { readonly tunnus: string; readonly sosiaalihuolto?: true };

/** Registers by their code systems: social care's customer register, and the patient register (its code is invented). */
const socialRegister = { system: "urn:oid:1.2.246.537.6.1264.201701", code: "1", display: "Asiakasrekisteri" };
const patientRegister = { system: "urn:oid:1.2.246.537.5.40150", code: "2", display: "Potilasrekisteri" };

/** What every resource begins with. */
function toHead(type: string, kirjaus: Merkinta, oma: Tavat): Json {
  const { huoltajille, erityissisalto, luottamuksellisuus, sosiaalihuolto } = kirjaus;
  const confidentiality = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
  const labels = [
    ...(huoltajille === undefined || oma.merkitProvenancessa ? [] : [{ system: guardians, code: huoltajille }]),
    ...(erityissisalto === undefined
      ? []
      : [{ system: "http://terminology.hl7.org/CodeSystem/v3-ActCode", code: "NOPAT" }]),
    ...(luottamuksellisuus === undefined ? [] : [{ system: confidentiality, code: luottamuksellisuus }]),
  ];
  const div = '<div xmlns="http://www.w3.org/1999/xhtml"><p>Kertomus, jota ei välitetä <b>eteenpäin</b>.</p></div>';
  return {
    resourceType: type,
    id: kirjaus.tunnus,
    meta: toMeta(labels, [sosiaalihuolto === true ? socialRegister : patientRegister]),
    ...(oma.kertomus ? { text: { status: "generated", div } } : {}),
    identifier: type === "Provenance" ? undefined : [toOwnIdentifier(kirjaus.tunnus)],
  };
}

function toMeta(security: readonly Json[], tag: readonly Json[] = []): Json {
  return {
    versionId: "1",
    lastUpdated: "2026-01-02T03:04:05.000+02:00",
    ...(security.length === 0 ? {} : { security }),
    ...(tag.length === 0 ? {} : { tag }),
  };
}

/** Some of one vendor's times are no more exact than a month (R4 allows it): those of a month's last days. */
function toRough(time: string, { asteLukuna }: Tavat): string {
  return asteLukuna && Number(time.slice(8, 10)) >= 29 ? time.slice(0, 7) : time;
}

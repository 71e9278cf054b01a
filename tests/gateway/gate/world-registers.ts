import { idOf } from "../fixture-graph.ts";
import type { FixtureRegister } from "../fixture-graph.ts";
import { toCrm } from "./world-crm.ts";
import { tunnusOf, valueOf } from "./world-facts.ts";
import type { Huolto, Key, Kit, Maailma } from "./world-facts.ts";

/** Registers over a world that a test may change between questions. Every value names its field and person. */
export function toRegisters(maailma: () => Maailma): readonly FixtureRegister[] {
  const kit: Kit = {
    henkilo: ({ id }) => maailma().henkilot?.[tunnusOf(id)] ?? {},
    huollot: () => maailma().huollot ?? [],
    muutosvirhe: () => maailma().muutosvirhe,
    up(register) {
      if (maailma().alhaalla?.includes(register) === true) throw new Error("down");
    },
  };
  return [toVtj(kit), toCrm(kit), toYhteinen(kit), toMydata(kit), toValtuudet(kit), toKanta(kit)];
}

function toVtj(kit: Kit): FixtureRegister {
  const value = (field: string) => valueOf(kit, "vtj", field);
  const toHuolto = (toinen: string, huolto: Huolto): unknown => ({
    nimi: { etunimet: `nimi/${toinen}` },
    henkilo: toinen === "" ? null : { id: idOf(toinen) },
    syntymaaika: huolto.syntymaaika,
    huoltomuoto: huolto.huoltomuoto === undefined ? "LAKISAATEINEN" : huolto.huoltomuoto,
    saaSoteTiedot: huolto.saaSoteTiedot ?? true,
  });
  return {
    name: "vtj",
    schema: `
      type Asiakas @key(fields: "id") {
        id: ID!
        nimi: Nimi @tieto(id: 102)
        osoitteet: [String!] @tieto(id: 103, paljastaaPaikan: SUORAAN)
        alue: Alue @tieto(id: 103, paljastaaPaikan: SUORAAN)
        asuinpaikka: String @inaccessible @tieto(id: 103, paljastaaPaikan: SUORAAN)
        turvakielto: Turvakielto @tieto(id: 104)
        ammatti: String @tieto(id: 6)
        perhesuhteet: Perhesuhteet @tieto(id: 4)
        merkitsematon: String
      }
      type Nimi { etunimet: String }
      type Alue { koodi: String }
      type Turvakielto { voimassa: Boolean }
      type Perhesuhteet { huoltajat: [Suhde!] huollettavat: [Suhde!] }
      type Suhde {
        nimi: Nimi henkilo: Asiakas syntymaaika: String huoltomuoto: String
        saaSoteTiedot: Boolean! @inaccessible
      }`,
    resolvers: {
      Asiakas: {
        nimi: (key: Key) => ({ etunimet: value("nimi")(key) }),
        osoitteet: (key: Key) => [value("osoitteet")(key)],
        alue(key: Key) {
          kit.up("vtj");
          const { alue } = kit.henkilo(key);
          return alue === undefined ? null : { koodi: alue };
        },
        asuinpaikka(key: Key) {
          kit.up("vtj");
          const { asunto } = kit.henkilo(key);
          return asunto === undefined ? `asunto-${key.id}` : asunto;
        },
        turvakielto(key: Key) {
          kit.up("vtj");
          const { turvakielto = false } = kit.henkilo(key);
          return { voimassa: turvakielto };
        },
        ammatti: value("ammatti"),
        perhesuhteet(key: Key) {
          kit.up("vtj");
          const tunnus = tunnusOf(key.id);
          const own = kit.huollot().filter(({ lapsi }) => lapsi === tunnus);
          const without = kit.henkilo(key).tunnukseton === true ? [{ ...own[0], syntymaaika: null, huoltaja: "" }] : [];
          return {
            huoltajat: [...own, ...without].map((each) => toHuolto(each.huoltaja, { lapsi: tunnus, ...each })),
            huollettavat: kit
              .huollot()
              .filter(({ huoltaja }) => huoltaja === tunnus)
              .map((each) => toHuolto(each.lapsi, each)),
          };
        },
        merkitsematon: value("merkitsematon"),
      },
    },
  };
}

function toYhteinen(kit: Kit): FixtureRegister {
  return {
    name: "yhteinen",
    schema: `
      type Asiakas @key(fields: "id") {
        id: ID!
        hoitosuhde(organisaatio: String!): Hoitosuhde @inaccessible @tieto(id: 18, paljastaaPaikan: VALILLISESTI)
        avoinAsiakkuusAlueella(alue: String!): Boolean @inaccessible @tieto(id: 18, paljastaaPaikan: SUORAAN)
      }
      type Hoitosuhde @inaccessible { avoin: Boolean }`,
    resolvers: {
      Asiakas: {
        hoitosuhde(key: Key, { organisaatio }: { readonly organisaatio: string }) {
          kit.up("yhteinen");
          const { avoimet = [] } = kit.henkilo(key);
          return { avoin: avoimet === null ? null : avoimet.includes(organisaatio) };
        },
        avoinAsiakkuusAlueella(key: Key, { alue }: { readonly alue: string }) {
          kit.up("yhteinen");
          const { asiakkuusAlueilla = [] } = kit.henkilo(key);
          return asiakkuusAlueilla === null ? null : asiakkuusAlueilla.includes(alue);
        },
      },
    },
  };
}

function toMydata(kit: Kit): FixtureRegister {
  return {
    name: "mydata",
    schema: `
      type Asiakas @key(fields: "id") {
        id: ID!
        suostumus(vastaanottaja: String!): Suostumustieto @inaccessible @tieto(id: 9)
      }
      type Suostumustieto @inaccessible { voimassa: Boolean tiedot: [Int!] suostumukset: [Suostumusviite!] }
      type Suostumusviite @inaccessible { suostumusId: String versio: Int }`,
    resolvers: {
      Asiakas: {
        suostumus(key: Key, { vastaanottaja }: { readonly vastaanottaja: string }) {
          kit.up("mydata");
          const found = kit.henkilo(key).suostumukset?.[vastaanottaja];
          if (found === null) return { voimassa: null, tiedot: null, suostumukset: null };
          const suostumukset = [{ suostumusId: `S-${vastaanottaja}`, versio: 3 }];
          return { suostumukset, ...(found ?? { voimassa: false, tiedot: [] }) };
        },
      },
    },
  };
}

function toValtuudet(kit: Kit): FixtureRegister {
  return {
    name: "valtuudet",
    schema: `
      type Asiakas @key(fields: "id") {
        id: ID!
        valtuutus(asioija: ID!): Valtuutus @inaccessible @tieto(id: 105)
      }
      type Valtuutus @inaccessible { asiat: [String!] }`,
    resolvers: {
      Asiakas: {
        valtuutus(key: Key, { asioija }: { readonly asioija: string }) {
          kit.up("valtuudet");
          const asiat = kit.henkilo(key).valtuutetut?.[tunnusOf(asioija)];
          return asiat === null ? null : { asiat: asiat ?? [] };
        },
      },
    },
  };
}

function toKanta(kit: Kit): FixtureRegister {
  return {
    name: "kanta",
    schema: `
      type Asiakas @key(fields: "id") {
        id: ID!
        luovutus: Luovutustieto @inaccessible @tieto(id: 12)
      }
      type Luovutustieto @inaccessible { informoitu: Boolean luvat: [Luovutuslupa!] kiellot: [Luovutuskielto!] }
      type Luovutuslupa @inaccessible { suostumusId: String versio: Int mista: String mihin: String saajat: [String!] }
      type Luovutuskielto @inaccessible { rekisterinpitaja: String saajat: [String!] }`,
    resolvers: {
      Asiakas: {
        luovutus(key: Key) {
          kit.up("kanta");
          const { luovutus = {} } = kit.henkilo(key);
          if (luovutus === null) return null;
          const { informoitu = false, luvat = [], kiellot = [] } = luovutus;
          const named = luvat.map((lupa) => ({ ...lupa, suostumusId: `L-${lupa.mista}-${lupa.mihin}`, versio: 2 }));
          return { informoitu, luvat: named, kiellot };
        },
      },
    },
  };
}

import DataLoader from "dataloader";
import { failed, ok } from "../../gateway/source/index.ts";
import type { SourceHandle, SourceResult } from "../../gateway/source/index.ts";
import type { Tunnus } from "../../gateway/subgraph/index.ts";
import type { Kyvyt, Tyyppi } from "./capabilities.ts";
import { createExchange } from "./exchange.ts";
import type { Kysyttava } from "./read-resources.ts";
import type { PtjScope } from "./scope.ts";
import { runSearches } from "./search.ts";
import type { Haku, Loydos } from "./search.ts";
import type { Asetukset, Solmu } from "./settings.ts";
import { hetuSystem, parsePotilaat } from "./wire.ts";
import type { Haettava, Potilas } from "./wire.ts";

/** One search of one person's resources. */
export interface Kysely {
  readonly kysyttava: Kysyttava;
  readonly potilas: Potilas;
}

/** The calls of one node. Nothing that fails is thrown. */
export interface PtjNode {
  readonly solmu: Solmu;
  /** Base of the interface, by which literal references are known to be the node's own. */
  readonly base: string;
  readonly sources: readonly SourceHandle[];
  /** Types that the node lets be searched. */
  haettavat(from: PtjScope): Promise<SourceResult<ReadonlySet<string>>>;
  /** Records of a person; none where the node does not know the person. Each person is asked once in a request. */
  findPotilaat(tunnus: Tunnus, from: PtjScope): Promise<SourceResult<readonly Potilas[]>>;
  /** What searches found, in their order. */
  search(kyselyt: readonly Kysely[], from: PtjScope): Promise<readonly SourceResult<Loydos>[]>;
}

/** Entries asked of a page; the node may give fewer. */
const count = "100";

/** Opens a node. */
export function createNode(solmu: Solmu, settings: Asetukset): PtjNode {
  const exchange = createExchange(solmu, settings);
  const kit = { exchange, rajat: settings };
  const createLoader = (from: PtjScope): DataLoader<Tunnus, SourceResult<readonly Potilas[]>, string> =>
    new DataLoader(
      async (tunnukset) => {
        const asked = tunnukset.flatMap((tunnus) => toHaettava(tunnus, solmu) ?? []);
        const answers = await runSearches(asked.map(toPatientHaku), kit, from);
        const found = new Map(
          asked.map((each, at) => {
            const answer = answers[at] ?? failed("invalid", "no answer");
            return [each.tunnus.arvo, answer.ok ? parsePotilaat(answer.value.resources, each) : answer] as const;
          }),
        );
        return tunnukset.map(({ arvo }) => found.get(arvo) ?? ok([]));
      },
      { cacheKeyFn: ({ arvo }) => arvo },
    );
  return {
    solmu,
    base: exchange.base,
    sources: exchange.sources,
    async haettavat(from) {
      const kyvyt = await exchange.kyvyt(from);
      return kyvyt.ok ? ok(new Set(Object.keys(kyvyt.value.haut))) : kyvyt;
    },
    findPotilaat: (tunnus, from) => from.once(createLoader).load(tunnus),
    async search(kyselyt, from) {
      const kyvyt = await exchange.kyvyt(from);
      if (!kyvyt.ok) return kyselyt.map(() => kyvyt);
      return runSearches(
        kyselyt.map((kysely) => toHaku(kysely, kyvyt.value, exchange.base)),
        kit,
        from,
      );
    },
  };
}

/** A temporary identifier is of the region that gave it: no other node is asked about it. */
function toHaettava(tunnus: Tunnus, { tilapaisjuuri, alue }: Solmu): Haettava | undefined {
  if (tunnus.laji === "HETU") return { tunnus, system: hetuSystem };
  const [antaja = "", vuosi = ""] = tunnus.arvo.split("-");
  if (tilapaisjuuri === undefined || antaja !== alue) return undefined;
  return { tunnus, system: `urn:oid:${tilapaisjuuri}.22.${vuosi}` };
}

function toPatientHaku(haettava: Haettava): Haku {
  const { tunnus, system } = haettava;
  const params = new URLSearchParams({ identifier: `${system}|${tunnus.arvo}`, _count: count });
  const check = (resources: readonly unknown[]): SourceResult<unknown> => parsePotilaat(resources, haettava);
  return { tyyppi: "Patient", params, arvo: tunnus.arvo, check };
}

/** Narrows a search by what the node says it can: the rest is left out after it. */
function toHaku({ kysyttava, potilas }: Kysely, { haut, provenance }: Kyvyt, base: string): Haku {
  const { tyyppi } = kysyttava;
  const names = haut[tyyppi] ?? new Set<string>();
  const params = new URLSearchParams(
    names.has("patient") ? { patient: potilas.id } : { subject: `Patient/${potilas.id}` },
  );
  const narrowing = narrowings[tyyppi];
  if (narrowing !== undefined && names.has(narrowing[0])) params.set(...narrowing);
  if (provenance.has(tyyppi)) params.set("_revinclude", "Provenance:target");
  params.set("_count", count);
  const check = (resources: readonly unknown[]): SourceResult<unknown> => kysyttava.check(resources, { potilas, base });
  return { tyyppi, params, arvo: potilas.tunnus.arvo, check };
}

/** Any code of the ICF. Status, kind of a visit and of a plan are looked at after the answer: few nodes search by them. */
const narrowings: Partial<Readonly<Record<Tyyppi, readonly [name: string, value: string]>>> = {
  Observation: ["code", "urn:oid:1.2.246.537.6.48|"],
};

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PreparedRequest } from "../engines/load.ts";
import type { Workload } from "../engines/workloads.ts";

/** Subgraphs that the workloads ask, over HTTP; the others are in the gateway's process, where nobody asks them. */
export const pathSubgraphs: readonly string[] = ["asiakas", "vtj", "kela", "kanta", "koski", "crm", "yhteinen"];

/** Who asks. */
export interface PathPeople {
  /** Customers' own ids, and a token of each. */
  readonly customers: readonly { readonly id: string; readonly token: string }[];
  /** Professionals' tokens. */
  readonly professionals: readonly string[];
}

/** One person of four registers, by the person, and fifty persons of three, by a professional. */
export const pathQueries = {
  P: `query Henkilo($id: ID!) {
  asiakas(id: $id) {
    id
    nimi { etunimet sukunimi kutsumanimi } syntymaaika sukupuoli
    laakekatto { vuosi kertynyt { sentit } jaljella { sentit } tayttynyt } matkakatto { vuosi jaljella { sentit } }
    palveluohjaussuostumus { tunniste tila annettu }
    koulutus { tutkinnot { nimi oppilaitos valmistunut } }
  }
}`,
  L: `query Lista($haku: AsiakasHaku!) {
  asiakkaat(haku: $haku, first: 50) {
    edges {
      node {
        id
        nimi { etunimet sukunimi } syntymaaika sukupuoli
        laakekatto { vuosi kertynyt { sentit } tayttynyt }
      }
    }
  }
}`,
} as const;

/** The two workloads, their requests made ahead into files of a folder: each carries a token of its own. */
export function toPathWorkloads({ customers, professionals }: PathPeople, folder: string): readonly Workload[] {
  const person = customers.map(({ id, token }) => toRequest(pathQueries.P, { id }, token));
  const list = Array.from({ length: customers.length }, (_, at) =>
    toRequest(pathQueries.L, { haku: { nimi: `Testi ${at}` } }, professionals[at % professionals.length] ?? ""),
  );
  return [
    toWorkload("P", "one person from four registers, asked by the person", { requests: person, folder }),
    toWorkload("L", "fifty persons from three registers, asked by a professional", { requests: list, folder }),
  ];
}

function toRequest(query: string, variables: unknown, token: string): PreparedRequest {
  return { body: JSON.stringify({ query, variables }), authorization: `Bearer ${token}` };
}

function toWorkload(
  name: keyof typeof pathQueries,
  title: string,
  { requests, folder }: { readonly requests: readonly PreparedRequest[]; readonly folder: string },
): Workload {
  const file = join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify(requests));
  const of = (number: number): PreparedRequest => requests[number % requests.length] ?? { body: "", authorization: "" };
  return { name, title, query: pathQueries[name], variables: () => ({}), prepared: { file, of } };
}

import type { CatalogueSource, Organiser } from "../client/catalogue.ts";
import { codedText } from "../coded-text.ts";
import { element } from "../dom.ts";
import type { LanguageChoice } from "../language.ts";
import { toTable } from "../table.ts";

/** The sources: what each holds, by which interface, real or assumed, and how many of its nodes are reached now. */
export function toSourcesTable(sources: readonly CatalogueSource[], language: LanguageChoice): HTMLElement {
  return toTable({
    caption: language.text("sourcesOfCatalogue"),
    columns: (["sourceName", "sourceInterface", "sourceBasis", "sourceItems", "sourceNodes"] as const).map((key) =>
      language.text(key),
    ),
    rows: sources.map(({ nimi, otsikko, protokolla, peruste, tiedot, nodes, nodesUp }) => [
      element("span", { lang: "fi" }, [nimi === otsikko.toLowerCase() ? otsikko : `${otsikko}, ${nimi}`]),
      protokolla,
      codedText(language, "basis", peruste),
      tiedot.join(", "),
      language.text("sourceNodesValue", { up: nodesUp, all: nodes }),
    ]),
  });
}

/** The organisers of services, and which registers each has a node in. */
export function toOrganisersTable(organisers: readonly Organiser[], language: LanguageChoice): HTMLElement {
  return toTable({
    caption: language.text("organisers"),
    columns: (
      ["organiserName", "organiserCode", "organiserKind", "organiserMunicipalities", "organiserNodes"] as const
    ).map((key) => language.text(key)),
    rows: organisers.map(({ koodi, names, laji, municipalities, solmut }) => [
      names[language.current()],
      koodi,
      codedText(language, "kind", laji),
      String(municipalities),
      solmut.join(", "),
    ]),
  });
}

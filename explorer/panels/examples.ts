import { fetchExamples } from "../client/examples.ts";
import type { OfferedExample } from "../client/examples.ts";
import type { Names } from "../client/catalogue.ts";
import type { Customer } from "../customers.ts";
import { byId, element } from "../dom.ts";
import { toExampleVariables } from "../example-variables.ts";
import type { LanguageChoice } from "../language.ts";
import type { OpenedQuery } from "../query/open-tabs.ts";
import type { SessionKeeper } from "../session.ts";
import { hasWords } from "../words.ts";
import { isRunNow, toRunners } from "./example-runners.ts";

/** What the panel works with. */
export interface ExamplesOptions {
  readonly language: LanguageChoice;
  readonly session: SessionKeeper;
  readonly onOpen: (opened: OpenedQuery) => void;
  /** Identity codes of the local system's personas; empty elsewhere. */
  readonly personat: () => ReadonlyMap<string, string>;
  /** The item's names by the catalogue; undefined while they are not known. */
  readonly namesOf: (tieto: number) => Names | undefined;
}

/** The ready-made operations: a list by item, searchable, each opened by one click. */
export interface ExamplesPanel {
  /** Fetches the examples unless they are here. */
  load(): Promise<void>;
  /** The examples of an item; none before they are fetched. */
  readonly ofItem: (tieto: number) => readonly OfferedExample[];
  readonly open: (example: OfferedExample) => void;
  /** Adds customers whose ids an answer told: an example's `id` can be filled with one. */
  note(found: readonly Customer[]): void;
  redraw(): void;
}

/** Makes the panel over the elements of index.html. What it knows of customers ends with the sign-in. */
export function createExamplesPanel(options: ExamplesOptions): ExamplesPanel {
  const { language, session } = options;
  const search = byId("examples-search", HTMLInputElement);
  const page = byId("examples-page", HTMLElement);
  const customers = createCustomerChoice(language);
  let examples: readonly OfferedExample[] | undefined;
  let isFetched = false;
  const draw = (): void => {
    page.replaceChildren(...toPage());
  };
  const toPage = (): readonly HTMLElement[] => {
    if (examples === undefined)
      return [element("p", { class: "muted" }, [language.text(isFetched ? "examplesMissing" : "examplesLoading")])];
    const found = examples.filter((example) => hasWords(search.value, textsOf(example, options)));
    const count = found.length === 0 ? "examplesNone" : "examplesCount";
    return [
      element("p", { class: "muted", role: "status" }, [language.text(count, { count: found.length })]),
      ...toGroups(found, { ...options, open }),
    ];
  };
  const open = (example: OfferedExample): void => {
    const { name, title, query, variables, runs } = example;
    const hetu = options.personat().get(runs[0]?.persona ?? "");
    const { text, missing } = toExampleVariables(query, { hetu, id: customers.chosen(), given: variables });
    const toMissing = (): string =>
      missing.length === 0 ? "" : language.text("exampleMissing", { names: missing.join(", ") });
    const hint = (): string =>
      [title[language.current()], runnersOf(example, options), toMissing()].filter(Boolean).join(" ");
    options.onOpen({ name, hint, query, variables: text });
    byId("examples-status", HTMLElement).textContent = `${language.text("exampleOpened", { name })} ${toMissing()}`;
  };
  search.addEventListener("input", draw);
  language.follow(draw);
  session.follow(() => {
    customers.forget();
    draw();
  });
  return {
    async load() {
      if (examples !== undefined) return;
      examples = await fetchExamples();
      isFetched = true;
      draw();
    },
    ofItem: (tieto) => examples?.filter((example) => example.tieto === tieto) ?? [],
    open,
    note: (found) => customers.note(found),
    redraw: draw,
  };
}

function runnersOf({ runs }: OfferedExample, { language, personat }: ExamplesOptions): string {
  const who = toRunners(runs, { language, isLocal: personat().size > 0 });
  return language.text("exampleRunBy", { who: who.join("; ") });
}

function textsOf(example: OfferedExample, options: ExamplesOptions): readonly string[] {
  const names = example.tieto === undefined ? undefined : options.namesOf(example.tieto);
  return [
    example.name,
    ...Object.values(example.title),
    ...Object.values(names ?? {}),
    runnersOf(example, options),
    example.query,
  ];
}

interface GroupOptions extends ExamplesOptions {
  readonly open: (example: OfferedExample) => void;
}

function toGroups(examples: readonly OfferedExample[], options: GroupOptions): readonly HTMLElement[] {
  return [...new Set(examples.map(({ tieto }) => tieto))].flatMap((tieto) => {
    const rows = examples.filter((example) => example.tieto === tieto).map((example) => toRow(example, options));
    return [element("h3", {}, [toHeading(tieto, options)]), element("ul", { class: "members" }, rows)];
  });
}

function toHeading(tieto: number | undefined, { language, namesOf }: ExamplesOptions): string {
  if (tieto === undefined) return language.text("examplesNeeds");
  const names = namesOf(tieto);
  return names === undefined ? language.text("examplesItem", { id: tieto }) : `${tieto} ${names[language.current()]}`;
}

function toRow(example: OfferedExample, options: GroupOptions): HTMLElement {
  const { language, session, open } = options;
  const who = session.current()?.who;
  return element("li", {}, [
    element("button", { type: "button", class: "link words", onclick: () => open(example) }, [
      example.title[language.current()],
    ]),
    who !== undefined && isRunNow(example.runs, who)
      ? element("span", { class: "badge" }, [language.text("exampleNow")])
      : undefined,
    element("p", { class: "muted" }, [runnersOf(example, options)]),
  ]);
}

interface CustomerChoice {
  note(found: readonly Customer[]): void;
  forget(): void;
  chosen(): string | undefined;
}

/** The menu of customers whose ids answers have told, the newest chosen; in this page's memory only. */
function createCustomerChoice(language: LanguageChoice): CustomerChoice {
  const select = byId("examples-customer", HTMLSelectElement);
  let known: readonly Customer[] = [];
  const draw = (chosen: string): void => {
    select.replaceChildren(
      element("option", { value: "" }, [language.text("examplesCustomerNone")]),
      ...known.map(({ id, label }) => element("option", { value: id, selected: id === chosen }, [label])),
    );
  };
  language.follow(() => draw(select.value));
  return {
    note(found) {
      const [newest] = found;
      if (newest === undefined) return;
      known = [...found, ...known.filter(({ id }) => found.every((each) => each.id !== id))].slice(0, 50);
      draw(newest.id);
    },
    forget() {
      known = [];
      draw("");
    },
    chosen: () => select.value || undefined,
  };
}

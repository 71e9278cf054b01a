import { isBuiltin } from "node:module";
import { posix } from "node:path";

/** What may stand at the top of the checkout; a new entry needs a reason. */
const topLevel: ReadonlySet<string> = new Set(
  [
    "bench deploy docs explorer gateway mocks schema scripts subgraphs tests",
    "LICENSE README.md package-lock.json package.json tsconfig.json vitest.config.ts knip.json",
    ".ci .editorconfig .gitattributes .gitignore .node-version .npmrc .oxfmtrc.json .oxlintrc.json",
  ].flatMap((line) => line.split(" ")),
);

/** Names that say nothing of what is inside. */
const emptyNames: ReadonlySet<string> = new Set(["src", "lib", "utils", "helpers", "common", "shared", "types"]);

/**
 * What every folder of ours outside mocks and explorer may import: error codes, the check of free text, secrets in files, what
 * `@skip` and `@include` say, what an object of JSON is.
 */
const everyones = [
  "gateway/errors.ts",
  "gateway/has-personal-code.ts",
  "gateway/is-executed.ts",
  "gateway/is-object.ts",
  "gateway/secret-file.ts",
] as const;

/** The folders of `gateway/`, and which of them each may import besides itself and `everyones`. */
const gatewayFolders: Readonly<Record<string, readonly string[]>> = {
  actor: [],
  audit: ["actor"],
  catalogue: [],
  config: [],
  engine: ["actor", "operation", "gate", "subgraph", "catalogue"],
  gate: ["actor", "audit", "catalogue", "policy", "subgraph"],
  operation: ["catalogue"],
  server: ["actor", "operation", "engine", "gate", "audit", "catalogue", "source", "subgraph"],
  policy: ["catalogue"],
  source: [],
  subgraph: ["actor", "source"],
};

/** A file or folder, and what it may import besides itself. The first that fits counts. */
const mayImport: readonly (readonly [from: RegExp, to: readonly string[]])[] = [
  [/^tests\//, ["bench/", "explorer/", "gateway/", "mocks/", "schema/", "scripts/", "subgraphs/"]],
  [/^scripts\//, ["gateway/", "mocks/"]],
  [/^bench\//, ["gateway/", "mocks/", "schema/", "scripts/typescript/"]],
  [/^explorer\//, []],
  [/^schema\//, ["gateway/catalogue/", "gateway/operation/", "gateway/subgraph/type-defs.ts"]],
  [
    /^subgraphs\/kayttoloki\//,
    [...everyones, "gateway/subgraph/", "gateway/actor/", "gateway/catalogue/", "gateway/audit/", "gateway/gate/"],
  ],
  [/^subgraphs\/luettelo\//, [...everyones, "gateway/subgraph/", "gateway/source/", "gateway/catalogue/"]],
  [/^subgraphs\//, [...everyones, "gateway/subgraph/", "gateway/source/"]],
  [/^mocks\/population\//, []],
  // The world that a register is started in has a population.
  [/^mocks\/http\//, ["mocks/population/"]],
  // Technique of a register over PostgreSQL, as that of HTTP: it stands on HTTP's, for control ports, and holds no records.
  [/^mocks\/postgres\//, ["mocks/http/"]],
  [/^mocks\/[^/]+\//, ["mocks/population/", "mocks/http/", "mocks/postgres/"]],
  [/^mocks\//, ["mocks/"]],
  ...Object.entries(gatewayFolders).map(([folder, others]) => toGatewayRule(folder, others)),
  [
    /^gateway\/(main|lasting|world|open-subgraphs|scalar-checks|gateway-main|plain-main|plain-world|subgraph-main|loki-main|explain)\.ts$/,
    ["gateway/"],
  ],
  [/^/, []],
];

/** Files that other folders may import though they are no `index.ts`. */
const openFiles: ReadonlySet<string> = new Set([
  ...everyones,
  "gateway/main.ts",
  "gateway/subgraph/type-defs.ts",
  "scripts/typescript/args.ts",
]);

/** The one home of a package; packages that are not here may be imported anywhere. */
const homes: Readonly<Record<string, readonly string[]>> = {
  "@cedar-policy/cedar-wasm": ["gateway/policy/"],
  "@apollo/composition": ["schema/compose-supergraph.ts"],
  "@apollo/federation-internals": ["gateway/engine/planner/apollo-planner.mjs"],
  // The one that is measured beside ours is another copy, which `bench/engines/peers/package.json` names.
  "@apollo/gateway": ["gateway/engine/apollo.ts", "bench/engines/peers/"],
  "@apollo/query-planner": ["gateway/engine/"],
  "@apollo/server-gateway-interface": ["gateway/engine/apollo.ts"],
  "@apollo/subgraph": ["gateway/subgraph/"],
  "@electric-sql/pglite": ["mocks/postgres/"],
  "@graphql-hive/router-query-planner": ["gateway/engine/"],
  "@noble/ciphers": ["gateway/subgraph/asiakas-id.ts"],
  dataloader: ["gateway/subgraph/", "subgraphs/"],
  esbuild: ["gateway/server/explorer.ts", "scripts/typescript/hooks.mjs"],
  jose: [
    "gateway/actor/",
    "subgraphs/kanta/",
    "subgraphs/mydata/",
    "subgraphs/ptj/",
    "subgraphs/valtuudet/",
    "mocks/idp/",
    "mocks/kanta/",
    "mocks/ptj/",
  ],
  "oidc-provider": ["mocks/idp/"],
  pg: ["gateway/source/postgres", "gateway/audit/", "mocks/postgres/"],
  saxes: ["gateway/source/read-xml.ts", "mocks/vtj/"],
  undici: ["gateway/source/", "bench/"],
};

/** Why a file may not be where it is; undefined when it may. */
export function findMisplaced(path: string): string | undefined {
  const folders = path.split("/");
  const [top = ""] = folders;
  if (!topLevel.has(top)) return `${path}: the top level is closed: put it in one of its folders`;
  const empty = folders.find((folder) => emptyNames.has(folder));
  return empty === undefined ? undefined : `${path}: the folder name ${empty} says nothing: name it by what it does`;
}

/** Why a file may not import what it does; undefined when it may. */
export function findForbidden(file: string, specifier: string): string | undefined {
  if (!specifier.startsWith(".")) return findForbiddenPackage(file, specifier);
  // What runs before TypeScript can be loaded is none itself.
  const isLoader = /^scripts\/.*\.mjs$/.test(file) && specifier.endsWith(".mjs");
  if (!isLoader && !/\.(ts|json)$/.test(specifier)) return `${file}: "${specifier}" must end in .ts`;
  const target = posix.join(posix.dirname(file), specifier);
  if (folderOf(file) === folderOf(target)) return undefined;
  const allowed = mayImport.find(([from]) => from.test(file))?.[1] ?? [];
  if (!allowed.some((prefix) => target.startsWith(prefix))) {
    return `${file}: may not import ${target}; it may import ${allowed.join(", ") || "its own folder only"}`;
  }
  const isOpen = posix.basename(target) === "index.ts" || openFiles.has(target) || file.startsWith("tests/");
  return isOpen || folderOf(target) === "mocks"
    ? undefined
    : `${file}: import ${folderOf(target)}/index.ts, not ${target}`;
}

function findForbiddenPackage(file: string, specifier: string): string | undefined {
  if (specifier.startsWith("node:")) return undefined;
  if (isBuiltin(specifier)) return `${file}: "${specifier}" must be written "node:${specifier}"`;
  const name = specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
  const home = homes[name];
  if (home === undefined || file.startsWith("tests/")) return undefined;
  return home.some((prefix) => file.startsWith(prefix))
    ? undefined
    : `${file}: ${name} is imported in ${home.join(", ")} only`;
}

function toGatewayRule(folder: string, others: readonly string[]): readonly [from: RegExp, to: readonly string[]] {
  return [new RegExp(`^gateway/${folder}/`), [...everyones, ...others.map((other) => `gateway/${other}/`)]];
}

/** The folder whose `index.ts` is the face of a file to others. */
function folderOf(path: string): string {
  const [top = "", ...rest] = path.split("/");
  const isDivided = ["gateway", "mocks", "subgraphs"].includes(top) && rest.length > 1;
  return isDivided ? `${top}/${rest[0]}` : top;
}

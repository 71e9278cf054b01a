import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Metafile } from "esbuild";
import { readExamples } from "./read-examples.ts";

/** One file of the page, as it is sent. `headers` has everything but length and type. */
export interface ExplorerFile {
  readonly body: Buffer;
  readonly contentType: string;
  /** Names in lower case; `etag` among them, for the server to compare with If-None-Match. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The query page, built and held in memory. */
export interface Explorer {
  /** The file at a URL path without its query: `/`, `/explorer.js` … ; undefined for any other. */
  get(path: string): ExplorerFile | undefined;
}

/**
 * What the page may do: load from this origin and ask it, and nothing else. No inline script or
 * style, no frames, no forms sent, no string ever made into script.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
].join("; ");

/**
 * Builds the query page from its sources: `root` is the file URL of the folder `explorer/`, beside which
 * `schema/operations/` has the examples. Nothing is written to disk. Throws with esbuild's message when the sources
 * don't build, and with the file's name when an example's comments can't be read.
 */
export async function createExplorer({ root }: { readonly root: URL }): Promise<Explorer> {
  const folder = fileURLToPath(root);
  // Only where there is a page to build: a gateway without one need not hold it.
  const { build } = await import("esbuild");
  const { outputFiles, metafile } = await build({
    absWorkingDir: folder,
    entryPoints: {
      explorer: join(folder, "main.ts"),
      "sign-in-return": join(folder, "sign-in-return.ts"),
      "explorer-style": join(folder, "style", "index.css"),
    },
    outdir: folder,
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: "esm",
    target: "es2022",
    legalComments: "none",
    logLevel: "silent",
  });
  const built = (ending: string): Buffer => {
    const file = outputFiles.find(({ path }) => path.endsWith(ending));
    if (file === undefined) throw new Error(`the explorer's build gave no file that ends in ${ending}`);
    return Buffer.from(file.contents);
  };
  const files: ReadonlyMap<string, ExplorerFile> = new Map([
    ["/", toFile(await readFile(join(folder, "index.html")), "text/html; charset=utf-8")],
    ["/favicon.svg", toFile(await readFile(join(folder, "favicon.svg")), "image/svg+xml")],
    ["/kirjautuminen", toFile(await readFile(join(folder, "sign-in-return.html")), "text/html; charset=utf-8")],
    ["/sign-in-return.js", toFile(built("sign-in-return.js"), "text/javascript; charset=utf-8")],
    ["/explorer.js", toFile(built("explorer.js"), "text/javascript; charset=utf-8")],
    ["/esimerkit.json", toFile(toExamplesBody(root), "application/json; charset=utf-8")],
    ["/explorer.css", toFile(built(".css"), "text/css; charset=utf-8")],
    ["/explorer-licences.txt", toFile(await readLicences(folder, metafile), "text/plain; charset=utf-8")],
  ]);
  return { get: (path) => files.get(path) };
}

function toExamplesBody(root: URL): Buffer {
  return Buffer.from(JSON.stringify({ esimerkit: readExamples(new URL("../schema/operations/", root)) }));
}

function toFile(body: Buffer, contentType: string): ExplorerFile {
  return {
    body,
    contentType,
    headers: {
      etag: `"${createHash("sha256").update(body).digest("base64url")}"`,
      // Always asked again, so that a page and its script are of the same version.
      "cache-control": "no-cache",
      "content-security-policy": contentSecurityPolicy,
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
    },
  };
}

/** Licence texts of the packages whose code is in the bundle; their licences ask for it. */
async function readLicences(folder: string, metafile: Metafile): Promise<Buffer> {
  const packages = new Set(Object.keys(metafile.inputs).flatMap(toPackageFolder));
  const texts = await Promise.all([...packages].sort().map((each) => readLicence(join(folder, each))));
  return Buffer.from(texts.join("\n"));
}

function toPackageFolder(input: string): readonly string[] {
  const found = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input);
  return found === null ? [] : [found[0]];
}

async function readLicence(folder: string): Promise<string> {
  const name = (await readdir(folder)).find((file) => /^licen[cs]e/i.test(file));
  const text = name === undefined ? await readDeclaredLicence(folder) : await readFile(join(folder, name), "utf8");
  const scope = basename(dirname(folder));
  return `${scope.startsWith("@") ? `${scope}/` : ""}${basename(folder)}\n\n${text.trim()}\n`;
}

/** A package without a licence file still names its licence. */
async function readDeclaredLicence(folder: string): Promise<string> {
  const declared: unknown = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const isNamed = typeof declared === "object" && declared !== null && "license" in declared;
  return isNamed ? String(declared.license) : "";
}

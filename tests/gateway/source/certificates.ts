import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { TlsSettings } from "../../../gateway/source/index.ts";

/** An authority of the test's own, and certificates by it; all gone when the test ends. */
export interface Authority {
  /** A certificate of this name, as settings name its files. */
  issue(name: string, options?: { readonly days?: number; readonly isSelfSigned?: boolean }): TlsSettings;
}

const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];

/** Makes an authority by `openssl`: Node can read certificates but not make them. */
export function createAuthority(): Authority {
  const folder = mkdtempSync(join(tmpdir(), "asiakas-varmenteet-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const at = (file: string): string => join(folder, file);
  const run = (...options: string[]): void => void execFileSync("openssl", options, { stdio: "pipe" });
  run("req", "-x509", ...newKey, "-keyout", at("ca.key"), "-out", at("ca.pem"), "-subj", "/CN=Testi", "-days", "2");
  let count = 0;
  return {
    issue(name, { days = 2, isSelfSigned = false } = {}) {
      count += 1;
      const [key, cert, request] = ["key", "pem", "csr"].map((end) => at(`${count}.${end}`));
      const subject = ["-subj", `/CN=${name}`, "-addext", `subjectAltName=DNS:${name}`];
      if (isSelfSigned) run("req", "-x509", ...newKey, "-keyout", `${key}`, "-out", `${cert}`, ...subject);
      else {
        run("req", ...newKey, "-keyout", `${key}`, "-out", `${request}`, ...subject);
        const by = ["-CA", at("ca.pem"), "-CAkey", at("ca.key"), "-days", String(days), "-copy_extensions", "copy"];
        run("x509", "-req", "-in", `${request}`, "-out", `${cert}`, ...by);
      }
      return { ca: `file:${at("ca.pem")}`, cert: `file:${cert}`, key: `file:${key}` };
    },
  };
}

/** The text of a file that a setting names. */
export function readSetting(place: string): string {
  return readFileSync(place.slice("file:".length), "utf8");
}

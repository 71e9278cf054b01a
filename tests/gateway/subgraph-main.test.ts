import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it, onTestFinished } from "vitest";
import { typescriptArgs } from "../../scripts/typescript/args.ts";

const command = fileURLToPath(new URL("../../gateway/subgraph-main.ts", import.meta.url));

it("a subgraph in a process of its own starts with no password in its settings in production", async () => {
  const folder = mkdtempSync(join(tmpdir(), "asiakas-aligraafi-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const settings = join(folder, "crm.json");
  writeFileSync(settings, '{"solmut": [{"alue": "08", "url": "postgres://crm:salainen@127.0.0.1:1/crm"}]}');
  const env = {
    ...process.env,
    NODE_ENV: "production",
    ASIAKAS_KANSIO: folder,
    ASIAKAS_ID_AVAIN: randomBytes(64).toString("base64"),
    ASIAKAS_ALIGRAAFIN_OMA_AVAIN: randomBytes(32).toString("base64"),
  };
  const started = promisify(execFile)(process.execPath, [...typescriptArgs, command, "crm", "--settings", settings], {
    env,
  });
  await expect(started).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^--settings\.solmut\.0\.url holds a password {2}→[^\n]*\n$/),
  });
});

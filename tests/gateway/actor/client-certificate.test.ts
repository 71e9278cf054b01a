import { createHash, X509Certificate } from "node:crypto";
import { describe, expect, it } from "vitest";
import { toThumbprint } from "../../../gateway/actor/client-certificate.ts";
import { createAuthority, readSetting } from "../source/certificates.ts";

function issue() {
  const pem = readSetting(createAuthority().issue("asiakasohjelma").cert);
  const der = new X509Certificate(pem).raw;
  return { pem, der, thumbprint: createHash("sha256").update(der).digest("base64url") };
}

describe("a client's certificate, as a proxy passes it on", () => {
  it("is read as RFC 9440 writes it, and as percent-encoded or plain PEM", () => {
    const { pem, der, thumbprint } = issue();
    for (const value of [`:${der.toString("base64")}:`, encodeURIComponent(pem), pem])
      expect(toThumbprint([value])).toBe(thumbprint);
  });

  it("is none where there is no header, two of them, or no certificate in it", () => {
    const { pem, der } = issue();
    const whole = `:${der.toString("base64")}:`;
    const values = [
      "",
      "::",
      ":AAAA:",
      "%",
      "-----BEGIN CERTIFICATE-----",
      whole.slice(1),
      `:${whole}:`,
      `${whole}, x`,
    ];
    for (const given of [
      [],
      [whole, whole],
      [`:${der.subarray(0, 60).toString("base64")}:`],
      ...values.map((each) => [each]),
    ])
      expect(toThumbprint(given)).toBeUndefined();
    expect(toThumbprint([`${pem}${" ".repeat(16 * 1024)}`])).toBeUndefined();
  });
});

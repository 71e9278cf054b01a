import { SaxesParser } from "saxes";
import type { MockServer } from "../../../mocks/http/index.ts";
import { oletuslupa } from "../../../mocks/vtj/index.ts";

/** What a test changes of an ordinary request. */
export interface Pyynto {
  readonly hetu?: string;
  readonly tuote?: string;
  readonly kayttajatunnus?: string;
  readonly salasana?: string;
  readonly loppukayttaja?: string;
  readonly client?: string;
  readonly subsystem?: string;
  readonly serviceCode?: string;
}

/** The example request of the registry sheet (A7), typed by hand, with some values changed. */
export function toPyynto(pyynto: Pyynto = {}): string {
  const { hetu = "140584-902U", tuote = "HUOLTAJA-HUOLLETTAVAT", loppukayttaja = "virkailija-4711" } = pyynto;
  const { kayttajatunnus = oletuslupa.kayttajatunnus, salasana = oletuslupa.salasana } = pyynto;
  const { client = "asiakas-graph", subsystem = "VTJkysely", serviceCode = "HenkilonTunnusKysely" } = pyynto;
  return `<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"
                  xmlns:xro="http://x-road.eu/xsd/xroad.xsd"
                  xmlns:id="http://x-road.eu/xsd/identifiers"
                  xmlns:vtj="http://xml.vrk.fi/ws/vtj/vtjkysely/1">
  <soapenv:Header>
    <xro:client id:objectType="SUBSYSTEM">
      <id:xRoadInstance>FI-TEST</id:xRoadInstance>
      <id:memberClass>GOV</id:memberClass>
      <id:memberCode>9999999-9</id:memberCode>
      <id:subsystemCode>${client}</id:subsystemCode>
    </xro:client>
    <xro:service id:objectType="SERVICE">
      <id:xRoadInstance>FI-TEST</id:xRoadInstance>
      <id:memberClass>GOV</id:memberClass>
      <id:memberCode>0245437-2</id:memberCode>
      <id:subsystemCode>${subsystem}</id:subsystemCode>
      <id:serviceCode>${serviceCode}</id:serviceCode>
      <id:serviceVersion>v1</id:serviceVersion>
    </xro:service>
    <xro:id>5f2c8a1e-6d0b-4a4e-9d53-0c6a3a7f1b20</xro:id>
    <xro:userId>FIvirkailija-4711</xro:userId>
    <xro:issue>palvelutarve-2026-000123</xro:issue>
    <xro:protocolVersion>4.0</xro:protocolVersion>
  </soapenv:Header>
  <soapenv:Body>
    <vtj:HenkilonTunnusKysely>
      <vtj:request>
        <vtj:SoSoNimi>${tuote}</vtj:SoSoNimi>
        <vtj:Kayttajatunnus>${kayttajatunnus}</vtj:Kayttajatunnus>
        <vtj:Salasana>${salasana}</vtj:Salasana>
        <vtj:Loppukayttaja>${loppukayttaja}</vtj:Loppukayttaja>
        <vtj:Henkilotunnus>${hetu}</vtj:Henkilotunnus>
      </vtj:request>
    </vtj:HenkilonTunnusKysely>
  </soapenv:Body>
</soapenv:Envelope>
`;
}

/** Sends a SOAP message to the mock. */
export async function kysy(
  mock: MockServer,
  pyynto: string,
): Promise<{ readonly status: number; readonly body: string }> {
  const headers = { "content-type": "text/xml; charset=utf-8", soapaction: '""' };
  const response = await fetch(mock.url, { method: "POST", headers, body: pyynto });
  return { status: response.status, body: await response.text() };
}

/** Every element of a document with its text, as `path=text`; elements in order, empty ones too. */
export function rivit(xml: string): readonly string[] {
  const parser = new SaxesParser({ xmlns: true });
  const polku: string[] = [];
  const found: { polku: string; teksti: string }[] = [];
  const open: { polku: string; teksti: string }[] = [];
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ local }) => {
    polku.push(local);
    const row = { polku: polku.join("/"), teksti: "" };
    found.push(row);
    open.push(row);
  });
  parser.on("text", (text) => {
    const row = open.at(-1);
    if (row !== undefined) row.teksti += text;
  });
  parser.on("closetag", () => {
    polku.pop();
    open.pop();
  });
  parser.write(xml).close();
  return found.map((row) => `${row.polku}=${row.teksti.trim() === "" ? "" : row.teksti}`);
}

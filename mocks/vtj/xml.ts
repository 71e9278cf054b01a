import { SaxesParser } from "saxes";

/** An element of a message that came, by local name and namespace. */
export interface Elementti {
  readonly nimi: string;
  readonly nimiavaruus: string;
  readonly attribuutit: readonly { readonly nimi: string; readonly nimiavaruus: string; readonly arvo: string }[];
  readonly lapset: readonly Elementti[];
  readonly teksti: string;
}

interface Avoin {
  readonly nimi: string;
  readonly nimiavaruus: string;
  readonly attribuutit: Elementti["attribuutit"];
  readonly lapset: Elementti[];
  teksti: string;
}

/** Parses a message; undefined when it is not well-formed. */
export function parseXml(text: string): Elementti | undefined {
  const parser = new SaxesParser({ xmlns: true });
  const avoimet: Avoin[] = [];
  let juuri: Elementti | undefined;
  let isBroken = false;
  parser.on("error", () => {
    isBroken = true;
  });
  parser.on("opentag", ({ local, uri, attributes }) => {
    const attribuutit = Object.values(attributes)
      .filter(({ prefix, local: name }) => prefix !== "xmlns" && name !== "xmlns")
      .map((attribute) => ({ nimi: attribute.local, nimiavaruus: attribute.uri, arvo: attribute.value }));
    avoimet.push({ nimi: local, nimiavaruus: uri, attribuutit, lapset: [], teksti: "" });
  });
  parser.on("text", (piece) => {
    const nykyinen = avoimet.at(-1);
    if (nykyinen !== undefined) nykyinen.teksti += piece;
  });
  parser.on("closetag", () => {
    const suljettu = avoimet.pop();
    if (suljettu === undefined) return;
    const ylempi = avoimet.at(-1);
    if (ylempi === undefined) juuri = suljettu;
    else ylempi.lapset.push(suljettu);
  });
  parser.write(text).close();
  return isBroken ? undefined : juuri;
}

/** The first child of that name. */
export function lapsi(ylempi: Elementti | undefined, nimi: string): Elementti | undefined {
  return ylempi?.lapset.find((one) => one.nimi === nimi);
}

/** An element as bytes; `sisalto` is XML. No content makes it empty, as VTJ writes what it does not have. */
export function el(nimi: string, sisalto: string, attribuutit = ""): string {
  const alku = attribuutit === "" ? nimi : `${nimi} ${attribuutit}`;
  return sisalto === "" ? `<${alku}/>` : `<${alku}>${sisalto}</${nimi}>`;
}

/** An element with text. */
export function tx(nimi: string, teksti: string | undefined): string {
  return el(nimi, escape(teksti ?? ""));
}

/** Text as XML holds it. */
export function escape(teksti: string): string {
  return teksti.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

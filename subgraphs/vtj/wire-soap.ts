import { failed, ok } from "../../gateway/source/index.ts";
import type { SourceResult, XmlElement } from "../../gateway/source/index.ts";
import { parseHetu } from "../../gateway/subgraph/index.ts";
import { toPaluu } from "./paluukoodi.ts";
import type { Tuotevastaus } from "./wire.ts";
import { parseHenkilo } from "./wire-soap-henkilo.ts";

/** Namespace of the operation's own elements. */
export const kyselyNamespace = "http://xml.vrk.fi/ws/vtj/vtjkysely/1";
const sanomaNamespace = "http://xml.vrk.fi/schema/vtjkysely";

/** What was asked: the answer must be of this product and this person. */
export interface Tuotekysymys {
  readonly tuote: string;
  readonly hetu: string;
}

/**
 * Reads `HenkilonTunnusKyselyResponse`. A return code may stand in the message or in its place (`faultCode`), and is
 * judged the same. A record of another product, or of anyone but the person asked, is invalid; so is a successor code
 * that is no identity code. Never throws.
 */
export function parseTuotevastaus(content: XmlElement, kysymys: Tuotekysymys): SourceResult<Tuotevastaus> {
  const isAnswer = isNamed(content, kyselyNamespace, "HenkilonTunnusKyselyResponse");
  const response = find(content, kyselyNamespace, "response");
  if (!isAnswer || response === undefined) return failed("invalid", "not an answer of HenkilonTunnusKysely");
  const sanoma = find(response, sanomaNamespace, "VTJHenkiloVastaussanoma");
  const koodi = find(response, kyselyNamespace, "faultCode")?.text ?? paluukoodiOf(sanoma);
  if (koodi === undefined) return failed("invalid", "answer without a return code");
  const paluu = toPaluu(koodi);
  if (paluu.laji === "VIRHE") return { ok: false, failure: paluu.failure };
  if (sanoma === undefined) {
    return paluu.laji === "VAIHTUNUT" ? vanhentunut : failed("invalid", "return code of success without a message");
  }
  if (!isAnswerTo(content, sanoma, kysymys)) return failed("invalid", "answer to another query");
  const henkilo = find(sanoma, sanomaNamespace, "Henkilo");
  if (paluu.laji === "VAIHTUNUT") return parseVaihtunut(henkilo, kysymys.hetu);
  if (henkilo === undefined) return isNotFound(sanoma) ? eiLoydy : failed("invalid", "message without a person");
  return parseRecord(henkilo, kysymys.hetu);
}

const eiLoydy = failed("not-found", "nothing in VTJ with the identity code");
const vanhentunut = failed("not-found", "identity code is passive, and its successor is not told");

function parseRecord(henkilo: XmlElement, hetu: string): SourceResult<Tuotevastaus> {
  if (hetuOf(henkilo) !== hetu) return failed("invalid", "record of another person");
  const parsed = parseHenkilo(henkilo, hetu);
  return parsed.ok ? ok({ laji: "HENKILO", henkilo: parsed.value }) : parsed;
}

function parseVaihtunut(henkilo: XmlElement | undefined, asked: string): SourceResult<Tuotevastaus> {
  const hetu = henkilo === undefined ? "" : hetuOf(henkilo);
  if (hetu === "" || hetu === asked) return vanhentunut;
  const parsed = parseHetu(hetu);
  if (!parsed.ok || parsed.hetu !== hetu) return failed("invalid", "successor is no identity code");
  return ok({ laji: "VAIHTUNUT", hetu });
}

function paluukoodiOf(sanoma: XmlElement | undefined): string | undefined {
  return sanoma === undefined ? undefined : find(sanoma, sanomaNamespace, "Paluukoodi")?.attributes["koodi"];
}

/** The product, the echo of the query and the search key must be ours; the last two when they are there. */
function isAnswerTo(content: XmlElement, sanoma: XmlElement, { tuote, hetu }: Tuotekysymys): boolean {
  const echo = find(content, kyselyNamespace, "request");
  const echoed = echo === undefined ? undefined : find(echo, kyselyNamespace, "Henkilotunnus")?.text;
  const hakuperuste = hakuperusteOf(sanoma)?.text;
  return (
    sanoma.attributes["sanomatunnus"]?.toUpperCase() === tuote.toUpperCase() &&
    (echoed === undefined || echoed === hetu) &&
    (hakuperuste === undefined || hakuperuste === hetu)
  );
}

function isNotFound(sanoma: XmlElement): boolean {
  return hakuperusteOf(sanoma)?.attributes["hakuperustePaluukoodi"] === "0";
}

function hakuperusteOf(sanoma: XmlElement): XmlElement | undefined {
  const hakuperusteet = find(sanoma, sanomaNamespace, "Hakuperusteet");
  return hakuperusteet === undefined ? undefined : find(hakuperusteet, sanomaNamespace, "Henkilotunnus");
}

function hetuOf(henkilo: XmlElement): string {
  return find(henkilo, sanomaNamespace, "Henkilotunnus")?.text ?? "";
}

function find(parent: XmlElement, namespace: string, name: string): XmlElement | undefined {
  return parent.children.find((child) => isNamed(child, namespace, name));
}

function isNamed(element: XmlElement, namespace: string, name: string): boolean {
  return element.name === name && element.namespace === namespace;
}

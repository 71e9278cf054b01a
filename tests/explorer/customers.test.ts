import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findCustomers } from "../../explorer/customers.ts";

describe("customers of an answer", () => {
  it("are those whose id it tells: the root, relatives and hits of a search, each once", () => {
    const nimi = { etunimet: "Aino Maria", sukunimi: "Koivula-Testi" };
    const mina = { id: "a", nimi, perhesuhteet: { lapset: [{ henkilo: { id: "b" } }, { henkilo: { id: "a" } }] } };
    const asiakkaat = { edges: [{ node: { id: "c" } }] };
    expect(findCustomers({ mina, asiakkaat })).toEqual([
      { id: "a", label: "mina Aino Maria Koivula-Testi" },
      { id: "b", label: "mina.perhesuhteet.lapset.0.henkilo" },
      { id: "c", label: "asiakkaat.edges.0.node" },
    ]);
  });

  it("are not messages, producers or vouchers that have ids of their own", () => {
    const viestinta = { viestit: { edges: [{ node: { id: "viesti" } }] } };
    expect(findCustomers({ mina: { viestinta }, palvelut: { edges: [{ node: { id: "palvelu" } }] } })).toEqual([]);
  });

  it("are none in whatever else came", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(findCustomers(value).every(({ id }) => id !== "")).toBe(true);
      }),
    );
  });
});

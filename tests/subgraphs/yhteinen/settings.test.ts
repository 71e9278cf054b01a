import { expect, it } from "vitest";
import { parseSettings } from "../../../subgraphs/yhteinen/settings.ts";

const solmut = [{ alue: "08", url: "postgres://yhteinen_08:salasana@127.0.0.1:5432/alueet" }];

it("takes the regions' databases; episodes end at 90 days without service unless told otherwise", () => {
  expect(parseSettings({ solmut })).toMatchObject({ solmut, jaksonValiPaivia: 90 });
  expect(parseSettings({ solmut, jaksonValiPaivia: 0 })).toMatchObject({ jaksonValiPaivia: 0 });
});

it.each([
  [{}, "yhteinen: settings.solmut: "],
  [{ solmut: [] }, "yhteinen: settings.solmut: solmut must name at least one region's database"],
  [{ solmut: [...solmut, ...solmut] }, "yhteinen: settings.solmut: solmut must name each alue once"],
  [{ solmut, jaksonValiPaivia: -1 }, "yhteinen: settings.jaksonValiPaivia: jaksonValiPaivia must be 0-3650 days"],
  [
    { solmut, jaksonValiPaivia: "90" },
    "yhteinen: settings.jaksonValiPaivia: jaksonValiPaivia must be a whole number of days",
  ],
  [{ solmut, muu: 1 }, "yhteinen: settings: "],
])("refuses %j by the name of the key", (value, message) => {
  expect(() => parseSettings(value)).toThrow(message);
  expect(() => parseSettings(value)).not.toThrow("salasana");
});

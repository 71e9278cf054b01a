import type { Paiva } from "./paiva.ts";

/** A region: one class of Statistics Finland's classification `hyvinvointialue`. */
export interface Alue {
  /** Two digits. */
  readonly koodi: string;
  readonly nimi: { readonly fi: string; readonly sv: string };
  /** Municipality codes, three digits, in 2026. */
  readonly kunnat: readonly string[];
}

/**
 * Regions and their municipalities by Statistics Finland's classification of 2026; the same in 2023-2025
 * but for `entisetKunnat`. 90 Helsinki and 91 Åland are classes of it, though not wellbeing services
 * counties; Åland has its own law and no region node.
 */
export const alueet: readonly Alue[] = [
  {
    koodi: "01",
    nimi: { fi: "Itä-Uudenmaan hyvinvointialue", sv: "Östra Nylands välfärdsområde" },
    kunnat: "018 407 434 504 616 638 753".split(" "),
  },
  {
    koodi: "02",
    nimi: { fi: "Keski-Uudenmaan hyvinvointialue", sv: "Mellersta Nylands välfärdsområde" },
    kunnat: "106 186 505 543 611 858".split(" "),
  },
  {
    koodi: "03",
    nimi: { fi: "Länsi-Uudenmaan hyvinvointialue", sv: "Västra Nylands välfärdsområde" },
    kunnat: "049 078 149 224 235 257 444 710 755 927".split(" "),
  },
  {
    koodi: "04",
    nimi: { fi: "Vantaan ja Keravan hyvinvointialue", sv: "Vanda och Kervo välfärdsområde" },
    kunnat: "092 245".split(" "),
  },
  {
    koodi: "05",
    nimi: { fi: "Varsinais-Suomen hyvinvointialue", sv: "Egentliga Finlands välfärdsområde" },
    kunnat:
      "019 202 284 304 322 400 423 430 445 480 481 503 529 538 561 577 631 636 680 704 734 738 761 833 853 895 918".split(
        " ",
      ),
  },
  {
    koodi: "06",
    nimi: { fi: "Satakunnan hyvinvointialue", sv: "Satakunta välfärdsområde" },
    kunnat: "050 051 079 102 181 214 230 271 484 531 608 609 684 747 783 886".split(" "),
  },
  {
    koodi: "07",
    nimi: { fi: "Kanta-Hämeen hyvinvointialue", sv: "Egentliga Tavastlands välfärdsområde" },
    kunnat: "061 082 086 103 109 165 169 433 694 834 981".split(" "),
  },
  {
    koodi: "08",
    nimi: { fi: "Pirkanmaan hyvinvointialue", sv: "Birkalands välfärdsområde" },
    kunnat: "020 108 143 177 211 250 291 418 508 536 562 581 604 619 635 702 790 837 887 908 922 936 980".split(" "),
  },
  {
    koodi: "09",
    nimi: { fi: "Päijät-Hämeen hyvinvointialue", sv: "Päijänne-Tavastlands välfärdsområde" },
    kunnat: "016 081 098 111 142 316 398 560 576 781".split(" "),
  },
  {
    koodi: "10",
    nimi: { fi: "Kymenlaakson hyvinvointialue", sv: "Kymmenedalens välfärdsområde" },
    kunnat: "075 285 286 489 624 935".split(" "),
  },
  {
    koodi: "11",
    nimi: { fi: "Etelä-Karjalan hyvinvointialue", sv: "Södra Karelens välfärdsområde" },
    kunnat: "153 405 416 441 580 689 700 739 831".split(" "),
  },
  {
    koodi: "12",
    nimi: { fi: "Etelä-Savon hyvinvointialue", sv: "Södra Savolax välfärdsområde" },
    kunnat: "046 097 178 213 491 507 593 623 681 740 768".split(" "),
  },
  {
    koodi: "13",
    nimi: { fi: "Pohjois-Savon hyvinvointialue", sv: "Norra Savolax välfärdsområde" },
    kunnat: "140 171 204 239 263 297 402 420 595 686 687 749 762 778 844 857 915 921 925".split(" "),
  },
  {
    koodi: "14",
    nimi: { fi: "Pohjois-Karjalan hyvinvointialue", sv: "Norra Karelens välfärdsområde" },
    kunnat: "090 146 167 176 260 276 309 422 426 541 607 707 848".split(" "),
  },
  {
    koodi: "15",
    nimi: { fi: "Keski-Suomen hyvinvointialue", sv: "Mellersta Finlands välfärdsområde" },
    kunnat: "077 172 179 182 216 226 249 256 265 275 312 410 435 495 500 592 601 729 850 892 931 992".split(" "),
  },
  {
    koodi: "16",
    nimi: { fi: "Etelä-Pohjanmaan hyvinvointialue", sv: "Södra Österbottens välfärdsområde" },
    kunnat: "005 010 052 145 151 152 218 232 233 300 301 403 408 743 759 846 934 989".split(" "),
  },
  {
    koodi: "17",
    nimi: { fi: "Pohjanmaan hyvinvointialue", sv: "Österbottens välfärdsområde" },
    kunnat: "231 280 287 288 399 440 475 499 545 598 599 893 905 946".split(" "),
  },
  {
    koodi: "18",
    nimi: { fi: "Keski-Pohjanmaan hyvinvointialue", sv: "Mellersta Österbottens välfärdsområde" },
    kunnat: "074 217 236 272 421 584 849 924".split(" "),
  },
  {
    koodi: "19",
    nimi: { fi: "Pohjois-Pohjanmaan hyvinvointialue", sv: "Norra Österbottens välfärdsområde" },
    kunnat:
      "009 069 071 072 139 208 244 305 317 425 436 483 494 535 563 564 615 625 626 630 678 691 746 748 785 791 832 859 889 977".split(
        " ",
      ),
  },
  {
    koodi: "20",
    nimi: { fi: "Kainuun hyvinvointialue", sv: "Kajanalands välfärdsområde" },
    kunnat: "105 205 290 578 620 697 765 777".split(" "),
  },
  {
    koodi: "21",
    nimi: { fi: "Lapin hyvinvointialue", sv: "Lapplands välfärdsområde" },
    kunnat: "047 148 240 241 261 273 320 498 583 614 683 698 732 742 751 758 845 851 854 890 976".split(" "),
  },
  {
    koodi: "90",
    nimi: { fi: "Helsingin kaupunki", sv: "Helsingfors stad" },
    kunnat: "091".split(" "),
  },
  {
    koodi: "91",
    nimi: { fi: "Ahvenanmaa", sv: "Åland" },
    kunnat: "035 043 060 062 065 076 170 295 318 417 438 478 736 766 771 941".split(" "),
  },
];

/** Municipalities that are no more, with the last day of their code. 588 Pertunmaa became part of 507 Mäntyharju. */
const entisetKunnat: readonly { readonly kunta: string; readonly alue: string; readonly paattyi: Paiva }[] = [
  { kunta: "588", alue: "12", paattyi: "2024-12-31" },
];

const alueByKunta: ReadonlyMap<string, string> = new Map(
  alueet.flatMap((alue) => alue.kunnat.map((kunta) => [kunta, alue.koodi] as const)),
);
const alueByKoodi: ReadonlyMap<string, Alue> = new Map(alueet.map((alue) => [alue.koodi, alue]));

/**
 * Region of a municipality (three digits): of the classification of 2026, or, when a day is given, of
 * that day. Undefined for `200` (abroad), `198`, `199` (unknown) and what is not a municipality.
 */
export function alueOf(kunta: string, paiva?: Paiva): string | undefined {
  const found = alueByKunta.get(kunta);
  if (found !== undefined) return found;
  return entisetKunnat.find((entinen) => entinen.kunta === kunta && paiva !== undefined && paiva <= entinen.paattyi)
    ?.alue;
}

/** Region by its code; undefined for an unknown one. */
export function findAlue(koodi: string): Alue | undefined {
  return alueByKoodi.get(koodi);
}

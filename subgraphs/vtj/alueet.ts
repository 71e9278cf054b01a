import type { Nimet } from "../../gateway/subgraph/index.ts";

interface Luokka {
  readonly koodi: string;
  readonly fi: string;
  readonly sv: string;
  /** Municipality codes, three digits. */
  readonly kunnat: string;
}

/**
 * Statistics Finland's classification `hyvinvointialue`, as it is from 1 January 2026; the same in 2023-2025 but for
 * 588 Pertunmaa, which ended with 2024 and may stand in older records. 90 Helsinki and 91 Åland are classes of it,
 * though not wellbeing services counties.
 */
const luokat: readonly Luokka[] = [
  {
    koodi: "01",
    fi: "Itä-Uudenmaan hyvinvointialue",
    sv: "Östra Nylands välfärdsområde",
    kunnat: "018 407 434 504 616 638 753",
  },
  {
    koodi: "02",
    fi: "Keski-Uudenmaan hyvinvointialue",
    sv: "Mellersta Nylands välfärdsområde",
    kunnat: "106 186 505 543 611 858",
  },
  {
    koodi: "03",
    fi: "Länsi-Uudenmaan hyvinvointialue",
    sv: "Västra Nylands välfärdsområde",
    kunnat: "049 078 149 224 235 257 444 710 755 927",
  },
  { koodi: "04", fi: "Vantaan ja Keravan hyvinvointialue", sv: "Vanda och Kervo välfärdsområde", kunnat: "092 245" },
  {
    koodi: "05",
    fi: "Varsinais-Suomen hyvinvointialue",
    sv: "Egentliga Finlands välfärdsområde",
    kunnat:
      "019 202 284 304 322 400 423 430 445 480 481 503 529 538 561 577 631 636 680 704 734 738 761 833 853 895 918",
  },
  {
    koodi: "06",
    fi: "Satakunnan hyvinvointialue",
    sv: "Satakunta välfärdsområde",
    kunnat: "050 051 079 102 181 214 230 271 484 531 608 609 684 747 783 886",
  },
  {
    koodi: "07",
    fi: "Kanta-Hämeen hyvinvointialue",
    sv: "Egentliga Tavastlands välfärdsområde",
    kunnat: "061 082 086 103 109 165 169 433 694 834 981",
  },
  {
    koodi: "08",
    fi: "Pirkanmaan hyvinvointialue",
    sv: "Birkalands välfärdsområde",
    kunnat: "020 108 143 177 211 250 291 418 508 536 562 581 604 619 635 702 790 837 887 908 922 936 980",
  },
  {
    koodi: "09",
    fi: "Päijät-Hämeen hyvinvointialue",
    sv: "Päijänne-Tavastlands välfärdsområde",
    kunnat: "016 081 098 111 142 316 398 560 576 781",
  },
  {
    koodi: "10",
    fi: "Kymenlaakson hyvinvointialue",
    sv: "Kymmenedalens välfärdsområde",
    kunnat: "075 285 286 489 624 935",
  },
  {
    koodi: "11",
    fi: "Etelä-Karjalan hyvinvointialue",
    sv: "Södra Karelens välfärdsområde",
    kunnat: "153 405 416 441 580 689 700 739 831",
  },
  {
    koodi: "12",
    fi: "Etelä-Savon hyvinvointialue",
    sv: "Södra Savolax välfärdsområde",
    kunnat: "046 097 178 213 491 507 593 623 681 740 768",
  },
  {
    koodi: "13",
    fi: "Pohjois-Savon hyvinvointialue",
    sv: "Norra Savolax välfärdsområde",
    kunnat: "140 171 204 239 263 297 402 420 595 686 687 749 762 778 844 857 915 921 925",
  },
  {
    koodi: "14",
    fi: "Pohjois-Karjalan hyvinvointialue",
    sv: "Norra Karelens välfärdsområde",
    kunnat: "090 146 167 176 260 276 309 422 426 541 607 707 848",
  },
  {
    koodi: "15",
    fi: "Keski-Suomen hyvinvointialue",
    sv: "Mellersta Finlands välfärdsområde",
    kunnat: "077 172 179 182 216 226 249 256 265 275 312 410 435 495 500 592 601 729 850 892 931 992",
  },
  {
    koodi: "16",
    fi: "Etelä-Pohjanmaan hyvinvointialue",
    sv: "Södra Österbottens välfärdsområde",
    kunnat: "005 010 052 145 151 152 218 232 233 300 301 403 408 743 759 846 934 989",
  },
  {
    koodi: "17",
    fi: "Pohjanmaan hyvinvointialue",
    sv: "Österbottens välfärdsområde",
    kunnat: "231 280 287 288 399 440 475 499 545 598 599 893 905 946",
  },
  {
    koodi: "18",
    fi: "Keski-Pohjanmaan hyvinvointialue",
    sv: "Mellersta Österbottens välfärdsområde",
    kunnat: "074 217 236 272 421 584 849 924",
  },
  {
    koodi: "19",
    fi: "Pohjois-Pohjanmaan hyvinvointialue",
    sv: "Norra Österbottens välfärdsområde",
    kunnat:
      "009 069 071 072 139 208 244 305 317 425 436 483 494 535 563 564 615 625 626 630 678 691 746 748 785 791 832 859 889 977",
  },
  {
    koodi: "20",
    fi: "Kainuun hyvinvointialue",
    sv: "Kajanalands välfärdsområde",
    kunnat: "105 205 290 578 620 697 765 777",
  },
  {
    koodi: "21",
    fi: "Lapin hyvinvointialue",
    sv: "Lapplands välfärdsområde",
    kunnat: "047 148 240 241 261 273 320 498 583 614 683 698 732 742 751 758 845 851 854 890 976",
  },
  { koodi: "90", fi: "Helsingin kaupunki", sv: "Helsingfors stad", kunnat: "091" },
  {
    koodi: "91",
    fi: "Ahvenanmaa",
    sv: "Åland",
    kunnat: "035 043 060 062 065 076 170 295 318 417 438 478 736 766 771 941",
  },
];

const entiset: readonly (readonly [kunta: string, alue: string])[] = [["588", "12"]];

/** A region: code and names. */
export interface Alueluokka {
  readonly koodi: string;
  readonly nimet: Nimet;
}

const alueet: ReadonlyMap<string, Alueluokka> = new Map(
  luokat.map(({ koodi, fi, sv }) => [koodi, { koodi, nimet: { fi, sv } }]),
);

const alueittain: ReadonlyMap<string, string> = new Map([
  ...luokat.flatMap(({ koodi, kunnat }) => kunnat.split(" ").map((kunta): [string, string] => [kunta, koodi])),
  ...entiset,
]);

/**
 * The region of a municipality; undefined for a code that is no municipality of Finland (198 no home
 * municipality, 199 unknown, 200 abroad).
 */
export function findAlue(kunta: string): Alueluokka | undefined {
  return alueet.get(alueittain.get(kunta) ?? "");
}

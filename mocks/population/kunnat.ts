/** A municipality where the population lives. */
export interface Kunta {
  /** Three digits. */
  readonly koodi: string;
  readonly nimi: { readonly fi: string; readonly sv: string };
  /** Some of its real postal codes. */
  readonly postinumerot: readonly string[];
  /** Share of the population: inhabitants in thousands, about. */
  readonly paino: number;
  /** Swedish speakers, per cent, about. */
  readonly ruotsinkielisia: number;
}

/** Code, Finnish and Swedish name, postal codes, inhabitants in thousands, per cent of Swedish speakers. */
const rows: readonly (readonly [string, string, string, string, number, number])[] = [
  ["091", "Helsinki", "Helsingfors", "00100 00200 00320 00410 00530 00700 00940", 664, 6],
  ["049", "Espoo", "Esbo", "02100 02230 02320 02600 02760", 314, 7],
  ["092", "Vantaa", "Vanda", "01300 01400 01450 01600 01710", 247, 2],
  ["837", "Tampere", "Tammerfors", "33100 33200 33500 33720 33850", 255, 1],
  ["564", "Oulu", "Uleåborg", "90100 90230 90500 90650", 214, 1],
  ["853", "Turku", "Åbo", "20100 20320 20540 20720", 202, 5],
  ["179", "Jyväskylä", "Jyväskylä", "40100 40320 40500 40740", 147, 0],
  ["297", "Kuopio", "Kuopio", "70100 70420 70600 70820", 124, 0],
  ["398", "Lahti", "Lahtis", "15110 15240 15610 15950", 121, 0],
  ["609", "Pori", "Björneborg", "28100 28330 28600", 83, 0],
  ["167", "Joensuu", "Joensuu", "80100 80230 80710", 78, 0],
  ["405", "Lappeenranta", "Villmanstrand", "53100 53500 53850", 73, 0],
  ["109", "Hämeenlinna", "Tavastehus", "13100 13210 13600", 68, 0],
  ["905", "Vaasa", "Vasa", "65100 65230 65370", 68, 23],
  ["743", "Seinäjoki", "Seinäjoki", "60100 60220 60510", 66, 0],
  ["698", "Rovaniemi", "Rovaniemi", "96100 96300 96500", 65, 0],
  ["491", "Mikkeli", "Sankt Michel", "50100 50170 50500", 52, 0],
  ["638", "Porvoo", "Borgå", "06100 06200 06400", 51, 28],
  ["285", "Kotka", "Kotka", "48100 48310 48600", 51, 1],
  ["734", "Salo", "Salo", "24100 24240 24800", 51, 1],
  ["286", "Kouvola", "Kouvola", "45100 45200 45700", 79, 0],
  ["444", "Lohja", "Lojo", "08100 08200 08350", 46, 3],
  ["106", "Hyvinkää", "Hyvinge", "05800 05830 05900", 47, 1],
  ["186", "Järvenpää", "Träskända", "04400 04430 04480", 46, 1],
  ["543", "Nurmijärvi", "Nurmijärvi", "01900 01800", 45, 1],
  ["684", "Rauma", "Raumo", "26100 26200 26660", 39, 0],
  ["257", "Kirkkonummi", "Kyrkslätt", "02400 02430", 41, 15],
  ["858", "Tuusula", "Tusby", "04300 04320", 42, 2],
  ["205", "Kajaani", "Kajana", "87100 87250 87700", 36, 0],
  ["245", "Kerava", "Kervo", "04200 04220 04250", 38, 1],
  ["272", "Kokkola", "Karleby", "67100 67200 67700", 48, 12],
  ["980", "Ylöjärvi", "Ylöjärvi", "33470 33480", 34, 0],
  ["211", "Kangasala", "Kangasala", "36200 36220", 34, 0],
  ["536", "Nokia", "Nokia", "37100 37120 37150", 36, 0],
  ["202", "Kaarina", "S:t Karins", "20780 20760", 36, 5],
  ["927", "Vihti", "Vichtis", "03100 03400", 29, 2],
  ["694", "Riihimäki", "Riihimäki", "11100 11130", 28, 0],
  ["680", "Raisio", "Reso", "21200 21280", 25, 4],
  ["153", "Imatra", "Imatra", "55100 55120 55610", 25, 0],
  ["710", "Raasepori", "Raseborg", "10600 10300 10210", 27, 64],
  ["740", "Savonlinna", "Nyslott", "57100 57200 57600", 31, 0],
  ["418", "Lempäälä", "Lempäälä", "37500 37550", 25, 0],
  ["678", "Raahe", "Brahestad", "92100 92120", 24, 0],
  ["098", "Hollola", "Hollola", "15870 15880", 23, 0],
  ["753", "Sipoo", "Sibbo", "04130 01150", 23, 28],
  ["749", "Siilinjärvi", "Siilinjärvi", "71800 71820", 21, 0],
  ["851", "Tornio", "Torneå", "95400 95420", 21, 0],
  ["140", "Iisalmi", "Idensalmi", "74100 74120 74300", 20, 0],
  ["244", "Kempele", "Kempele", "90440 90450", 19, 0],
  ["301", "Kurikka", "Kurikka", "61300 61500", 20, 0],
  ["908", "Valkeakoski", "Valkeakoski", "37600 37630", 21, 0],
  ["499", "Mustasaari", "Korsholm", "65610 65630", 20, 68],
  ["505", "Mäntsälä", "Mäntsälä", "04600 04660", 21, 1],
  ["915", "Varkaus", "Varkaus", "78200 78300", 20, 0],
  ["240", "Kemi", "Kemi", "94100 94600", 20, 0],
  ["529", "Naantali", "Nådendal", "21100 21110", 20, 1],
  ["075", "Hamina", "Fredrikshamn", "49400 49460", 19, 0],
  ["182", "Jämsä", "Jämsä", "42100 42300", 19, 0],
  ["410", "Laukaa", "Laukas", "41340 41330", 19, 0],
  ["598", "Pietarsaari", "Jakobstad", "68600 68620", 19, 55],
  ["111", "Heinola", "Heinola", "18100 18200", 18, 0],
  ["992", "Äänekoski", "Äänekoski", "44100 44120", 18, 0],
  ["593", "Pieksämäki", "Pieksämäki", "76100 76120", 17, 0],
  ["061", "Forssa", "Forssa", "30100 30300", 17, 0],
  ["977", "Ylivieska", "Ylivieska", "84100 84200", 15, 0],
  ["233", "Kauhava", "Kauhava", "62200 62300", 15, 0],
  ["430", "Loimaa", "Loimaa", "32200 32210", 15, 0],
  ["276", "Kontiolahti", "Kontiolax", "81100 80850", 15, 0],
  ["560", "Orimattila", "Orimattila", "16300 16450", 16, 0],
  ["895", "Uusikaupunki", "Nystad", "23500 23600", 15, 0],
  ["445", "Parainen", "Pargas", "21600 21610", 15, 54],
  ["434", "Loviisa", "Lovisa", "07900 07920", 14, 39],
  ["765", "Sotkamo", "Sotkamo", "88600 88610", 10, 0],
  ["217", "Kannus", "Kannus", "69100 69150", 5, 0],
  ["148", "Inari", "Enare", "99800 99870", 7, 0],
  ["478", "Maarianhamina", "Mariehamn", "22100", 12, 80],
];

/**
 * The largest municipalities and at least one of every region, 22 regions and Åland. Names and codes are
 * real; inhabitants are rounded, for the shares only.
 */
export const kunnat: readonly Kunta[] = rows.map(([koodi, fi, sv, postinumerot, paino, ruotsinkielisia]) => ({
  koodi,
  nimi: { fi, sv },
  postinumerot: postinumerot.split(" "),
  paino,
  ruotsinkielisia,
}));

const kuntaByKoodi: ReadonlyMap<string, Kunta> = new Map(kunnat.map((kunta) => [kunta.koodi, kunta]));

/** A municipality of the population by its code; undefined for one where nobody lives here. */
export function findKunta(koodi: string): Kunta | undefined {
  return kuntaByKoodi.get(koodi);
}

/** The municipality at `kohta` (0 … `kuntapaino`-1) when all stand in a row, each as wide as its weight. */
export function kuntaKohdassa(kohta: number): Kunta | undefined {
  let left = kohta;
  return kunnat.find((kunta) => {
    left -= kunta.paino;
    return left < 0;
  });
}

/** Sum of the weights of all municipalities. */
export const kuntapaino = kunnat.reduce((sum, kunta) => sum + kunta.paino, 0);

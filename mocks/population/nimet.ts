/** Mother tongue of a family in the population, ISO 639-1. */
export type Kieli = "fi" | "sv" | "ru" | "et" | "ar" | "en" | "so" | "uk";

/** First names by sex, surnames, and the citizenship that goes with a language. */
interface Nimisto {
  readonly naiset: readonly string[];
  readonly miehet: readonly string[];
  readonly sukunimet: readonly string[];
  /** ISO 3166-1 numeric. */
  readonly kansalaisuudet: readonly string[];
}

const words = (text: string): readonly string[] => text.split(" ");

/** Two parts each, so that the surnames are invented ones of an ordinary shape. */
const combine = (heads: string, tails: string): readonly string[] =>
  words(heads).flatMap((head) => words(tails).map((tail) => head + tail));

/** Names by language. First names are common ones; Finnish and Swedish surnames are put together. */
export const nimistot: Readonly<Record<Kieli, Nimisto>> = {
  fi: {
    naiset: words(
      "Maria Anna Sofia Emilia Johanna Katariina Liisa Helena Kaisa Tuuli Elina Hanna Laura Päivi Sari Tiina Kirsi Satu Minna Ritva Leena Marja Pirkko Anneli Eeva Raija Inkeri Aada Ella Saara Oona Iida Kerttu Hilja Lempi Aili",
    ),
    miehet: words(
      "Juhani Johannes Mikael Antero Tapani Kalevi Matias Olavi Petteri Ilmari Timo Jari Mika Sami Antti Pekka Jukka Heikki Markku Kari Seppo Reijo Veikko Eero Leo Elias Onni Oliver Väinö Toivo Arvo Eetu Niko Joona Aleksi Tuomas",
    ),
    sukunimet: combine(
      "Koivu Mänty Kuusi Haapa Leppä Paju Kataja Pihlaja Hopea Kulta Rauta Kivi Hiekka Suo Vesi Järvi Lampi Joki Salmi Saari Kangas Metsä Korpi Harju Vuori Aho Pelto Niitty Lehto Tuuli Pilvi Lumi Halla Kesä",
      "ranta nen harju kallio mäki lahti vaara saari niemi kangas koski vainio suo puro pää rinne kylä aho",
    ),
    kansalaisuudet: ["246"],
  },
  sv: {
    naiset: words(
      "Maria Elisabeth Anna Sofia Ida Ebba Wilma Ellen Saga Linnea Birgitta Gunilla Monica Camilla Ulla Agnes",
    ),
    miehet: words("Johan Erik Karl Oskar William Anton Axel Edvin Lars Bengt Göran Stefan Mikael Fredrik Nils Viktor"),
    sukunimet: combine(
      "Björk Ek Al Lind Sten Berg Sjö Ö Strand Dal Ny Hög Hol Väster Norr",
      "holm qvist ström man berg lund gren dahl",
    ),
    kansalaisuudet: ["246"],
  },
  ru: {
    naiset: words("Anna Elena Irina Natalia Olga Svetlana Tatjana Darja Polina Ksenia"),
    miehet: words("Aleksandr Dmitri Ivan Sergei Nikolai Andrei Mihail Pavel Igor Maksim"),
    sukunimet: words("Lesnova Retskin Gorskaja Polevoi Ozerin Berezin Kamenev Snezhin Vetrov Lugovoi"),
    kansalaisuudet: ["643", "246"],
  },
  et: {
    naiset: words("Liis Kadri Piret Kersti Triin Maarja Reet Kaja Eha Mari"),
    miehet: words("Jaan Toomas Priit Rein Urmas Tanel Margus Kaarel Indrek Andres"),
    sukunimet: combine("Kase Tamme Mere Kivi Saare Nõmme", "oja ots soo lepp saar"),
    kansalaisuudet: ["233"],
  },
  ar: {
    naiset: words("Fatima Amina Noor Layla Zainab Mariam Huda Rana Salma Yasmin"),
    miehet: words("Ahmed Ali Hassan Omar Yusuf Khalid Mustafa Samir Tariq Karim"),
    sukunimet: words("Al-Nahri Al-Bahri Haddar Sahran Jabali Nuran Barazi Karmeli Shamari Rahimi"),
    kansalaisuudet: ["368", "760"],
  },
  en: {
    naiset: words("Grace Emily Olivia Chloe Joy Ruth Amelia Hannah"),
    miehet: words("James Oliver Samuel Daniel Peter Henry David George"),
    sukunimet: words("Fielding Brookwell Ashmere Holloway Stonebeck Okonfor Penhurst Marlowe"),
    kansalaisuudet: ["826", "566", "356"],
  },
  so: {
    naiset: words("Hodan Ifrah Sahra Nasra Asha Ayaan Fadumo Hibo"),
    miehet: words("Abdi Mahad Liban Faisal Yonis Guled Ismail Zakaria"),
    sukunimet: words("Warsade Farahni Hersiye Jamadi Gabow Shirwani Nuurre Dirieh"),
    kansalaisuudet: ["706", "246"],
  },
  uk: {
    naiset: words("Oksana Iryna Olena Sofija Kateryna Julija Halyna Marta"),
    miehet: words("Andrij Taras Oleh Bohdan Maksym Denys Petro Jurij"),
    sukunimet: words("Lisenko-Hai Stepovyj Richka Poljanska Dubovyk Kalynenko Horiv Vesnjak"),
    kansalaisuudet: ["804"],
  },
};

/** How many of a thousand families speak each language; Finnish takes the rest, Swedish goes by municipality. */
export const vieraskielisia: readonly (readonly [Kieli, number])[] = [
  ["ru", 18],
  ["et", 10],
  ["ar", 8],
  ["en", 8],
  ["so", 6],
  ["uk", 7],
];

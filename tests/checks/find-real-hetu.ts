const form = /(?<![0-9A-Za-z])(\d{2})(\d{2})(\d{2})[-+A-FU-Y](\d{3})([0-9A-Y])(?![0-9A-Za-z])/gi;
const checkCharacters = "0123456789ABCDEFHJKLMNPRSTUVWXY";

/**
 * Lines that hold an identity code which a real person could have: a date, an individual number of
 * 002-899 and the right check character (DVV; 900-999 are never given to anybody). Gives the numbers
 * of the lines, not the codes.
 */
export function findRealHetu(text: string): readonly number[] {
  return text.split("\n").flatMap((line, at) => (Array.from(line.matchAll(form)).some(isReal) ? [at + 1] : []));
}

function isReal([, day = "", month = "", year = "", number = "", check = ""]: RegExpExecArray): boolean {
  const isDate = Number(day) >= 1 && Number(day) <= 31 && Number(month) >= 1 && Number(month) <= 12;
  const isGiven = Number(number) >= 2 && Number(number) <= 899;
  return isDate && isGiven && checkCharacters[Number(day + month + year + number) % 31] === check.toUpperCase();
}

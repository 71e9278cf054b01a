import type { ErrorLanguage } from "../errors.ts";

/** The language of messages by the Accept-Language header (RFC 9110 12.5.4); Finnish by default. */
export function chooseLanguage(header: string | undefined): ErrorLanguage {
  if (header === undefined) return "fi";
  const wanted = header
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
      const quality = parameters.find((parameter) => parameter.trim().startsWith("q="));
      return { tag: tag.split("-")[0], weight: quality === undefined ? 1 : Number(quality.trim().slice(2)) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((left, right) => right.weight - left.weight);
  for (const { tag } of wanted) {
    if (tag === "fi" || tag === "sv" || tag === "en") return tag;
  }
  return "fi";
}

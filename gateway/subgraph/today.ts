const format = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Helsinki", dateStyle: "short" });

/** The date in Finland at a moment, `YYYY-MM-DD`. */
export function todayInFinland(now: Date): string {
  return format.format(now);
}

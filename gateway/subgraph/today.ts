const format = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Helsinki", dateStyle: "short" });

/** The date in Finland at a moment, `YYYY-MM-DD`. */
export function todayInFinland(now: Date): string {
  return format.format(now);
}

/** The same, for whoever asks often: what it was in this minute is not worked out again. */
export function createToday(): (now: Date) => string {
  let minute = Number.NaN;
  let tanaan = "";
  return (now) => {
    // Finland's offset from UTC is whole minutes: a day ends with one.
    const own = Math.floor(now.getTime() / 60_000);
    if (own !== minute) {
      tanaan = todayInFinland(now);
      minute = own;
    }
    return tanaan;
  };
}

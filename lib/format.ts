import type { Locale } from "./access/viewer";
import { intlTag } from "./locale/choice";

const made = new Map<string, ReturnType<typeof formatters>>();

/** The formatters of one reader, made once: making them costs more than using them. Few languages, few time zones. */
export function formatsOf(locale: Locale, timeZone: string): ReturnType<typeof formatters> {
  const key = `${locale} ${timeZone}`;
  const known = made.get(key) ?? formatters(locale, timeZone);
  made.set(key, known);
  return known;
}

function formatters(locale: Locale, timeZone: string) {
  const tag = intlTag(locale);
  const number = new Intl.NumberFormat(tag);
  const dayIn = (timeZone: string) =>
    new Intl.DateTimeFormat(
      tag,
      locale === "en"
        ? { day: "numeric", month: "short", year: "numeric", timeZone }
        : { dateStyle: "short", timeZone },
    );
  const day = dayIn(timeZone);
  const calendarDay = dayIn("UTC");
  const moment = new Intl.DateTimeFormat(tag, {
    ...(locale === "en"
      ? { day: "numeric", month: "short", year: "numeric" }
      : { day: "numeric", month: "numeric", year: "numeric" }),
    hour: "numeric",
    minute: "2-digit",
    timeZone,
  } as const);
  const hours = new Intl.DateTimeFormat(tag, { hour: "numeric", minute: "2-digit", timeZone });
  const lately = (parts: Intl.DateTimeFormatOptions) => {
    let made: Intl.DateTimeFormat | undefined;
    return (value: Date) => {
      made ??= new Intl.DateTimeFormat(tag, { ...parts, timeZone });
      return made.format(value);
    };
  };
  const near = { weekday: "short", day: "numeric", month: locale === "en" ? "short" : "numeric" } as const;
  const decimal = new Intl.NumberFormat(tag, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const exact = new Intl.NumberFormat(tag, { minimumFractionDigits: 2, maximumFractionDigits: 6 });
  const point = decimal.formatToParts(0).find(({ type }) => type === "decimal")?.value ?? ".";
  const percent = new Intl.NumberFormat(tag, { style: "percent" });
  const oneDecimal = { style: "unit", unit: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;
  const share = new Intl.NumberFormat(tag, oneDecimal);
  const change = new Intl.NumberFormat(tag, { ...oneDecimal, signDisplay: "exceptZero" });
  const ofCalendar = (parts: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(tag, { ...parts, timeZone: "UTC" });
    return (value: string) => format.format(new Date(value));
  };
  const countries = new Intl.DisplayNames(tag, { type: "region" });
  const countryNames = new Map<string, string>();
  const currencies = (style: Intl.NumberFormatOptions) => {
    const formats = new Map<string, Intl.NumberFormat>();
    return (currency: string) => {
      const format = formats.get(currency) ?? new Intl.NumberFormat(tag, { style: "currency", currency, ...style });
      formats.set(currency, format);
      return format;
    };
  };
  const money = currencies({});
  const wholeMoney = currencies({ maximumFractionDigits: 0 });
  const narrowMoney = currencies({ currencyDisplay: "narrowSymbol" });
  const moneyChange = currencies({ maximumFractionDigits: 0, signDisplay: "exceptZero" });
  return {
    number: (value: number) => number.format(value),
    /** A decimal of the database ("1234.50") with its thousands grouped: "1 234,50". */
    decimal: (value: string) => decimal.format(value as `${number}`),
    /** A decimal of the database as a count, without empty decimals: "1 234,5". */
    quantity: (value: string) => number.format(value as `${number}`),
    /** A decimal with as many decimals as it has, two at least: exchange rates. */
    exact: (value: string) => exact.format(value as `${number}`),
    percent: (value: number) => percent.format(value / 100),
    money: (value: string, currency: string) => money(currency).format(value as `${number}`),
    /** To whole units: "195 000 €". */
    wholeMoney: (value: string, currency: string) => wholeMoney(currency).format(value as `${number}`),
    /** What a currency is called in few letters: "€", "kr". */
    currencySign: (currency: string) =>
      narrowMoney(currency)
        .formatToParts(0)
        .find(({ type }) => type === "currency")?.value ?? currency,
    /** Per cent with one decimal, from a decimal of the database: "33,2 %". */
    share: (value: string) => share.format(value as `${number}`),
    /** The same with its sign: "+12,1 %". */
    change: (value: string) => change.format(value as `${number}`),
    /** What came or went, without cents: "+1 200 €". */
    moneyChange: (value: string, currency: string) => moneyChange(currency).format(value as `${number}`),
    /** A decimal of the database as a form shows it: the reader's decimal mark, no groups, no empty decimals. */
    typed: (value: string | null) => (value ?? "").replace(/\.0+$/, "").replace(".", point),
    /** A count that is exact up to `most`, then "10 000+". */
    count: (value: number, most = 10_000) => (value > most ? `${number.format(most)}+` : number.format(value)),
    /** A size in bytes: "12 kB", "1.2 MB". */
    size: (bytes: number) => {
      const [unit, one] = bytes < 1024 * 1024 ? (["kilobyte", 1024] as const) : (["megabyte", 1024 * 1024] as const);
      const style = { style: "unit", unit, maximumFractionDigits: unit === "kilobyte" ? 0 : 1 } as const;
      return new Intl.NumberFormat(tag, style).format(Math.max(bytes / one, 1));
    },
    date: (value: Date) => day.format(value),
    /** A date of the database ("2026-11-22"), which is a day and no moment. */
    day: (value: string) => calendarDay.format(new Date(value)),
    time: (value: Date) => hours.format(value),
    dateTime: (value: Date) => moment.format(value),
    /** A day of this year as people name it: "pe 27.11." */
    soon: lately(near),
    soonTime: lately({ ...near, hour: "numeric", minute: "2-digit" }),
    wholeDay: lately({ weekday: "long", day: "numeric", month: "long" }),
    month: lately({ month: "long", year: "numeric" }),
    /** A month by a day of it ("2026-11-01"): "marraskuu", "marras", "marraskuu 2026". */
    monthName: ofCalendar({ month: "long" }),
    shortMonth: ofCalendar({ month: "short" }),
    monthAndYear: ofCalendar({ month: "long", year: "numeric" }),
    country: (code: string) => {
      const name = countryNames.get(code) ?? countries.of(code) ?? code;
      countryNames.set(code, name);
      return name;
    },
  };
}

/** Two letters for a person, from the first and the last word of the name. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => word?.match(/\p{L}/u)?.[0] ?? "");
  return letters.join("").toLocaleUpperCase();
}

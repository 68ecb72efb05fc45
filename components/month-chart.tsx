import type { ReactNode } from "react";
import { type Html, html } from "@/components/rows";
import { Written } from "@/components/written";

export type ChartMonth = {
  label: string;
  /** Null where there is nothing to draw. */
  billing: number | null;
  costs: number | null;
  lastBilling: number | null;
  isForecast: boolean;
};

type Props = {
  /** What is drawn, for those who listen; the numbers themselves stand in the table below. */
  label: string;
  words: Record<"billing" | "forecast" | "costs" | "lastBilling" | "today", string>;
  /** The unit, at the top right, for a unit of so many. */
  unit: (thousands: number) => string;
  /** A number at the axis. */
  tick: (value: number) => string;
  months: readonly ChartMonth[];
  /** Where today is, in months from the start; null = not in this year. */
  today: number | null;
};

type Scale = { ticks: number[]; per: number; low: number; high: number };

/** Drawn twice, so that the letters keep their size: for wide screens and for phones. */
const drawings = {
  desk: { width: 992, height: 232, bar: 18, every: 1 },
  phone: { width: 358, height: 210, bar: 9, every: 2 },
} as const;

const [left, top, bottom] = [46, 12, 22];

/** Two bars a month, of billing and of costs, with a tick for the billing of the year before. */
export function MonthChart({ label, words, unit, tick, months, today }: Props) {
  const scale = scaleOf(months.flatMap(({ billing, costs, lastBilling }) => [billing, costs, lastBilling]));
  return (
    <figure className="chart" aria-label={label}>
      <figcaption className="legend">
        <Key word={words.billing} shape={<rect className="b1" width="12" height="12" rx="2" />} />
        {months.some(({ isForecast }) => isForecast) && (
          <Key
            word={words.forecast}
            shape={<rect className="f1" fill="url(#hatch)" x="0.5" y="0.5" width="11" height="11" rx="2" />}
          />
        )}
        <Key word={words.costs} shape={<rect className="b2" width="12" height="12" rx="2" />} />
        <Key word={words.lastBilling} shape={<path className="prev" d="M0 6h12" />} />
        {today !== null && <Key word={words.today} shape={<path className="now" d="M6 0v12" />} />}
        <span className="faint unit">{unit(scale.per)}</span>
      </figcaption>
      <svg className="pattern" aria-hidden="true">
        <defs>
          <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect className="b1" width="2" height="5" />
          </pattern>
        </defs>
      </svg>
      <Drawing kind="desk" {...{ scale, tick, months, today }} />
      <Drawing kind="phone" {...{ scale, tick, months, today }} />
    </figure>
  );
}

function Key({ word, shape }: { word: string; shape: ReactNode }) {
  return (
    <span>
      <svg viewBox="0 0 12 12" aria-hidden="true">
        {shape}
      </svg>
      {word}
    </span>
  );
}

type DrawingProps = Pick<Props, "tick" | "months" | "today"> & { kind: keyof typeof drawings; scale: Scale };

/** Written as text like table rows: a year is a hundred elements, twice. */
function Drawing({ kind, scale, tick, months, today }: DrawingProps) {
  const { width, height, bar, every } = drawings[kind];
  const { low, high, per, ticks } = scale;
  const floor = height - bottom;
  const y = (value: number) => round(floor - ((value - low) / (high - low)) * (floor - top));
  const band = (width - left) / months.length;
  const level = (value: number) =>
    html`<g><line class="${value === 0 ? "ln base" : "ln"}" x1="${left}" x2="${width}" y1="${y(value)}" y2="${y(value)}"></line><text x="${left - 8}" y="${y(value) + 4}" text-anchor="end">${tick(value / per)}</text></g>`;
  const month = ({ label, billing, costs, lastBilling, isForecast }: ChartMonth, at: number) => {
    const middle = round(left + band * (at + 0.5));
    const look = isForecast ? html`class="f1" fill="url(#hatch)"` : html`class="b1"`;
    const standing = (value: number, x: number) => html`${standingAt(value, y)} x="${x}" width="${bar}" rx="1.5"`;
    return html`<g>${billing !== null && html`<rect ${look} ${standing(billing, middle - bar - 1)}></rect>`}${
      costs !== null && html`<rect class="${isForecast ? "b2 later" : "b2"}" ${standing(costs, middle + 1)}></rect>`
    }${
      lastBilling !== null &&
      html`<line class="prev" x1="${middle - bar - 3}" x2="${middle + 1}" y1="${y(lastBilling)}" y2="${y(lastBilling)}"></line>`
    }${at % every === 0 && html`<text x="${middle}" y="${height - 6}" text-anchor="middle">${label}</text>`}</g>`;
  };
  const now = today === null ? 0 : round(left + band * today);
  const line = html`<line class="now" x1="${now}" x2="${now}" y1="4" y2="${floor}"></line>`;
  return (
    <Written
      part="svg"
      className={kind}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      html={html`${ticks.map(level)}${months.map(month)}${today !== null && line}`}
    />
  );
}

/** A bar from the base line up, or down where the value is below zero. */
function standingAt(value: number, y: (value: number) => number): Html {
  const [from, to] = [y(Math.max(value, 0)), y(Math.min(value, 0))];
  return html`y="${from}" height="${round(Math.max(to - from, 0.5))}"`;
}

const round = (value: number) => Math.round(value * 10) / 10;

/** Round numbers around all values, zero among them, four or five of them. */
function scaleOf(values: readonly (number | null)[]): Scale {
  const known = values.filter((value) => value !== null);
  const [least, most] = [Math.min(0, ...known), Math.max(0, ...known)];
  const step = stepOf((most - least || 1) / 4);
  const [first, last] = [Math.floor(least / step), Math.max(Math.ceil(most / step), 1)];
  const ticks = Array.from({ length: last - first + 1 }, (_, at) => (first + at) * step);
  const [low, high] = [first * step, last * step];
  const size = Math.max(-low, high);
  return { ticks, low, high, per: size >= 10_000_000 ? 1_000_000 : size >= 10_000 ? 1_000 : 1 };
}

/** The next of 1, 2, 2.5, 5 and 10, times a power of ten. */
function stepOf(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 2.5, 5].find((step) => step * power >= least) ?? 10);
}

export type Bar = { label: string; value: number; text: string };

type Props = {
  /** What the bars show, for those who listen; the numbers themselves stand in the table below. */
  label: string;
  /** The unit, at the top right. */
  unit: string;
  bars: readonly Bar[];
};

/** Drawn twice, so that the letters keep their size: for wide screens and for phones. */
const drawings = {
  desk: { width: 992, label: 240, letters: 38 },
  phone: { width: 358, label: 120, letters: 18 },
} as const;

const step = 24;
const room = 64;

/** A lying bar for each value, largest possible within the room, and its number at the end. */
export function BarChart({ label, unit, bars }: Props) {
  return (
    <figure className="chart" aria-label={label}>
      <figcaption className="legend">
        <span className="faint">{unit}</span>
      </figcaption>
      <Drawing bars={bars} kind="desk" />
      <Drawing bars={bars} kind="phone" />
    </figure>
  );
}

function Drawing({ bars, kind }: { bars: readonly Bar[]; kind: keyof typeof drawings }) {
  const { width, label, letters } = drawings[kind];
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const long = width - label - room;
  const height = bars.length * step;
  return (
    <svg className={kind} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <line className="base" x1={label} x2={label} y1="0" y2={height} />
      {bars.map(({ label: word, value, text }, at) => {
        const length = Math.max(1, Math.round((long * value) / most));
        const middle = at * step + step / 2;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: bars have no other name that is always their own
          <g key={at}>
            <text x={label - 8} y={middle + 4} textAnchor="end">
              {shortened(word, letters)}
            </text>
            <rect className="b1" x={label} y={middle - 8} width={length} height="16" rx="1.5" />
            <text x={label + length + 6} y={middle + 4}>
              {text}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

const shortened = (word: string, letters: number) =>
  [...word].length > letters ? `${[...word].slice(0, letters - 1).join("")}…` : word;

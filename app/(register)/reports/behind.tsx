import { SetChip } from "@/components/chips";
import { paths } from "@/lib/paths";
import { reportQuery } from "@/lib/reports/filter";
import type { OpenReport } from "./opened";

export type Names = { lineName: string | null; columnName: string | null };

/** The line and the column that a list is about, in words. */
export function placeWords({ report, words }: OpenReport, names: Names | undefined) {
  const { across, by, column, line } = report;
  return [
    ...(line
      ? [{ part: "line" as const, label: words.dimension(by), value: words.key(by, line, names?.lineName ?? null) }]
      : []),
    ...(across && column
      ? [
          {
            part: "column" as const,
            label: words.dimension(across),
            value: words.key(across, column, names?.columnName ?? null),
          },
        ]
      : []),
  ];
}

/** Behind which number one is, with the way back to all of them. */
export function Behind({ open, names }: { open: OpenReport; names: Names | undefined }) {
  const { report, t } = open;
  const places = placeWords(open, names);
  if (places.length === 0) return null;
  return (
    <div className="filters filters--set">
      {places.map(({ part, label, value }) => (
        <SetChip
          key={part}
          href={paths.reports(reportQuery({ ...report, [part]: null }))}
          label={`${label}: ${value}`}
          removes={t("action.remove")}
        />
      ))}
    </div>
  );
}

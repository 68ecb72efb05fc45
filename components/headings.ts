/** The options of a select as they stand under its headings, in their order; those without one under "". */
export const underHeadings = <Option extends { heading?: string }>(
  options: readonly Option[] = [],
): [string, Option[]][] => [...Map.groupBy(options, ({ heading = "" }) => heading)];

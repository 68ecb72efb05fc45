export type Hidden = Record<string, string | number | readonly string[]>;

/** What a form posts besides what people see; a list repeats its name. */
export const HiddenFields = ({ values }: { values: Hidden }) =>
  Object.entries(values).flatMap(([name, value]) =>
    [value].flat().map((one) => <input key={`${name} ${one}`} type="hidden" name={name} value={one} />),
  );

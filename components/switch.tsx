type Props = {
  name: string;
  on: boolean;
  /** What the address says while it is on. */
  onValue: string;
  label: string;
  /** Parts of the address that stay. */
  hidden?: Record<string, string>;
};

/** A view option that acts at once: a GET form with one button that says its state. */
export function Switch({ name, on, onValue, label, hidden }: Props) {
  return (
    <form method="get">
      {Object.entries(hidden ?? {}).map(([key, value]) => (
        <input key={key} type="hidden" name={key} value={value} />
      ))}
      <button type="submit" className="switch" role="switch" aria-checked={on} name={name} value={on ? "" : onValue}>
        <i aria-hidden="true" />
        {label}
      </button>
    </form>
  );
}

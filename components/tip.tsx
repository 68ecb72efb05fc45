import { Icon } from "@/components/icon";

/** Help for a heading, on hover and on focus; never the only place of a fact. */
export function Tip({ text }: { text: string }) {
  return (
    <button type="button" className="tip" aria-label={text}>
      <Icon name="info" />
      <span aria-hidden="true">{text}</span>
    </button>
  );
}

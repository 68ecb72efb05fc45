import { type Hidden, HiddenFields } from "@/components/hidden-fields";

type Props = {
  /** A server action, or the address of a route. */
  action: string | ((form: FormData) => void | Promise<void>);
  name: string;
  /** The value that holds now. */
  current: string;
  options: readonly { value: string; label: string; lang?: string }[];
  label: string;
  hidden?: Hidden;
  /** "pick" is a segmented control, "links" a line of words. */
  look?: "pick" | "links";
};

/** A choice that acts at once: one form, a button per option. For the language and the theme. */
export function ChoiceForm({ action, name, current, options, label, hidden, look = "pick" }: Props) {
  return (
    <form action={action} method={typeof action === "string" ? "post" : undefined} className={look} aria-label={label}>
      <HiddenFields values={hidden ?? {}} />
      {options.map((option) => (
        <button
          key={option.value}
          type="submit"
          className={look === "links" ? "linkbtn" : undefined}
          name={name}
          value={option.value}
          lang={option.lang}
          aria-current={option.value === current ? "true" : undefined}
        >
          {option.label}
        </button>
      ))}
    </form>
  );
}

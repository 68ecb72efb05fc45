import { getTranslations } from "next-intl/server";
import { ClearAddress } from "@/components/clear-address";
import { newFormKey } from "@/lib/form-texts";

type Props = {
  action: (form: FormData) => Promise<void>;
  /** What the form posts. */
  values: Record<string, string | number>;
  /** The word of the address that offers it; it is meant for one view. */
  word?: string;
};

/** The way back, at the end of the line that says what was just done. */
export async function UndoForm({ action, values, word = "undo" }: Props) {
  const t = await getTranslations("action");
  return (
    <form action={action} className="inline">
      {Object.entries({ ...values, formKey: newFormKey() }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}{" "}
      <button type="submit" className="linkbtn">
        {t("undo")}
      </button>
      <ClearAddress names={[word]} />
    </form>
  );
}

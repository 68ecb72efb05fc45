import { getTranslations } from "next-intl/server";
import { ClearAddress } from "@/components/clear-address";
import { type Hidden, HiddenFields } from "@/components/hidden-fields";
import { newFormKey } from "@/lib/form-texts";

type Props = {
  action: (form: FormData) => Promise<void>;
  /** What the form posts. */
  values: Hidden;
  /** The word of the address that offers it; it is meant for one view. */
  word?: string;
};

/** The way back, at the end of the line that says what was just done. */
export async function UndoForm({ action, values, word = "undo" }: Props) {
  const t = await getTranslations("action");
  return (
    <form action={action} className="inline">
      <HiddenFields values={{ ...values, formKey: newFormKey() }} />{" "}
      <button type="submit" className="linkbtn">
        {t("undo")}
      </button>
      <ClearAddress names={[word]} />
    </form>
  );
}

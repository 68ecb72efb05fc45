import { getTranslations } from "next-intl/server";
import { ClearAddress } from "@/components/clear-address";
import { newFormKey } from "@/lib/form-texts";

type Props = {
  action: (form: FormData) => Promise<void>;
  id: string;
  /** What the address calls the id. */
  name?: string;
};

/** The way back, at the end of the line that says what was just done. */
export async function UndoForm({ action, id, name = "undo" }: Props) {
  const t = await getTranslations("action");
  return (
    <form action={action} className="inline">
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="formKey" value={newFormKey()} />{" "}
      <button type="submit" className="linkbtn">
        {t("undo")}
      </button>
      <ClearAddress names={[name]} />
    </form>
  );
}

import { getTranslations } from "next-intl/server";
import { Button } from "@/components/button";
import type { Locale } from "@/lib/access/viewer";
import { missingTypes, type Names } from "@/lib/customer-types/rules";
import { newFormKey } from "@/lib/form-texts";
import type { Entry } from "@/lib/registers/queries";
import { addTypical } from "./actions";
import { typicalNames } from "./typical-names";

/** Adds the types that many organisations have, as long as some of them are missing. */
export async function TypicalTypes({ types, locale }: { types: readonly Entry[]; locale: Locale }) {
  const [t, typical] = await Promise.all([getTranslations("register"), typicalNames()]);
  const missing = missingTypes(
    typical,
    types.map(({ values }) => values.names as Names),
  );
  if (missing.length === 0) return null;
  return (
    <form action={addTypical} className="row">
      <input type="hidden" name="formKey" value={newFormKey()} />
      <Button small icon="plus">
        {t("addTypical")}
      </Button>
      <span className="faint sm">{missing.map((type) => typical[type][locale]).join(", ")}</span>
    </form>
  );
}

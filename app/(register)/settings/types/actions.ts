"use server";

import { redirect } from "next/navigation";
import { addTypicalTypes } from "@/lib/customer-types/commands";
import { emptyForm } from "@/lib/form-state";
import { posted, submit } from "@/lib/forms";
import { paths } from "@/lib/paths";
import { typicalNames } from "./typical-names";

export async function addTypical(form: FormData): Promise<void> {
  for (const [type, names] of Object.entries(await typicalNames())) {
    for (const [locale, name] of Object.entries(names)) posted(form).append(`${type}.${locale}`, name);
  }
  const done = ({ added }: { added: number }) => paths.settings("types", { flash: "typesAdded", n: added });
  await submit(addTypicalTypes, emptyForm(""), form, done);
  redirect(paths.settings("types", { flash: "notDone" }));
}

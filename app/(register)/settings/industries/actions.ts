"use server";

import { redirect } from "next/navigation";
import { emptyForm } from "@/lib/form-state";
import { posted, submit } from "@/lib/forms";
import { offerIndustry } from "@/lib/industries/commands";
import { paths } from "@/lib/paths";

export async function offer(form: FormData): Promise<void> {
  const flash = posted(form).get("to") === "hidden" ? "industryHidden" : "industryOffered";
  await submit(offerIndustry, emptyForm(""), form, () => paths.settings("industries", { flash }));
  redirect(paths.settings("industries", { flash: "notDone" }));
}

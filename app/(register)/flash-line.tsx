import { getMessages, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Flash } from "@/components/flash";
import type catalog from "@/messages/en.json";

export type FlashKey = keyof (typeof catalog)["flash"];

type Params = { flash?: string | string[]; n?: string | string[] };

/** The line that says what was just done: `?flash=customerSaved&n=3`. Words we do not know say nothing. */
export async function FlashLine({ params, children }: { params: Params; children?: ReactNode }) {
  const { flash, n } = params;
  if (typeof flash !== "string" || !Object.hasOwn((await getMessages()).flash, flash)) return null;
  const t = await getTranslations("flash");
  const count = typeof n === "string" && /^\d{1,9}$/.test(n) ? Number(n) : 0;
  return (
    <Flash>
      {t(flash as FlashKey, { n: count })}
      {children}
    </Flash>
  );
}

import { getTranslations } from "next-intl/server";
import { Notice } from "@/components/flash";
import { PageLink } from "@/components/page-link";
import type { Viewer } from "@/lib/access/viewer";
import { firstSteps } from "@/lib/first-run/queries";
import { paths } from "@/lib/paths";

/** While the register has no customers: what is still to be set up, for those who may. */
export async function FirstStepsLine({ viewer }: { viewer: Viewer }) {
  const found = viewer.can("settings") ? await firstSteps(viewer) : null;
  if (!found || found.hasCustomers) return null;
  const t = await getTranslations("firstRun");
  return (
    <Notice kind="note">
      {t("noCustomers")}{" "}
      <PageLink href={paths.settings()}>{t("open", { done: found.done, all: found.steps.length })}</PageLink>
    </Notice>
  );
}

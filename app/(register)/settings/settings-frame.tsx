import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { CurrentLink } from "@/components/current-link";
import { Head } from "@/components/head";
import { Behind } from "@/components/panel";
import { paths } from "@/lib/paths";
import { FlashLine } from "../flash-line";
import { type SettingsPlace, sectionsOf } from "./sections";
import { switchPanel } from "./switches/switch-panel";
import { UndoSwitch } from "./switches/undo-switch";

type Props = Pick<SettingsPlace, "viewer" | "query" | "section"> & {
  /** What the address opens beside the page. */
  panel: ReactNode;
  children: ReactNode;
};

/** What stays put in the settings: the way back, the other pages, the line that says what was done. */
export async function SettingsFrame({ viewer, query, section, panel, children }: Props) {
  const t = await getTranslations();
  const title = t(`settings.section.${section}`);
  const opened = panel || switchPanel({ viewer, query, section });
  const crumb = { label: t("nav.breadcrumb"), steps: [{ href: paths.settings(), label: t("settings.title") }] };
  return (
    <>
      {!opened && <title>{`${title} · ${t("settings.title")} · Kumppani`}</title>}
      <Behind panel={Boolean(opened)}>
        <FlashLine params={query}>
          <UndoSwitch viewer={viewer} query={query} section={section} />
        </FlashLine>
        <Head title={title} crumb={crumb} />
        <div className="cols cols--nav">
          <nav className="nav desk content-start" aria-label={t("settings.title")}>
            {sectionsOf(viewer).map((one) => (
              <CurrentLink key={one} href={paths.settings(one)}>
                <span>{t(`settings.section.${one}`)}</span>
              </CurrentLink>
            ))}
          </nav>
          <div className="stack stack--l">{children}</div>
        </div>
      </Behind>
      {opened}
    </>
  );
}

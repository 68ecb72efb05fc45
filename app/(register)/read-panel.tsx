import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/button";
import { Panel, PanelBody, PanelFoot } from "@/components/panel";

type Props = {
  title: string;
  /** What the panel is about, in the title of the page: the customer's name. */
  about?: string;
  close: string;
  ask?: boolean;
  /** What one may do from here, before "Close". */
  foot?: ReactNode;
  /** The way to something destructive, at the far end of the foot. */
  danger?: ReactNode;
  children: ReactNode;
};

/** A panel to read, with nothing to fill in. */
export async function ReadPanel({ title, about, close, ask, foot, danger, children }: Props) {
  const t = await getTranslations("action");
  return (
    <Panel title={title} close={{ href: close, label: t("close") }} ask={ask}>
      <PanelBody>
        <title>{[title, about, "Kumppani"].filter(Boolean).join(" · ")}</title>
        <div className="stack">{children}</div>
      </PanelBody>
      <PanelFoot>
        {foot}
        <ButtonLink href={close} tone="plain">
          {t("close")}
        </ButtonLink>
        {danger && <span className="ms-auto">{danger}</span>}
      </PanelFoot>
    </Panel>
  );
}

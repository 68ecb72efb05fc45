import type { Metadata, Viewport } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { currentLocale, sessionsAnswer } from "@/lib/session";
import { FaultText } from "./fault-text";
import "./globals.css";

export const metadata: Metadata = { icons: { icon: "/favicon.svg" } };
export const viewport: Viewport = { colorScheme: "light dark" };

export default async function Layout({ children }: { children: ReactNode }) {
  const session = await sessionsAnswer();
  const locale = await currentLocale();
  const t = await getTranslations("fault");
  // The page that shows a fault in the browser has no catalog of its own: its words wait here.
  const words = {
    "data-fault-title": t("title"),
    "data-fault-text": t("text"),
    "data-fault-updated": t("updated.text"),
    "data-fault-retry": t("retry"),
  };
  return (
    <html lang={locale} data-theme={session.viewer?.facts.theme ?? undefined}>
      <body {...words}>{session.ok ? children : <FaultText why="busy" />}</body>
    </html>
  );
}

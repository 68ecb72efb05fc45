import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { currentLocale, maybeViewer } from "@/lib/session";
import "./globals.css";

export const metadata: Metadata = { icons: { icon: "/favicon.svg" } };
export const viewport: Viewport = { colorScheme: "light dark" };

export default async function Layout({ children }: { children: ReactNode }) {
  const [locale, viewer] = await Promise.all([currentLocale(), maybeViewer()]);
  return (
    <html lang={locale} data-theme={viewer?.facts.theme ?? undefined}>
      <body>{children}</body>
    </html>
  );
}

"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Fetches the page anew every so many seconds while somebody looks at it; focus and scroll stay. Without script the browser reloads. */
export function Refresh({ seconds, without }: { seconds: number; without: number }) {
  const router = useRouter();
  useEffect(() => {
    const again = setInterval(() => document.visibilityState === "visible" && router.refresh(), seconds * 1000);
    return () => clearInterval(again);
  }, [router, seconds]);
  return (
    <noscript>
      <meta httpEquiv="refresh" content={String(without)} />
    </noscript>
  );
}

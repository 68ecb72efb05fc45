"use client";

import { useEffect } from "react";

/** Takes words that were meant for one view out of the address. */
export function ClearAddress({ names }: { names: readonly string[] }) {
  useEffect(() => {
    const address = new URL(window.location.href);
    for (const name of names) address.searchParams.delete(name);
    window.history.replaceState(null, "", address);
  }, [names]);
  return null;
}

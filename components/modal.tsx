"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useLayoutEffect, useRef } from "react";

type Props = { className: string; closeHref: string; titleId: string; children: ReactNode };

/** The dialog as the server opens it; script makes it modal, Escape follows the close link, focus goes back. */
export function Modal({ className, closeHref, titleId, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const router = useRouter();

  useLayout(() => {
    const element = dialog.current;
    if (!element || element.matches(":modal")) return;
    const opener = document.activeElement;
    const address = window.location.href;
    const drawn = element.getAnimations().every(({ currentTime }) => Number(currentTime) > 0);
    element.classList.toggle("still", drawn);
    const held = element.contains(opener) ? opener : null;
    element.removeAttribute("open");
    element.showModal();
    focusOn(held ?? named(element) ?? element.querySelector(firstControl) ?? element.querySelector("h2"));
    // The page behind gives up `inert` in the same step, so the focus waits for it.
    const back = () => (opener?.isConnected && opener !== document.body ? opener : linkTo(address));
    return () => void setTimeout(() => focusOn(inSight(back())));
  }, []);

  useEffect(() => {
    const element = dialog.current;
    const follow = (event: Event) => {
      event.preventDefault();
      router.replace(closeHref, { scroll: false });
    };
    element?.addEventListener("cancel", follow);
    return () => element?.removeEventListener("cancel", follow);
  }, [closeHref, router]);

  return (
    <dialog ref={dialog} open className={className} aria-labelledby={titleId}>
      {children}
    </dialog>
  );
}

const useLayout = typeof window === "undefined" ? useEffect : useLayoutEffect;
const firstControl = ".summary, .body :is(input:not([type=hidden]), select, textarea, button)";

const focusOn = (element: Element | null | undefined) => (element as HTMLElement | null | undefined)?.focus();

/** A link in a menu that is closed again cannot take the focus: its menu can. */
const inSight = (element?: Element | null) =>
  element?.closest("details:not([open])")?.querySelector("summary") ?? element;

/** What the end of the address names. */
const named = (element: Element) => element.querySelector(`#${CSS.escape(window.location.hash.slice(1) || "-")}`);

/** After a full load nothing remembers which link opened the panel; one that leads to this panel did. */
const linkTo = (href: string) => {
  const panel = panelIn(href);
  return [...document.links].find((link) => (panel ? panelIn(link.href) === panel : link.href === href));
};

const panelIn = (href: string) => new URL(href).searchParams.get("panel");

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
    return () => void setTimeout(() => focusOn(back()));
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

/** What the end of the address names. */
const named = (element: Element) => element.querySelector(`#${CSS.escape(window.location.hash.slice(1) || "-")}`);

/** After a full load nothing remembers which link opened the panel; the one with the panel's address did. */
const linkTo = (href: string) => [...document.links].find((link) => link.href === href);

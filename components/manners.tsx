"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { dragRows } from "@/components/drag-rows";

/**
 * What script adds to plain markup, in one place: links lead on without loading everything anew, menus close, keys work,
 * one tick ticks all, rows are dragged.
 */
export function Manners({ shortcuts = false }: { shortcuts?: boolean }) {
  const router = useRouter();
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const link = linkOf(event);
      if (!link) return;
      event.preventDefault();
      router.push(link.getAttribute("href") ?? "", { scroll: link.dataset.go !== "still" });
    };
    const keys = (event: KeyboardEvent) => {
      if (event.key === "Escape") closeMenus(null);
      else if (shortcuts) shortcut(event);
    };
    document.addEventListener("click", follow);
    document.addEventListener("click", afterClick);
    document.addEventListener("change", tickAll);
    document.addEventListener("formdata", leaveEmptyOut);
    document.addEventListener("keydown", keys);
    const stopDragging = dragRows();
    return () => {
      stopDragging();
      document.removeEventListener("click", follow);
      document.removeEventListener("click", afterClick);
      document.removeEventListener("change", tickAll);
      document.removeEventListener("formdata", leaveEmptyOut);
      document.removeEventListener("keydown", keys);
    };
  }, [shortcuts, router]);
  return null;
}

/** The link of ours (`PageLink`) that was clicked; with another button or a key held down the browser does what that means. */
function linkOf(event: MouseEvent): HTMLAnchorElement | null {
  const { target, button, metaKey, ctrlKey, shiftKey, altKey } = event;
  if (!(target instanceof Element) || event.defaultPrevented) return null;
  if (button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return null;
  return target.closest<HTMLAnchorElement>("a[data-go]");
}

/**
 * A click elsewhere, or on what a menu offers, closes it, unless that waits there for its answer; so does following a
 * link of the phone navigation.
 */
function afterClick({ target }: MouseEvent) {
  if (!(target instanceof Element)) return;
  closeMenus(target.closest("a, button.mi:not([aria-busy])") ? null : target);
  if (target.closest("[popover] a")) target.closest<HTMLElement>("[popover]:popover-open")?.hidePopover();
}

function closeMenus(inside: Element | null) {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>("details:is(.menu, .sheet)[open]")) {
    if (inside && menu.contains(inside)) continue;
    if (menu.contains(document.activeElement)) menu.querySelector("summary")?.focus();
    menu.open = false;
  }
}

function tickAll({ target }: Event) {
  if (!(target instanceof HTMLInputElement) || !target.matches("[data-tick-all]")) return;
  for (const row of target.form?.querySelectorAll<HTMLInputElement>(".rowtick") ?? []) row.checked = target.checked;
}

/** Addresses say only what is asked for. A form that React posts has no method of its own, but a script as its action. */
function leaveEmptyOut({ target, formData }: FormDataEvent) {
  if (!(target instanceof HTMLFormElement) || target.method !== "get" || /^javascript:/.test(target.action)) return;
  for (const name of new Set(formData.keys())) {
    if (formData.getAll(name).every((value) => value === "")) formData.delete(name);
  }
}

function shortcut(event: KeyboardEvent) {
  const typing = event.target instanceof Element && event.target.closest("input, textarea, select, dialog");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key !== "/" && event.key !== "n") return;
  const wanted = document.querySelector<HTMLElement>(`[aria-keyshortcuts="${event.key}"]`);
  if (!wanted) return;
  event.preventDefault();
  if (event.key === "/") wanted.focus();
  else wanted.click();
}

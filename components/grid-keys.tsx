"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { makeStop, moveFrom, rove } from "@/components/grid-moves";
import { Sign } from "@/components/sign";

/** What a press came to. `change` can be undone, with `key` as the key of that form. */
export type Pressed =
  | { kind: "done"; change: number | null; key: string }
  | { kind: "ask" }
  | { kind: "refused"; text: string };

type Props = {
  /** @param cell what the button says: "customer:12:34:on" */
  press: (cell: string) => Promise<Pressed>;
  undo: (form: FormData) => Promise<void>;
  /** The address of the page, and the same up to the name of a panel. */
  here: string;
  panels: string;
  /** What stands in a pressed cell, as text of ours. */
  mark: string;
  /** Ends of the cells' names, what a row's number is called, and what is said. */
  texts: Record<"on" | "off" | "none" | "some" | "undo" | "notDone" | "further", string>;
  children: ReactNode;
};

type Said = { text: string; change: number | null; key: string; isBad?: boolean };

/** What script adds to a grid of buttons in a form: arrow keys, and presses that leave the page where it is. */
export function GridKeys({ press, undo, here, panels, mark, texts, children }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const held = useRef<{ row: string; column: number } | null>(null);
  const stale = useRef(false);
  const [said, setSaid] = useState<Said | null>(null);
  const router = useRouter();
  const table = () => place.current?.querySelector("table") ?? null;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the cells are new whenever the server has answered
  useEffect(() => {
    const grid = table();
    if (!grid) return;
    const stop = rove(grid, held.current && stopAt(grid, held.current));
    if (held.current && document.activeElement === document.body) stop?.focus();
  }, [children]);

  // What the browser remembers of the page that is left is no longer so.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another address is another page
  useEffect(
    () => () => {
      if (stale.current) router.refresh();
      stale.current = false;
    },
    [router, here],
  );

  async function switchCell(button: HTMLButtonElement) {
    const isOn = button.getAttribute("aria-pressed") === "true";
    const cell = button.value;
    show(button, !isOn, mark, texts);
    stale.current = true;
    const pressed = await press(cell).catch((): Pressed => ({ kind: "refused", text: "" }));
    const text = `${button.getAttribute("aria-label")}.`;
    if (pressed.kind === "done") return setSaid({ text, change: pressed.change, key: pressed.key });
    if (pressed.kind === "refused")
      setSaid({ text: pressed.text || texts.notDone, change: null, key: "", isBad: true });
    router.refresh();
    if (pressed.kind === "ask") {
      router.push(panels + ["remove", ...cell.split(":").slice(0, 3)].join("."), { scroll: false });
    }
  }

  function click(event: MouseEvent) {
    if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const button = event.target.closest<HTMLButtonElement>("button[name=cell]");
    const link = event.target.closest("a")?.getAttribute("href");
    if (!button && !link?.includes("panel=")) return;
    event.preventDefault();
    if (button) void switchCell(button);
    else if (link) router.push(link, { scroll: false });
  }

  function key(event: KeyboardEvent) {
    const [grid, from] = [table(), event.target];
    if (!grid || !(from instanceof HTMLElement) || !grid.contains(from)) return;
    const isLink = from.matches("a");
    if (event.key === " " && isLink) {
      event.preventDefault();
      from.click();
    }
    if (event.key === "+") from.closest("td")?.querySelector<HTMLElement>(".plus")?.click();
    const next = moveFrom(grid, from, event.nativeEvent);
    if (!next) return;
    event.preventDefault();
    makeStop(grid, next);
    next.focus();
  }

  function arrive({ target }: { target: EventTarget }) {
    const [grid, cell] = [table(), target instanceof Element ? target.closest<HTMLTableCellElement>("td, th") : null];
    const row = cell?.closest("tr")?.dataset.row;
    if (!grid || !cell || !row) return;
    offerMore(grid, cell, row, panels, texts.further);
    return { grid, cell, row };
  }

  function focus(event: { target: EventTarget }) {
    const arrived = arrive(event);
    if (!arrived || !(event.target instanceof HTMLElement)) return;
    held.current = { row: arrived.row, column: arrived.cell.cellIndex };
    makeStop(arrived.grid, event.target);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the handlers are those of the grid inside
    <div ref={place} onClickCapture={click} onKeyDown={key} onFocus={focus} onPointerOver={arrive}>
      {children}
      <div role="status" className={said ? `flash mx-said${said.isBad ? " flash--bad" : " flash--ok"}` : undefined}>
        {said && (
          <>
            <Sign name={said.isBad ? "bad" : "ok"} />
            <span className="grow">{said.text}</span>
            {said.change && (
              <form action={undo}>
                <input type="hidden" name="id" value={said.change} />
                <input type="hidden" name="formKey" value={said.key} />
                <input type="hidden" name="here" value={here} />
                <button type="submit" className="linkbtn">
                  {texts.undo}
                </button>
              </form>
            )}
          </>
        )}
      </div>
    </div>
  );
}

function stopAt(grid: HTMLTableElement, { row, column }: { row: string; column: number }): HTMLElement | null {
  const cell = grid.querySelector<HTMLTableRowElement>(`tr[data-row="${row}"]`)?.cells[column];
  return cell?.querySelector<HTMLElement>("a, button") ?? cell ?? null;
}

/** The cell as it will be, before the server has said so, and the numbers that follow from it. */
function show(button: HTMLButtonElement, isOn: boolean, mark: string, texts: Props["texts"]) {
  const [before, after] = isOn ? [texts.off, texts.on] : [texts.on, texts.off];
  const label = button.getAttribute("aria-label") ?? "";
  button.setAttribute("aria-label", label.slice(0, label.length - before.length) + after);
  button.setAttribute("aria-pressed", String(isOn));
  button.value = button.value.replace(/:\w+$/, isOn ? ":off" : ":on");
  button.innerHTML = isOn ? mark : "";
  const row = button.closest("tr");
  const by = isOn ? 1 : -1;
  const cover = row?.querySelector<HTMLElement>(".cover");
  const count = cover && add(cover, by);
  if (cover && count !== null) {
    cover.classList.toggle("none", count === 0);
    cover.title = count === 0 ? texts.none : texts.some;
  }
  const head = button.closest("table")?.querySelector<HTMLTableRowElement>("tr.people");
  const load = head?.cells[button.closest("td")?.cellIndex ?? 0]?.querySelector<HTMLElement>("b");
  if (load && row?.dataset.row?.startsWith("customer")) add(load, by);
}

/** Counts on where there is a plain number. */
function add(element: HTMLElement | null | undefined, by: number): number | null {
  const place = element?.querySelector("[data-n]");
  const before = place?.textContent ?? "";
  if (!place || !/^\d+$/.test(before)) return null;
  place.textContent = String(Number(before) + by);
  return Number(before) + by;
}

/** The plus that gives a further role, in the cell where the pointer or the focus is. */
function offerMore(grid: HTMLTableElement, cell: HTMLTableCellElement, row: string, panels: string, label: string) {
  if (cell.querySelector(".plus") || !cell.matches("td:has(> .cell)")) return;
  const employee = grid.querySelector<HTMLTableRowElement>("tr.people")?.cells[cell.cellIndex]?.dataset.employee;
  grid.querySelector(".plus")?.remove();
  const plus = document.createElement("a");
  plus.className = "plus";
  plus.href = `${panels}role.${row}.${employee}`;
  plus.tabIndex = -1;
  plus.title = label;
  plus.setAttribute("aria-label", label);
  plus.textContent = "+";
  cell.append(plus);
}

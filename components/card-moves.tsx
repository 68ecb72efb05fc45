"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { cardOf, columnOf, dragCards, isAt, type Place, restored, stepFrom, wantedBy } from "@/components/card-places";
import { Sign } from "@/components/sign";

export type Moved = { ok: true } | { ok: false; text: string };

type Props = {
  /** @param wanted as a button of a card's menu says it, "12:doing:34": the card, its column, before which card (none = last) */
  move: (wanted: string) => Promise<Moved>;
  /** `moved` with {title}, {column}, {place} and {count} to be filled in; `notMoved` where no reason came back. */
  texts: { moved: string; notMoved: string };
  children: ReactNode;
};

/**
 * What script adds to a board: cards are dragged, or moved with Shift and the arrow keys, and the page stays. A card is
 * shown where it is wanted at once, and back where it was when that is refused.
 */
export function CardMoves({ move, texts, children }: Props) {
  const board = useRef<HTMLDivElement>(null);
  const held = useRef<string | null>(null);
  const queue = useRef({ last: Promise.resolve(), waiting: 0, round: 0 });
  const [said, setSaid] = useState({ text: "", isBad: false });
  const router = useRouter();

  // biome-ignore lint/correctness/useExhaustiveDependencies: the cards are new whenever the server has answered
  useEffect(() => {
    if (!held.current || document.activeElement !== document.body) return;
    board.current?.querySelector<HTMLElement>(`[data-card="${held.current}"] a`)?.focus();
  }, [children]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: bound once, else a drag under way would be forgotten
  useEffect(() => (board.current ? dragCards(board.current, put) : undefined), []);

  function put(card: HTMLElement, place: Place) {
    if (!board.current || isAt(card, place)) return;
    const focused = card.contains(document.activeElement) ? (document.activeElement as HTMLElement) : null;
    const restore = restored(board.current);
    const { wanted, words } = wantedBy(card, place, texts.moved);
    focused?.focus({ preventScroll: true });
    held.current = card.dataset.card ?? null;
    setSaid({ text: words, isBad: false });
    const { round } = queue.current;
    queue.current.waiting += 1;
    queue.current.last = queue.current.last.then(() => send(wanted, round, restore));
  }

  /** One after the other; what was wanted after a refused one is not sent. */
  async function send(wanted: string, round: number, restore: () => void) {
    if (round === queue.current.round) {
      const moved = await move(wanted).catch((): Moved => ({ ok: false, text: "" }));
      if (!moved.ok) {
        queue.current.round += 1;
        restore();
        setSaid({ text: moved.text || texts.notMoved, isBad: true });
      }
    }
    queue.current.waiting -= 1;
    if (queue.current.waiting === 0) router.refresh();
  }

  function key(event: KeyboardEvent) {
    const card = cardOf(event.target);
    const place = card && event.shiftKey && !event.ctrlKey && !event.altKey && stepFrom(card, event.key);
    if (!place) return;
    event.preventDefault();
    put(card, place);
  }

  function click(event: MouseEvent) {
    if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const button = event.target.closest<HTMLButtonElement>("button[name=move]");
    const link = event.target.closest("a")?.getAttribute("href");
    if (!button && !link?.includes("panel=")) return;
    event.preventDefault();
    if (link) return router.push(link, { scroll: false });
    const card = cardOf(event.target);
    const [, column, before] = button?.value.split(":") ?? [];
    const list = card && columnOf(card, column);
    if (list) put(card, { list, before: list.querySelector(`[data-card="${before}"]`) });
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the handlers are those of the cards inside
    <div ref={board} onKeyDown={key} onClickCapture={click}>
      <div role="status" className={said.isBad ? "flash flash--bad" : "vh"}>
        {said.isBad && <Sign name="bad" />}
        <span className="grow">{said.text}</span>
      </div>
      {children}
    </div>
  );
}

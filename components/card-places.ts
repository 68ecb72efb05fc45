/** Where a card stands, or is to stand: in which list, and before which card of it. */
export type Place = { list: Element; before: Element | null };

/** The card that may be moved, around what somebody points at. */
export const cardOf = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>("[data-card][data-moves]") : null;

/** The list of a column in the same lane as the card; one that keeps its own order takes cards at its top. */
export const columnOf = (card: Element, name: string | undefined): Element | null =>
  card.closest("[data-lane]")?.querySelector(`[data-column="${name}"] > ul`) ?? null;

const isSorted = (list: Element) => list.closest("[data-column]")?.hasAttribute("data-sorted") ?? false;

export const isAt = (card: Element, { list, before }: Place): boolean =>
  card.parentElement === list && (isSorted(list) || before === card || before === card.nextElementSibling);

/** @returns where an arrow key leads a card, undefined where it leads nowhere or is no arrow */
export function stepFrom(card: Element, key: string): Place | undefined {
  const lists = [...(card.closest("[data-lane]")?.querySelectorAll("[data-column] > ul") ?? [])];
  const list = card.parentElement;
  const beside = (by: number) => {
    const next = list ? lists[lists.indexOf(list) + by] : undefined;
    return next && { list: next, before: null };
  };
  const [above, below] = [card.previousElementSibling, card.nextElementSibling];
  switch (key) {
    case "ArrowRight":
      return beside(1);
    case "ArrowLeft":
      return beside(-1);
    case "ArrowUp":
      return list && above ? { list, before: above } : undefined;
    case "ArrowDown":
      return list && below ? { list, before: below.nextElementSibling } : undefined;
    default:
      return undefined;
  }
}

/** Puts the card there. @returns what that is called in the address of a move, and in words */
export function wantedBy(card: HTMLElement, { list, before }: Place, template: string) {
  const column = list.closest<HTMLElement>("[data-column]");
  const end = isSorted(list) ? list.firstElementChild : before;
  count(card, -1);
  list.insertBefore(card, end);
  count(card, 1);
  const next = isSorted(list) ? "" : ((end as HTMLElement | null)?.dataset.card ?? "");
  const cards = [...list.children];
  const values: Record<string, string> = {
    title: card.querySelector("a")?.textContent ?? "",
    column: column?.dataset.name ?? "",
    place: String(cards.indexOf(card) + 1),
    count: String(cards.length),
  };
  return {
    wanted: [card.dataset.card, column?.dataset.column, next].join(":"),
    words: template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? ""),
  };
}

function count(card: Element, by: number) {
  const place = card.closest("[data-column]")?.querySelector("[data-n]");
  if (place && /^\d+$/.test(place.textContent ?? "")) place.textContent = String(Number(place.textContent) + by);
}

/** @returns a function that puts all cards of the board back where they are now */
export function restored(board: Element): () => void {
  const lists = [...board.querySelectorAll("[data-column] > ul")].map((list) => ({ list, cards: [...list.children] }));
  const counts = [...board.querySelectorAll("[data-n]")].map((place) => ({ place, text: place.textContent }));
  return () => {
    const focused = document.activeElement as HTMLElement | null;
    for (const { list, cards } of lists) list.replaceChildren(...cards);
    for (const { place, text } of counts) place.textContent = text;
    focused?.focus({ preventScroll: true });
  };
}

/** Cards are dragged within their lane; a line shows where one would land. @returns a function that ends it */
export function dragCards(board: HTMLElement, put: (card: HTMLElement, place: Place) => void): () => void {
  let dragged: HTMLElement | null = null;
  let marked: Element | null = null;

  const mark = (element: Element | null, at: "before" | "after") => {
    marked?.removeAttribute("data-drop");
    marked = element;
    marked?.setAttribute("data-drop", at);
  };
  const placeAt = ({ target, clientY }: DragEvent): Place | null => {
    const column = target instanceof Element ? target.closest("[data-column]") : null;
    const list = column?.querySelector(":scope > ul");
    if (!list || !dragged || column?.closest("[data-lane]") !== dragged.closest("[data-lane]")) return null;
    const others = [...list.children].filter((card) => card !== dragged);
    if (isSorted(list)) return { list, before: others[0] ?? null };
    const middle = (card: Element) => card.getBoundingClientRect().top + card.getBoundingClientRect().height / 2;
    return { list, before: others.find((card) => clientY < middle(card)) ?? null };
  };

  const listeners = {
    pointerdown(event: Event) {
      const card = cardOf(event.target);
      const isTool = event.target instanceof Element && event.target.closest("details");
      if (card) card.draggable = !isTool;
    },
    dragstart(event: DragEvent) {
      dragged = cardOf(event.target);
      if (dragged) event.dataTransfer?.setData("text/plain", dragged.querySelector("a")?.textContent ?? "");
    },
    dragover(event: DragEvent) {
      const place = placeAt(event);
      if (place) event.preventDefault();
      mark(place && (place.before ?? place.list), place?.before ? "before" : "after");
    },
    drop(event: DragEvent) {
      const place = placeAt(event);
      if (!dragged || !place) return;
      event.preventDefault();
      put(dragged, place);
    },
    dragend() {
      mark(null, "before");
      dragged?.removeAttribute("draggable");
      dragged = null;
    },
  };
  for (const [name, listener] of Object.entries(listeners)) board.addEventListener(name, listener as EventListener);
  return () => {
    for (const [name, listener] of Object.entries(listeners))
      board.removeEventListener(name, listener as EventListener);
  };
}

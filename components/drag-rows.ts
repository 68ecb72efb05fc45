/**
 * Rows of a table whose body has `data-order` are dragged by their grip. Dropping posts the row's own form with the
 * place of the row it was dropped on; the arrows in that form do the same without a mouse.
 */
export function dragRows(): () => void {
  let dragged: HTMLTableRowElement | null = null;
  let over: HTMLTableRowElement | null = null;

  const rowAt = (target: EventTarget | null) =>
    target instanceof Element ? target.closest<HTMLTableRowElement>("[data-order] > tr") : null;

  const grip = ({ target }: Event) => {
    if (target instanceof Element && target.closest(".grip")) rowAt(target)?.setAttribute("draggable", "true");
  };
  const start = ({ target }: Event) => {
    dragged = rowAt(target);
  };
  const mark = (row: HTMLTableRowElement | null) => {
    over?.removeAttribute("data-drop");
    over = row;
    if (dragged && row) row.setAttribute("data-drop", dragged.rowIndex < row.rowIndex ? "after" : "before");
  };
  const move = (event: Event) => {
    const row = rowAt(event.target);
    const isPlace = dragged && row && row !== dragged && row.parentElement === dragged.parentElement;
    if (isPlace) event.preventDefault();
    if (dragged) mark(isPlace ? row : null);
  };
  const drop = (event: Event) => {
    if (!dragged || !over) return;
    event.preventDefault();
    const form = dragged.querySelector("form");
    const place = document.createElement("input");
    Object.assign(place, { type: "hidden", name: "place", value: String(over.sectionRowIndex + 1) });
    form?.append(place);
    form?.requestSubmit();
    place.remove();
  };
  const end = () => {
    dragged?.removeAttribute("draggable");
    mark(null);
    dragged = null;
  };

  const listeners = { pointerdown: grip, dragstart: start, dragover: move, drop, dragend: end };
  for (const [name, listener] of Object.entries(listeners)) document.addEventListener(name, listener);
  return () => {
    for (const [name, listener] of Object.entries(listeners)) document.removeEventListener(name, listener);
  };
}

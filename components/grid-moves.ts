/** How arrow keys move in a table with the role "grid" (WAI-ARIA Authoring Practices): one stop for Tab, keys inside. */
const pageOfRows = 10;

const rowsOf = (table: HTMLTableElement) =>
  [...table.rows].filter((row) => row.cells.length > 0 && !row.matches(".teams"));

/** Where the focus may stand in a cell: its links and buttons, else the cell itself. */
function stopsOf(cell: HTMLTableCellElement): HTMLElement[] {
  const inside = [...cell.querySelectorAll<HTMLElement>("a:not(.plus), button")];
  return inside.length > 0 ? inside : [cell];
}

/** Leaves one stop for Tab. */
export function makeStop(table: HTMLTableElement, stop: HTMLElement): void {
  for (const other of table.querySelectorAll<HTMLElement>("[tabindex='0']")) other.tabIndex = -1;
  stop.tabIndex = 0;
}

/** Takes every cell out of the order of Tab but one. @returns that one */
export function rove(table: HTMLTableElement, kept: HTMLElement | null): HTMLElement | null {
  for (const stop of table.querySelectorAll<HTMLElement>("a, button")) stop.tabIndex = -1;
  const [first] = table.tBodies[0]?.rows[0]?.cells ?? [];
  const stop = kept ?? (first ? (stopsOf(first)[0] ?? null) : null);
  if (stop) stop.tabIndex = 0;
  return stop;
}

/** @returns what the key leads to from a stop, undefined where it leads nowhere or is no key of the grid */
export function moveFrom(table: HTMLTableElement, from: HTMLElement, event: KeyboardEvent): HTMLElement | undefined {
  const cell = from.closest<HTMLTableCellElement>("td, th");
  const rows = rowsOf(table);
  const at = rows.indexOf(cell?.parentElement as HTMLTableRowElement);
  const row = rows[at];
  if (!cell || !row) return undefined;
  const whole = event.ctrlKey || event.metaKey;
  const line = [...row.cells].flatMap(stopsOf);
  const along = (by: number) => line[line.indexOf(from) + by];
  const inRow = (index: number) => {
    const target = rows[Math.max(0, Math.min(index, rows.length - 1))];
    return target?.cells[Math.min(cell.cellIndex, target.cells.length - 1)];
  };
  const firstOf = (target: HTMLTableCellElement | undefined) => target && stopsOf(target)[0];
  const lastOf = (target: HTMLTableRowElement | undefined) => firstOf(target?.cells[target.cells.length - 1]);
  switch (event.key) {
    case "ArrowRight":
      return along(1);
    case "ArrowLeft":
      return along(-1);
    case "ArrowDown":
      return firstOf(inRow(at + 1));
    case "ArrowUp":
      return firstOf(inRow(at - 1));
    case "PageDown":
      return firstOf(inRow(at + pageOfRows));
    case "PageUp":
      return firstOf(inRow(at - pageOfRows));
    case "Home":
      return firstOf((whole ? rows[0] : row)?.cells[0]);
    case "End":
      return lastOf(whole ? rows.at(-1) : row);
    default:
      return undefined;
  }
}

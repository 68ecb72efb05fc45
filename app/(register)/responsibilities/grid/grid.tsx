import { GridKeys } from "@/components/grid-keys";
import { plainMark } from "@/components/role-rows";
import { html } from "@/components/rows";
import { Rows } from "@/components/table";
import { newFormKey } from "@/lib/form-texts";
import type { MatrixColumn, MatrixRow } from "@/lib/matrix/queries";
import { clickCell, undoResponsibilities } from "../actions";
import type { MatrixScope } from "../panels";
import { pressCell } from "./actions";
import { GridHead } from "./grid-head";
import { rowsOf } from "./grid-rows";
import type { Marker } from "./marks";
import { panelsFrom } from "./press";

type Props = Pick<MatrixScope, "viewer" | "filter" | "here"> & {
  rows: readonly MatrixRow[];
  columns: readonly MatrixColumn[];
  loads: ReadonlyMap<number, number>;
  marker: Marker;
};

/**
 * Customers down, employees across, both heads in view. One form, a button per cell; script moves by arrow keys and
 * presses without leaving the page.
 */
export function Grid({ viewer, filter, here, rows, columns, loads, marker }: Props) {
  const { t } = marker;
  const grid = (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
    <section className="mx-wrap" aria-label={t("matrix.tab")} tabIndex={0}>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table is what a grid is made of (WAI-ARIA) */}
      <table className="mx" role="grid" aria-label={t("matrix.tab")} aria-readonly={!viewer.can("responsibilities")}>
        <GridHead viewer={viewer} filter={filter} here={here} columns={columns} loads={loads} marker={marker} />
        {/* Script changes cells by itself, so each answer of the server replaces them all. */}
        <Rows key={newFormKey()} html={rowsOf({ viewer, here, rows, columns, marker })} />
      </table>
    </section>
  );
  const texts = {
    on: t("resp.responsible"),
    off: t("resp.isNotResponsible"),
    none: t("matrix.rowNone"),
    some: t("matrix.count"),
    undo: t("action.undo"),
    notDone: t("matrix.notDone"),
    further: t("matrix.further"),
  };
  return (
    <GridKeys
      press={pressCell}
      undo={undoResponsibilities}
      here={here}
      panels={panelsFrom(here)}
      mark={html`<span class="roles">${plainMark("plain")}</span>`.text}
      texts={texts}
    >
      {viewer.can("responsibilities") ? (
        <form action={clickCell}>
          <input type="hidden" name="here" value={here} />
          <input type="hidden" name="formKey" value={newFormKey()} />
          {grid}
        </form>
      ) : (
        grid
      )}
    </GridKeys>
  );
}

import { getTranslations } from "next-intl/server";
import { Behind } from "@/components/panel";
import { matrixFilter, matrixQuery } from "@/lib/matrix/filter";
import { absent } from "@/lib/outcome";
import { paths } from "@/lib/paths";
import { currentViewer } from "@/lib/session";
import { FlashLine } from "../flash-line";
import { bulkPanel } from "./bulk-panel";
import { Matrix } from "./matrix";
import { MatrixHead } from "./matrix-head";
import type { MatrixScope, OpenPanel } from "./panels";
import { responsiblePanel } from "./responsible-panels";
import { UndoChange } from "./undo-change";

const panels: OpenPanel[] = [responsiblePanel, bulkPanel];

/** Who answers for whom: customers down, employees across, and beside it the dialog that the address asks for. */
export default async function Responsibilities({ searchParams }: PageProps<"/responsibilities">) {
  const [viewer, params, t] = await Promise.all([currentViewer(), searchParams, getTranslations("matrix")]);
  const filter = matrixFilter(params);
  const scope: MatrixScope = { viewer, filter, params, here: paths.responsibilities(matrixQuery(filter)) };
  const panel = params.panel === undefined ? null : (panelOf(scope, String(params.panel)) ?? absent());

  return (
    <>
      {!panel && <title>{`${t("tab")} · Kumppani`}</title>}
      <Behind panel={panel !== null}>
        {!panel && (
          <FlashLine params={params}>
            <UndoChange {...scope} />
          </FlashLine>
        )}
        <MatrixHead viewer={viewer} filter={filter} />
        <Matrix {...scope} />
      </Behind>
      {panel}
    </>
  );
}

function panelOf(scope: MatrixScope, panel: string) {
  for (const open of panels) {
    const opened = open(scope, panel);
    if (opened) return opened;
  }
  return null;
}

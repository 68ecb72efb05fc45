import type { ReactNode } from "react";
import { Field } from "@/components/field";
import { oneOf, type Params } from "@/lib/list-address";
import { absent } from "@/lib/outcome";
import { paths, withQuery } from "@/lib/paths";
import { reportQuery } from "@/lib/reports/filter";
import type { SavedReport } from "@/lib/reports/queries";
import { FormPanel } from "../form-panel";
import { addReport, removeReport, saveReport } from "./actions";
import type { Opened } from "./opened";

type Words = Opened["t"];

/** The dialog the address asks for; without the right to it the page is not there. */
export async function panelOf({ report, saved, t }: Opened, params: Params): Promise<ReactNode> {
  if (!report) return null;
  switch (oneOf(params, "panel")) {
    case "new-report":
      return saved ? null : <NewReport t={t} query={reportQuery(report)} />;
    case "edit-report":
      return saved ? <EditReport t={t} saved={saved.isOpen ? saved : absent()} /> : null;
    case "delete-report":
      return saved ? <DeleteReport t={t} saved={saved.isOpen ? saved : absent()} /> : null;
    default:
      return null;
  }
}

/** Keeps the question under a name. */
function NewReport({ t, query }: { t: Words; query: ReturnType<typeof reportQuery> }) {
  return (
    <FormPanel
      title={t("report.save")}
      close={paths.reports(query)}
      ask
      action={addReport}
      submit={t("action.save")}
      hidden={{ address: withQuery("", query).slice(1) }}
    >
      <p>{t("report.saveText")}</p>
      <ReportFields t={t} />
    </FormPanel>
  );
}

function EditReport({ t, saved }: { t: Words; saved: SavedReport }) {
  return (
    <FormPanel
      title={t("report.edit")}
      about={saved.name}
      close={paths.reports({ saved: saved.id })}
      ask
      action={saveReport}
      submit={t("action.save")}
      hidden={{ id: String(saved.id), version: String(saved.version) }}
      values={{ name: saved.name, isShared: saved.isShared ? "on" : "" }}
    >
      <ReportFields t={t} />
    </FormPanel>
  );
}

function ReportFields({ t }: { t: Words }) {
  return (
    <>
      <Field name="name" label={t("report.name")} kind="text" required autoComplete="off" />
      <Field name="isShared" label={t("report.isShared")} kind="checkbox" />
    </>
  );
}

function DeleteReport({ t, saved }: { t: Words; saved: SavedReport }) {
  return (
    <FormPanel
      title={t("report.deleteTitle", { name: saved.name })}
      close={paths.reports({ saved: saved.id })}
      ask
      action={removeReport}
      submit={t("action.delete")}
      tone="bad"
      hidden={{ id: String(saved.id) }}
    >
      <p>{t("report.deleteText")}</p>
    </FormPanel>
  );
}

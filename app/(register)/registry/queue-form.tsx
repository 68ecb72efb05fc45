import { getTranslations } from "next-intl/server";
import { Bulk } from "@/components/bulk";
import { Button } from "@/components/button";
import { html } from "@/components/rows";
import { Rows, SortHead, Table, TickAll } from "@/components/table";
import type { Viewer } from "@/lib/access/viewer";
import { newFormKey } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
import { filterQuery, type QueueFilter, type queueSorts } from "@/lib/registry-queue/filter";
import type { QueuedCustomer } from "@/lib/registry-queue/list";
import { decide } from "./actions";
import { registryLabels } from "./comparison-words";
import { queryOf } from "./query-of";
import { queueRows } from "./queue-rows";

type Props = { viewer: Viewer; filter: QueueFilter; rows: readonly QueuedCustomer[] };

/** What waits, one row a customer, with its own buttons; ticked ones are decided on together. */
export async function QueueForm({ viewer, filter, rows }: Props) {
  const [t, row] = await Promise.all([getTranslations("registryQueue"), queueRows(viewer, filter)]);
  const formKey = newFormKey();
  return (
    <form key={formKey} action={decide.bind(null, queryOf(filter))}>
      {/* Enter in a tick would press the first button of the first row: this one comes first and does nothing. */}
      <button type="submit" disabled hidden />
      <input type="hidden" name="formKey" value={formKey} />
      <Table caption={t(`tab.${filter.tab}`)} head={<Heads filter={filter} />} stick>
        <Rows html={html`${rows.map(row)}`} />
      </Table>
      <Bulk label={t("bulk")} counted={t("counted")}>
        {filter.tab === "ceased" ? (
          <Button name="decision" value="businessStatus" icon="check">
            {t("takeStatus")}
          </Button>
        ) : (
          <Accepting />
        )}
        <Button name="decision" value="leave">
          {t("leaveAll")}
        </Button>
      </Bulk>
    </form>
  );
}

/** Everything proposed, or one field of it for all that are ticked. */
async function Accepting() {
  const [t, labels] = await Promise.all([getTranslations("registryQueue"), registryLabels()]);
  return (
    <>
      <select name="only" className="in w-auto max-md:grow" aria-label={t("what")} defaultValue="proposed">
        <option value="proposed">{t("allProposed")}</option>
        {(["name", "address", "email", "website"] as const).map((field) => (
          <option key={field} value={field}>
            {t("onlyField", { field: labels[field] })}
          </option>
        ))}
      </select>
      <Button name="decision" value="accept" icon="check">
        {t("accept")}
      </Button>
    </>
  );
}

async function Heads({ filter }: { filter: QueueFilter }) {
  const t = await getTranslations("registryQueue");
  return (
    <>
      <TickAll label={t("tickAll")} />
      <SortedHead filter={filter} sort="name" label={t("customer")} />
      <th scope="col">{t("field")}</th>
      <SortedHead filter={filter} sort="found" label={t("fetched")} />
      <th scope="col">
        <span className="vh">{t("actions")}</span>
      </th>
    </>
  );
}

type SortedProps = { filter: QueueFilter; sort: (typeof queueSorts)[number]; label: string };

/** "Newest first" goes down, a name goes up; the same head again turns it round. */
export function SortedHead({ filter, sort, label }: SortedProps) {
  const isCurrent = filter.sort === sort;
  const target = { ...filter, sort, descending: isCurrent && !filter.descending };
  const goesDown = filter.descending !== (sort === "found");
  return (
    <SortHead
      href={paths.registry(filterQuery(target))}
      sort={isCurrent ? (goesDown ? "descending" : "ascending") : undefined}
    >
      {label}
    </SortHead>
  );
}

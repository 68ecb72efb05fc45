import { getTranslations } from "next-intl/server";
import { Button, ButtonLink } from "@/components/button";
import { Badge } from "@/components/chips";
import { Notice } from "@/components/flash";
import { Head } from "@/components/head";
import { Menu, MenuLink } from "@/components/menu";
import { paths } from "@/lib/paths";
import { invoiceWords } from "../words";
import { isCreditable, isCreditedWhole, isOpenDraft, type Opened } from "./opened";

/** What the document is, what it is tied to, and what can be done with it. */
export async function InvoiceHead({ editing, ...opened }: Opened & { editing: boolean }) {
  const { viewer, invoice } = opened;
  const { t, title } = await invoiceWords();
  const nav = await getTranslations("nav");
  const { customerId, customerName, projectId, projectName, original, credits } = invoice;
  const steps = [
    { href: paths.customers(), label: nav("customers") },
    { href: paths.customerTab(customerId, "financials"), label: customerName },
    ...(projectId && projectName && viewer.can("projects.own")
      ? [{ href: paths.projectTab(projectId, "financials"), label: projectName }]
      : []),
  ];
  const isStopped = invoice.status === "draft" && !original && !invoice.isAllowed;
  return (
    <>
      <Head
        card
        title={title(invoice)}
        crumb={{ label: nav("breadcrumb"), steps }}
        below={
          <>
            <State {...opened} />
            {original && <Tied label={t("creditOf")} others={[original]} />}
            {credits.length > 0 && <Tied label={t("creditedBy")} others={credits} />}
          </>
        }
        actions={!editing && <Actions {...opened} isStopped={isStopped} />}
      />
      {isStopped && <Notice kind="warn">{t("notAllowed")}</Notice>}
    </>
  );
}

async function State({ invoice }: Opened) {
  const { t } = await invoiceWords();
  if (invoice.status === "draft") return <Badge icon="edit">{t("stateDraft")}</Badge>;
  return (
    <>
      <Badge tone="ok" icon="check">
        {t("stateIssued")}
      </Badge>
      {isCreditedWhole(invoice) && <Badge>{t("stateCredited")}</Badge>}
    </>
  );
}

type Other = Opened["invoice"]["credits"][number];

async function Tied({ label, others }: { label: string; others: readonly Other[] }) {
  const { t } = await invoiceWords();
  return (
    <span>
      <span className="faint">{label}</span>{" "}
      {others.map(({ id, number }, at) => (
        <span key={id}>
          {at > 0 && ", "}
          <a href={paths.invoice(id)}>{number ?? t("stateDraft")}</a>
        </span>
      ))}
    </span>
  );
}

async function Actions({ isStopped, ...opened }: Opened & { isStopped: boolean }) {
  const [t, { t: words }] = await Promise.all([getTranslations(), invoiceWords()]);
  const { id } = opened.invoice;
  if (isCreditable(opened)) {
    const isWhole = isCreditedWhole(opened.invoice);
    return isWhole ? null : (
      <ButtonLink href={paths.invoice(id, { panel: "credit" })} icon="refresh">
        {words("credit")}
      </ButtonLink>
    );
  }
  if (!isOpenDraft(opened)) return null;
  const canIssue = !isStopped && opened.invoice.lines.length > 0;
  return (
    <>
      <ButtonLink href={paths.invoice(id, { edit: "draft" })} icon="edit">
        {t("action.edit")}
      </ButtonLink>
      {canIssue ? (
        <ButtonLink href={paths.invoice(id, { panel: "issue" })} tone="go" icon="check">
          {words("issue")}
        </ButtonLink>
      ) : (
        <Button type="button" disabled icon="check">
          {words("issue")}
        </Button>
      )}
      <Menu label={t("action.more")} quiet>
        <MenuLink href={paths.invoice(id, { panel: "delete" })} icon="trash" bad>
          {words("deleteDraft")}
        </MenuLink>
      </Menu>
    </>
  );
}

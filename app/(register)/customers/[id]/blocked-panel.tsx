import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/button";
import { paths } from "@/lib/paths";
import { ReadPanel } from "../../read-panel";
import type { BlockerLine } from "./blockers";
import { type Card, isEditable } from "./card";

const mostNames = 20;

/** In place of the question whether to delete: what keeps the customer, and the archive instead. */
export async function BlockedPanel({ lines, ...card }: Card & { lines: BlockerLine[] }) {
  const t = await getTranslations();
  const { id, name } = card.customer;
  const title = t("card.blockedTitle", { name });
  const close = paths.customer(id);
  return (
    <ReadPanel
      title={title}
      close={close}
      ask
      foot={
        isEditable(card) && (
          <ButtonLink href={paths.customer(id, { panel: "archive" })} tone="go" icon="archive">
            {t("action.archive")}
          </ButtonLink>
        )
      }
    >
      <p>{t("card.blockedText")}</p>
      <ul className="list-disc ps-5 leading-6">
        {lines.map(({ text, href, names }) => (
          <li key={text} className="py-1">
            {href ? <a href={href}>{text}</a> : text}
            {names.slice(0, mostNames).map((customer, index) => (
              <span key={customer.id}>
                {index === 0 ? ": " : ", "}
                <a href={paths.customer(customer.id)}>{customer.name}</a>
              </span>
            ))}
            {names.length > mostNames && " …"}
          </li>
        ))}
      </ul>
    </ReadPanel>
  );
}

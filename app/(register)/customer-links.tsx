import { EmptyLine } from "@/components/empty";
import { PageLink } from "@/components/page-link";
import { List, ListItem } from "@/components/section";
import type { listMyCustomers } from "@/lib/customers/my-day";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import { currentLocale, currentViewer } from "@/lib/session";

type Props = { customers: Awaited<ReturnType<typeof listMyCustomers>>; empty: string };

/** A short list of customers with number, town and the day of the last change. */
export async function CustomerLinks({ customers, empty }: Props) {
  const [viewer, locale] = await Promise.all([currentViewer(), currentLocale()]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  if (customers.length === 0) return <EmptyLine text={empty} />;
  return (
    <List>
      {customers.map(({ id, name, number, city, updatedAt }) => (
        <ListItem
          key={id}
          icon="building"
          title={
            <PageLink className="name" href={paths.customer(id)}>
              {name}
            </PageLink>
          }
          meta={[number, city].filter(Boolean).join(" · ")}
          end={<span className="faint xs">{format.date(updatedAt)}</span>}
        />
      ))}
    </List>
  );
}

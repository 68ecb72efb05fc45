import Link from "next/link";
import { Icon } from "@/components/icon";
import { formatsOf } from "@/lib/format";
import type { listMyCustomers } from "@/lib/customers/my-day";
import { paths } from "@/lib/paths";
import { currentLocale, currentViewer } from "@/lib/session";

type Props = { customers: Awaited<ReturnType<typeof listMyCustomers>>; empty: { title: string; text: string } };

/** A short list of customers with number, town and the day of the last change. */
export async function CustomerLinks({ customers, empty }: Props) {
  const [viewer, locale] = await Promise.all([currentViewer(), currentLocale()]);
  const format = formatsOf(locale, viewer.facts.timeZone);
  if (customers.length === 0) {
    return (
      <div className="empty empty--box">
        <p>
          <b>{empty.title}</b> {empty.text}
        </p>
      </div>
    );
  }
  return (
    <ul className="list">
      {customers.map(({ id, name, number, city, updatedAt }) => (
        <li key={id}>
          <Icon name="building" />
          <div className="grow">
            <Link className="name" href={paths.customer(id)} prefetch={false}>
              {name}
            </Link>
            <span className="sub">{[number, city].filter(Boolean).join(" · ")}</span>
          </div>
          <div className="end faint xs">{format.date(updatedAt)}</div>
        </li>
      ))}
    </ul>
  );
}

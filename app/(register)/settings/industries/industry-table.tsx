import { getTranslations } from "next-intl/server";
import { Button } from "@/components/button";
import { Badge } from "@/components/chips";
import { Icon } from "@/components/icon";
import { PageLink } from "@/components/page-link";
import { Table } from "@/components/table";
import { newFormKey } from "@/lib/form-texts";
import { formatsOf } from "@/lib/format";
import { divisionCodes, divisionName } from "@/lib/industries/divisions";
import type { industriesInUse } from "@/lib/industries/queries";
import { divisionsOf, type IndustrySection, industrySections, sectionName, sectionOf } from "@/lib/industries/rules";
import { paths } from "@/lib/paths";
import { currentLocale, currentViewer } from "@/lib/session";
import { offer } from "./actions";

type Props = Awaited<ReturnType<typeof industriesInUse>>;

/** The sections with their divisions folded up in them. */
export async function IndustryTable({ hidden, customers }: Props) {
  const [t, viewer, locale] = await Promise.all([getTranslations("industry"), currentViewer(), currentLocale()]);
  const { number } = formatsOf(locale, viewer.facts.timeZone);
  const formKey = newFormKey();
  return (
    <Table
      head={
        <>
          <th scope="col">{t("section")}</th>
          <th scope="col" className="num w-28">
            {t("customers")}
          </th>
          <th scope="col" className="tight num">
            <span className="vh">{t("offered")}</span>
          </th>
        </>
      }
    >
      <tbody>
        {industrySections.map((section) => {
          const divisions = divisionCodes.filter((code) => sectionOf(code) === section);
          const used = divisions.reduce((sum, code) => sum + (customers.get(code) ?? 0), 0);
          const isHidden = hidden.includes(section);
          return (
            <tr key={section}>
              <th scope="row">
                <details>
                  <summary>
                    <span className="row flex-nowrap! gap-1!">
                      <span className={isHidden ? "faint" : undefined}>{sectionName(section, locale)}</span>
                      <Icon name="down" /> {isHidden && <Badge>{t("hidden")}</Badge>}
                    </span>
                    <span className="sub">{codesOf(section)}</span>
                  </summary>
                  <ul className="text-sm font-normal">
                    {divisions.map((code) => (
                      <li key={code}>
                        {code} {divisionName(code, locale)}{" "}
                        {customers.has(code) && <span className="faint">{number(customers.get(code) ?? 0)}</span>}
                      </li>
                    ))}
                  </ul>
                </details>
              </th>
              <td className="num" data-l={t("customers")}>
                {used > 0 ? (
                  <PageLink href={paths.customers({ industry: section })}>{number(used)}</PageLink>
                ) : (
                  <span>{number(0)}</span>
                )}
              </td>
              <td className="tight num">
                <form action={offer}>
                  {Object.entries({ id: "1", formKey, section, to: isHidden ? "offered" : "hidden" }).map(
                    ([name, value]) => (
                      <input key={name} type="hidden" name={name} value={value} />
                    ),
                  )}
                  <Button small>
                    {t(isHidden ? "offer" : "hide")}
                    <span className="vh"> {sectionName(section, locale)}</span>
                  </Button>
                </form>
              </td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}

/** "41–43", or the one there is. */
function codesOf(section: IndustrySection): string {
  const [first, last] = divisionsOf(section);
  return first === last ? first : `${first}–${last}`;
}

import { getTranslations } from "next-intl/server";
import { EmptyLine } from "@/components/empty";
import { PageLink } from "@/components/page-link";
import { RoleMark } from "@/components/role-mark";
import { Section } from "@/components/section";
import { Table } from "@/components/table";
import { formatsOf } from "@/lib/format";
import { paths } from "@/lib/paths";
import type { coverage } from "@/lib/roles/queries";
import { currentLocale, currentViewer } from "@/lib/session";

type Props = Awaited<ReturnType<typeof coverage>>;

/** Each number leads to the customers it counts. */
export async function CustomerCoverage({ total, nobody, roles }: Props) {
  const [t, viewer, locale] = await Promise.all([getTranslations("roles"), currentViewer(), currentLocale()]);
  const { number } = formatsOf(locale, viewer.facts.timeZone);
  const listed = (query: Record<string, string | number>) => paths.customers({ view: "flat", ...query });
  return (
    <Section id="customers" title={t("customersTitle")} count={number(total)}>
      <Table
        head={
          <>
            <th scope="col">{t("requiredRole")}</th>
            <th scope="col" className="num w-32">
              {t("missing")}
            </th>
            <th scope="col" className="num w-32">
              {t("losing")}
            </th>
          </>
        }
      >
        <tbody>
          {roles.map(({ id, name, letter, colour, missing, losing }) => (
            <tr key={id}>
              <th scope="row">
                <span className="row row--name">
                  <RoleMark letter={letter} colour={colour} />
                  <span>{name}</span>
                </span>
              </th>
              <td className="num" data-l={t("missing")}>
                <Count n={missing} words={number(missing)} href={listed({ role: id, roles: "none" })} />
              </td>
              <td className="num" data-l={t("losing")}>
                <Count n={losing} words={number(losing)} href={listed({ losing: id })} />
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t("nobodyAtAll")}</th>
            <td className="num" data-l={t("missing")}>
              <Count n={nobody} words={number(nobody)} href={listed({ responsible: "none" })} />
            </td>
            <td className="num hide">–</td>
          </tr>
        </tbody>
      </Table>
      {roles.length === 0 && <EmptyLine text={t(viewer.can("settings") ? "noRequired" : "noRequiredText")} />}
    </Section>
  );
}

const Count = ({ n, words, href }: { n: number; words: string; href: string }) =>
  n > 0 ? (
    <PageLink className="neg" href={href}>
      {words}
    </PageLink>
  ) : (
    <span>{words}</span>
  );

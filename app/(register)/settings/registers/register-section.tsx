import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/button";
import { Badge, Chip } from "@/components/chips";
import { EmptyLine } from "@/components/empty";
import { Icon } from "@/components/icon";
import { PageLink } from "@/components/page-link";
import { RoleMark } from "@/components/role-mark";
import { Section } from "@/components/section";
import { Table } from "@/components/table";
import type { CustomKind } from "@/lib/custom-fields/rules";
import { newFormKey } from "@/lib/form-texts";
import { formatsOf } from "@/lib/format";
import { activityIcons } from "@/lib/registers/fields";
import type { Entry } from "@/lib/registers/queries";
import { isRoleRegister, type RegisterName, registerOf, tagColours } from "@/lib/registers/rules";
import { roleColours, roleLevels } from "@/lib/roles/rules";
import { currentLocale, currentViewer } from "@/lib/session";
import { entryAddress } from "./entry-address";
import { mergeTargets } from "./merge-panel";
import { RowTools } from "./row-tools";
import { usersOf } from "./users-of";

type Props = {
  register: RegisterName;
  entries: readonly Entry[];
  /** Where the entries belong, and new ones will: a group of segments, a kind of activity. */
  within?: number | string;
  title?: string;
  /** What stands below the name of an entry. */
  note?: (entry: Entry) => ReactNode;
};

/** One list of names with where each is used, its order and what can be done with it. */
export async function RegisterSection({ register, entries, within, title, note }: Props) {
  const [t, locale, viewer] = await Promise.all([getTranslations("register"), currentLocale(), currentViewer()]);
  const { number } = formatsOf(locale, viewer.facts.timeZone);
  const inUse = entries.filter(({ disabledAt }) => !disabledAt);
  const group = typeof within === "number" ? within : null;
  const kind = typeof within === "string" ? within : null;
  const addHref = entryAddress(viewer, { act: "new", register, id: group }, { kind });
  const about =
    register === "activityTypes" || register === "salesStatuses" || register === "segments" || register === "teams"
      ? undefined
      : t(`about.${register}`);
  return (
    <Section
      id={[register, within].filter(Boolean).join("-")}
      title={title ?? t(`title.${register}`)}
      count={number(entries.length)}
      text={about}
      actions={
        addHref && (
          <ButtonLink href={addHref} small icon="plus">
            {t(`add.${register}`)}
          </ButtonLink>
        )
      }
    >
      {entries.length === 0 && <EmptyLine text={t("empty")} />}
      {inUse.length > 0 && <RegisterTable {...{ register, entries, shown: inUse, note }} />}
      {inUse.length < entries.length && (
        <details>
          <summary>
            {t("outOfUse", { n: entries.length - inUse.length })} <Icon name="down" />
          </summary>
          <RegisterTable {...{ register, entries, shown: entries.filter(({ disabledAt }) => disabledAt) }} />
        </details>
      )}
    </Section>
  );
}

type TableProps = Pick<Props, "register" | "entries" | "note"> & { shown: readonly Entry[] };

/** Those in use have an order among themselves; those out of use wait below. */
async function RegisterTable({ register, entries, shown, note }: TableProps) {
  const [t, locale, viewer] = await Promise.all([getTranslations("register"), currentLocale(), currentViewer()]);
  const { number } = formatsOf(locale, viewer.facts.timeZone);
  const { isOrdered } = registerOf(register);
  const formKey = newFormKey();
  return (
    <Table
      head={
        <>
          <th scope="col">{t("name")}</th>
          <th scope="col" className="num w-32">
            {t(`usedBy.${register}`)}
          </th>
          <th scope="col" className="tight num">
            <span className="vh">{t("tools")}</span>
          </th>
        </>
      }
    >
      <tbody data-order={isOrdered && shown.every(({ disabledAt }) => !disabledAt) ? "" : undefined}>
        {shown.map((entry, place) => (
          <tr key={entry.id}>
            <th scope="row" className={isOrdered ? "max-md:pe-36!" : "max-md:pe-14!"}>
              <EntryName register={register} entry={entry} />
              {note && <span className="sub">{note(entry)}</span>}
            </th>
            <td className="num" data-l={t(`usedBy.${register}`)}>
              <Uses
                href={entry.used > 0 ? usersOf(register, entry) : null}
                words={entry.usedElsewhere ? t("usedElsewhere") : number(entry.used)}
              />
            </td>
            <td className="tight num act1">
              <RowTools
                register={register}
                entry={entry}
                formKey={formKey}
                isFirst={place === 0}
                isLast={place === shown.length - 1}
                mergeable={mergeTargets(register, entry, entries).length > 0}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const Uses = ({ href, words }: { href: string | null; words: string }) =>
  href ? <PageLink href={href}>{words}</PageLink> : <span>{words}</span>;

async function EntryName({ register, entry }: { register: RegisterName; entry: Entry }) {
  const [t, locale, viewer] = await Promise.all([getTranslations(), currentLocale(), currentViewer()]);
  const { percent } = formatsOf(locale, viewer.facts.timeZone);
  const { defaults = [] } = registerOf(register);
  const { code, description, onlyOne, kind, invoicingAllowed, builtIn, probability } = entry.values;
  const limit = typeof onlyOne === "boolean" && t(onlyOne ? "grouping.atMostOne" : "grouping.several");
  const icon = activityIcons.find((one) => one === entry.values.icon);
  const custom = register === "customFields" && t(`custom.kinds.${kind as CustomKind}`);
  const invoicing =
    typeof invoicingAllowed === "boolean" && t(`register.${invoicingAllowed ? "invoiced" : "notInvoiced"}`);
  const origin = builtIn ? t("register.builtIn") : null;
  const colour = !isRoleRegister(register) && tagColours.find((one) => one === entry.values.colour && one !== "grey");
  const role = isRoleRegister(register) && roleColours.find((one) => one === entry.values.colour);
  const levelOf = roleLevels.find((one) => one === entry.values.level);
  const level = levelOf && t(`register.levels.${levelOf}`);
  const likely = typeof probability === "number" && percent(probability);
  const facts = [likely, custom, level, limit, invoicing, origin, code, description].filter(Boolean).join(" · ");
  const href = entryAddress(viewer, { act: "edit", register, id: entry.id });
  const className = entry.disabledAt ? "name faint" : "name";
  return (
    <>
      <span className="row row--name">
        {icon && <Icon name={icon} />}
        {role && <RoleMark letter={String(entry.values.letter)} colour={role} />}
        {href ? (
          <PageLink className={className} href={href} still>
            {entry.label}
          </PageLink>
        ) : (
          <span className={className}>{entry.label}</span>
        )}
        {colour && <Chip colour={colour}>{t(`register.colours.${colour}`)}</Chip>}
        {defaults
          .filter((mark) => entry.values[mark])
          .map((mark) => (
            <Badge key={mark} tone="on">
              {t(`register.mark.${mark}`)}
            </Badge>
          ))}
        {role && entry.values.isRequired === true && <Badge>{t("custom.isRequired")}</Badge>}
        {role && entry.values.isShown === true && <Badge>{t("register.isShown")}</Badge>}
        {entry.disabledAt && <Badge>{t("register.inactive")}</Badge>}
      </span>
      {facts && <span className="sub">{facts}</span>}
    </>
  );
}

import { PlainMark } from "@/components/plain-mark";
import { RoleMark } from "@/components/role-mark";
import type { MatrixFilter } from "@/lib/matrix/filter";
import type { Role } from "@/lib/roles/queries";
import type { Marker, Words } from "./grid/marks";

type Props = { t: Words; filter: MatrixFilter; roles: Marker["roles"] };

/** What the marks in the cells mean. */
export function Legend({ t, filter, roles }: Props) {
  const lettered: Role[] = filter.byRole
    ? [...roles.customer.values(), ...(filter.projects ? roles.project.values() : [])]
    : [];
  return (
    <ul className="legend" aria-label={t("matrix.legend")}>
      <li>
        <PlainMark kind="owner" />
        {t(filter.projects ? "matrix.leads" : "customers.owner")}
      </li>
      {lettered.map(({ letter, colour, name, level }) => (
        <li key={`${letter} ${name}`} title={level ? t(`register.levels.${level}`) : undefined}>
          <RoleMark letter={letter} colour={colour} />
          {name}
        </li>
      ))}
      <li>
        <PlainMark kind="plain" />
        {t(filter.byRole ? "resp.noRole" : "resp.responsible")}
      </li>
      <li>
        <PlainMark kind="plain" isFuture />
        {t("resp.future")}
      </li>
      <li>
        <span className="roles roles--ending">
          <PlainMark kind="plain" />
        </span>
        {t("resp.endingSoon")}
      </li>
    </ul>
  );
}

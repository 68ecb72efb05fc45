import { getTranslations } from "next-intl/server";
import { Icon } from "@/components/icon";
import { Menu, MenuButton, MenuForm, MenuLink } from "@/components/menu";
import { paths } from "@/lib/paths";
import { panelName } from "@/lib/registers/filter";
import type { Entry } from "@/lib/registers/queries";
import { type RegisterName, registerOf } from "@/lib/registers/rules";
import { change, move } from "./actions";

type Props = {
  register: RegisterName;
  entry: Entry;
  formKey: string;
  isFirst: boolean;
  isLast: boolean;
  mergeable: boolean;
};

/** Up and down where people choose the order, and what can be done with an entry. */
export async function RowTools({ register, entry, formKey, isFirst, isLast, mergeable }: Props) {
  const t = await getTranslations();
  const { section, defaults = [], isOrdered } = registerOf(register);
  const { id, label, disabledAt, used, values } = entry;
  const stays = Boolean(values.builtIn) || defaults.some((mark) => values[mark]);
  const takesValues = register === "customFields" || register === "customOptions";
  const hidden = { register, id: String(id), formKey };
  const panel = (act: "edit" | "delete" | "merge") =>
    paths.settings(section, { panel: panelName({ act, register, id }) });
  return (
    <span className="row flex-nowrap! justify-end gap-0!">
      {isOrdered && !disabledAt && (
        <form action={move} className="row flex-nowrap! gap-0!">
          <span className="grip script" aria-hidden="true">
            <Icon name="grip" />
          </span>
          {Object.entries(hidden).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <Arrow direction="up" label={t("register.moveUp", { name: label })} disabled={isFirst} />
          <Arrow direction="down" label={t("register.moveDown", { name: label })} disabled={isLast} />
        </form>
      )}
      <Menu label={t("register.actionsOf", { name: label })} quiet plain small>
        <MenuLink href={panel("edit")} icon="edit">
          {t("action.edit")}
        </MenuLink>
        <MenuForm action={change} hidden={hidden}>
          {defaults
            .filter((mark) => !values[mark])
            .map((mark) => (
              <MenuButton key={mark} name="to" value={mark} icon="check">
                {t(`register.make.${mark}`)}
              </MenuButton>
            ))}
          {!stays && (
            <MenuButton name="to" value={disabledAt ? "inUse" : "disabled"} icon={disabledAt ? "refresh" : "archive"}>
              {t(disabledAt ? "action.activate" : "action.deactivate")}
            </MenuButton>
          )}
        </MenuForm>
        {mergeable && !stays && (
          <MenuLink href={panel("merge")} icon="merge">
            {t("register.merge")}
          </MenuLink>
        )}
        {(used === 0 || takesValues) && !stays && (
          <MenuLink href={panel("delete")} icon="trash" bad cut>
            {t("register.delete")}
          </MenuLink>
        )}
      </Menu>
    </span>
  );
}

function Arrow({ direction, label, disabled }: { direction: "up" | "down"; label: string; disabled: boolean }) {
  return (
    <button
      type="submit"
      className={disabled ? "btn btn--icon btn--plain btn--s invisible" : "btn btn--icon btn--plain btn--s"}
      name="direction"
      value={direction}
      disabled={disabled}
      aria-label={label}
      title={label}
    >
      <Icon name={direction} />
    </button>
  );
}

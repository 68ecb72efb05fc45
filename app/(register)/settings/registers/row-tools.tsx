import { getTranslations } from "next-intl/server";
import { Icon } from "@/components/icon";
import { Menu, MenuButton, MenuForm, MenuLink } from "@/components/menu";
import type { Entry } from "@/lib/registers/queries";
import { type RegisterName, registerOf } from "@/lib/registers/rules";
import { currentViewer } from "@/lib/session";
import { change, move } from "./actions";
import { entryAddress } from "./entry-address";

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
  const [t, viewer] = await Promise.all([getTranslations(), currentViewer()]);
  const { defaults = [], isOrdered, ownPage } = registerOf(register);
  const { id, label, disabledAt, used, values } = entry;
  const stays = Boolean(values.builtIn) || defaults.some((mark) => values[mark]);
  const takesValues = register === "customFields" || register === "customOptions";
  const hidden = { register, id: String(id), formKey };
  const panel = (act: "edit" | "delete" | "merge") => entryAddress(viewer, { act, register, id });
  const [edit, merge, remove] = [panel("edit"), panel("merge"), panel("delete")];
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
        {edit && (
          <MenuLink href={edit} icon="edit">
            {t("action.edit")}
          </MenuLink>
        )}
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
        {merge && mergeable && !stays && (
          <MenuLink href={merge} icon="merge">
            {t("register.merge")}
          </MenuLink>
        )}
        {remove && (used === 0 || takesValues || ownPage) && !stays && (
          <MenuLink href={remove} icon="trash" bad cut>
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

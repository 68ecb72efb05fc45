import { getTranslations } from "next-intl/server";
import { Field, type FieldOption } from "@/components/field";
import { Icon } from "@/components/icon";
import { type CustomField, customKinds } from "@/lib/custom-fields/rules";
import { locales } from "@/lib/locale/choice";
import { activityIcons, activityKinds, entryFields } from "@/lib/registers/fields";
import { isRoleRegister, type RegisterName, tagColours } from "@/lib/registers/rules";
import { roleColours, roleLevels } from "@/lib/roles/rules";
import { saleStates } from "@/lib/sales/rules";
import { currentViewer } from "@/lib/session";
import { CustomControl } from "../../customers/custom-fields";
import { entryLabels } from "./labels";

const flags = ["invoicingAllowed", "onCard", "onList", "isRequired", "isUnique", "onReports"];
const roleFlags = { isRequired: "requiredHint", isShown: "shownHint" } as const;
const roleFields = ["isRequired", "isShown"] as const;

type Props = {
  register: RegisterName;
  isNew?: boolean;
  /** The custom field that is changed: its start value is filled in as its own values are. */
  custom?: CustomField;
};

/** The fields of an entry; what it is for is said once, when it is new. */
export async function EntryFields({ register, isNew, custom }: Props) {
  const [t, labels, viewer] = await Promise.all([getTranslations(), entryLabels(), currentViewer()]);
  const has = (field: string) => field in entryFields[register];
  const label = (field: string) => labels[field] ?? field;
  const isRole = isRoleRegister(register);
  const mayBeUnique = !custom || custom.kind === "text" || custom.kind === "number";
  const kinds = activityKinds.map((value) => ({ value, label: t(`register.kinds.${value}`) }));
  const icons: FieldOption[] = activityIcons.map((value) => ({
    value,
    label: t(`register.icons.${value}`),
    icon: <Icon name={value} />,
  }));
  const states = saleStates.map((value) => ({ value, label: t(`sales.${value}`) }));
  const customs = customKinds.map((value) => ({ value, label: t(`custom.kinds.${value}`) }));
  const yesNo = [
    { value: "true", label: t("custom.yes") },
    { value: "false", label: t("custom.no") },
  ];
  const colours = tagColours.map((value) => ({ value, label: t(`register.colours.${value}`), colour: value }));
  const roles = roleColours.map((value) => ({ value, label: t(`register.colours.${value}`), role: value }));
  const levels = [
    { value: "", label: t("register.noLevel") },
    ...roleLevels.map((value) => ({ value, label: t(`register.levels.${value}`) })),
  ];
  const several = [
    { value: "true", label: t("grouping.atMostOne") },
    { value: "false", label: t("grouping.several") },
  ];
  return (
    <>
      {isNew && register === "activityTypes" && <Field name="kind" label={label("kind")} kind="pick" options={kinds} />}
      {isNew && register === "salesStatuses" && (
        <Field name="state" label={t("sales.state")} kind="pick" options={states} />
      )}
      {isNew && register === "customFields" && (
        <Field name="kind" label={t("custom.kind")} kind="select" options={customs} />
      )}
      {has("name") && <Field name="name" label={label("name")} kind="text" required autoComplete="off" />}
      {has("names") &&
        locales.map((locale, place) => (
          <Field
            key={locale}
            name={`names.${locale}`}
            label={label(`names.${locale}`)}
            kind="text"
            span={3}
            autoComplete="off"
            hint={place === 0 ? t("register.nameHint") : undefined}
          />
        ))}
      {has("probability") && (
        <Field
          name="probability"
          label={label("probability")}
          kind="number"
          unit="%"
          span={3}
          required
          autoComplete="off"
          hint={t("register.probabilityHint")}
        />
      )}
      {has("onlyOne") && <Field name="onlyOne" label={label("onlyOne")} kind="pick" options={several} />}
      {flags
        .filter((flag) => has(flag) && !isRole && (flag !== "isUnique" || mayBeUnique))
        .map((flag) => (
          <Field key={flag} name={flag} label={label(flag)} kind="pick" span={3} options={yesNo} />
        ))}
      {has("mask") && (isNew || custom?.kind === "text") && (
        <Field name="mask" label={label("mask")} kind="text" autoComplete="off" hint={t("custom.maskHint")} />
      )}
      {custom && (
        <CustomControl
          field={{ ...custom, isRequired: false }}
          name="startValue"
          label={label("startValue")}
          hint={t("custom.startHint")}
          held={custom.startValue}
        />
      )}
      {has("help") &&
        locales.map((locale, place) => (
          <Field
            key={locale}
            name={`help.${locale}`}
            label={label(`help.${locale}`)}
            kind="text"
            span={3}
            autoComplete="off"
            hint={place === 0 ? t("custom.helpHint") : undefined}
          />
        ))}
      {has("integrationId") && viewer.uses("hubspot") && (
        <Field name="integrationId" label={label("integrationId")} kind="text" autoComplete="off" />
      )}
      {isNew && register === "customFields" && <p className="hint">{t("custom.startLater")}</p>}
      {has("code") && (
        <Field
          name="code"
          label={label("code")}
          kind="text"
          span={3}
          autoComplete="off"
          hint={t("register.codeHint")}
        />
      )}
      {has("icon") && <Field name="icon" label={label("icon")} kind="pick" options={icons} />}
      {has("letter") && (
        <Field
          name="letter"
          label={label("letter")}
          kind="text"
          span={2}
          autoComplete="off"
          hint={t("register.letterHint")}
        />
      )}
      {has("level") && <Field name="level" label={label("level")} kind="select" span={4} options={levels} />}
      {has("colour") && (
        <Field name="colour" label={label("colour")} kind="radios" options={isRole ? roles : colours} />
      )}
      {isRole &&
        roleFields.map((flag) => (
          <Field key={flag} name={flag} label={label(flag)} kind="checkbox" hint={t(`register.${roleFlags[flag]}`)} />
        ))}
      {has("description") && <Field name="description" label={label("description")} kind="longText" />}
    </>
  );
}

import { getTranslations } from "next-intl/server";
import { Field } from "@/components/field";
import { formTexts } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
import type { Entry } from "@/lib/registers/queries";
import { type RegisterName, registerOf } from "@/lib/registers/rules";
import { FormPanel } from "../../form-panel";
import { merge } from "./actions";

type Props = { register: RegisterName; entry: Entry; entries: readonly Entry[] };

/** Asks which other entry stays; those of another group, kind or company, and those out of use, are none. */
export async function MergePanel({ register, entry, entries }: Props) {
  const [t, texts] = await Promise.all([getTranslations(), formTexts()]);
  const close = paths.settings(registerOf(register).section);
  const title = t("register.mergeTitle", { name: entry.label });
  const others = mergeTargets(register, entry, entries).map(({ id, label }) => ({ value: String(id), label }));
  return (
    <FormPanel
      title={title}
      close={close}
      ask
      action={merge}
      texts={{ ...texts, doubt: { ...texts.doubt, anyway: t("action.merge") } }}
      submit={t("action.merge")}
      tone="bad"
      labels={{ targetId: t("register.mergeTarget") }}
      hidden={{ register, id: String(entry.id) }}
    >
      <p>{t("register.mergeText", { name: entry.label, count: entry.used })}</p>
      <Field
        name="targetId"
        label={t("register.mergeTarget")}
        kind="select"
        options={[{ value: "", label: t("register.chooseTarget") }, ...others]}
        required
      />
    </FormPanel>
  );
}

/** What an entry may go into. */
export function mergeTargets(register: RegisterName, entry: Entry, entries: readonly Entry[]): Entry[] {
  const { within, merges } = registerOf(register);
  const isNear = (other: Entry) => !within || other.values[within] === entry.values[within];
  return merges ? entries.filter((other) => other.id !== entry.id && !other.disabledAt && isNear(other)) : [];
}

import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { Viewer } from "@/lib/access/viewer";
import type { Params } from "@/lib/list-address";
import { absent } from "@/lib/outcome";
import { paths } from "@/lib/paths";
import { isSwitch, positionsOf, type SwitchName, switchOf } from "@/lib/settings/fields";
import { switchQuestions } from "@/lib/settings/queries";
import { FormPanel } from "../../form-panel";
import { flipAnyway } from "./actions";

type Place = { viewer: Viewer; query: Params; section: string };
type Turn = { viewer: Viewer; name: SwitchName; to: string };

/** The question the address opens before a switch of this page is turned; null where it asks for none. */
export function switchPanel({ viewer, query, section }: Place): ReactNode {
  const [, name, to = ""] = /^switch\.(\w+)\.(\w+)$/.exec(String(query.panel ?? "")) ?? [];
  if (!name) return null;
  if (!isSwitch(name) || switchOf(name).section !== section || !positionsOf(name).includes(to)) return absent();
  return <SwitchPanel viewer={viewer} name={name} to={to} />;
}

/** What turning it exposes or hides. */
async function SwitchPanel({ viewer, name, to }: Turn) {
  const [t, doubts] = await Promise.all([getTranslations(), switchQuestions(viewer, name, to)]);
  const words = t(`settings.switch.${name}`);
  const title = t(to === "off" ? "settings.turnOffTitle" : "settings.turnOnTitle", { name: words });
  const close = paths.settings(switchOf(name).section);
  return (
    <FormPanel
      title={title}
      close={close}
      ask
      action={flipAnyway}
      submit={t(to === "off" ? "settings.turnOff" : "settings.turnOn")}
      hidden={{ id: "1", name, to, confirmed: doubts.map(({ mark }) => mark) }}
    >
      {doubts.map(({ mark, key, params }) => (
        <p key={mark}>{t(`doubt.${key}`, params as never)}</p>
      ))}
      {doubts.length === 0 && <p>{t(`settings.switchAbout.${name}`)}</p>}
    </FormPanel>
  );
}

import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Button } from "@/components/button";
import { Badge } from "@/components/chips";
import { List, ListItem } from "@/components/section";
import { newFormKey } from "@/lib/form-texts";
import type { SwitchName } from "@/lib/settings/fields";
import { flip } from "./actions";

type Props = {
  names: readonly SwitchName[];
  positions: Record<SwitchName, string>;
  /** Why one cannot be turned now. */
  blocked?: Partial<Record<SwitchName, string | false>>;
  /** What else there is to know of one. */
  notes?: Partial<Record<SwitchName, ReactNode>>;
};

/** Things that are on or off for everybody, each with a button that turns it. */
export async function SwitchList({ names, positions, blocked = {}, notes = {} }: Props) {
  const t = await getTranslations("settings");
  const formKey = newFormKey();
  return (
    <List>
      {names.map((name) => {
        const isOn = positions[name] === "on";
        return (
          <ListItem
            key={name}
            title={
              <>
                <b>{t(`switch.${name}`)}</b>
                <Badge tone={isOn ? "on" : undefined}>{t(isOn ? "on" : "off")}</Badge>
              </>
            }
            meta={[t(`switchAbout.${name}`), blocked[name]].filter(Boolean).join(" ")}
            end={
              <form action={flip}>
                <input type="hidden" name="id" value="1" />
                <input type="hidden" name="formKey" value={formKey} />
                <input type="hidden" name="name" value={name} />
                <input type="hidden" name="to" value={isOn ? "off" : "on"} />
                <Button small disabled={Boolean(blocked[name])}>
                  {t(isOn ? "turnOff" : "turnOn")}
                  <span className="vh"> {t(`switch.${name}`)}</span>
                </Button>
              </form>
            }
          >
            {notes[name]}
          </ListItem>
        );
      })}
    </List>
  );
}

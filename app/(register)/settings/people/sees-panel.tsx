import { getTranslations } from "next-intl/server";
import { Button } from "@/components/button";
import { List, ListItem } from "@/components/section";
import type { Viewer } from "@/lib/access/viewer";
import { paths } from "@/lib/paths";
import { whatTheySee } from "@/lib/sight/queries";
import { ReadPanel } from "../../read-panel";
import { viewAs } from "./actions";

/** How many customers a person's rights open, split by what opens them, and the way to look with their eyes. */
export async function SeesPanel({ viewer, id }: { viewer: Viewer; id: number }) {
  const [t, sees] = await Promise.all([getTranslations(), whatTheySee(viewer, id)]);
  const { name, full, basic, ways, mayRead } = sees;
  const title = t("sight.of", { name });
  const close = paths.settings("people", { panel: `person.${id}` });
  const customers = (n: number) => t("sight.customers", { n });
  return (
    <ReadPanel
      title={title}
      close={close}
      foot={
        viewer.can("viewAs") &&
        viewer.employeeId !== id && (
          <form action={viewAs}>
            <input type="hidden" name="id" value={id} />
            <Button tone="go" icon="person">
              {t("person.viewAs")}
            </Button>
          </form>
        )
      }
    >
      {mayRead ? (
        <>
          <List>
            <ListItem title={<b>{t("sight.opens")}</b>} end={customers(full)} />
            {basic > 0 && <ListItem title={<b>{t("sight.knows")}</b>} end={customers(basic)} />}
          </List>
          <h3>{t("profile.reach")}</h3>
          <List>
            {ways.map(({ way, count }) => (
              <ListItem key={way} title={t(`reachOf.${way}`)} end={customers(count)} />
            ))}
          </List>
          <p className="muted">{t("sight.countNote")}</p>
        </>
      ) : (
        <p>{t("sight.noRights")}</p>
      )}
    </ReadPanel>
  );
}

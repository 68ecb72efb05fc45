import { getTranslations } from "next-intl/server";
import { Button } from "@/components/button";
import { Badge } from "@/components/chips";
import { PageLink } from "@/components/page-link";
import { List, ListItem, Section } from "@/components/section";
import type { FirstSteps as Steps } from "@/lib/first-run/queries";
import type { StepName } from "@/lib/first-run/rules";
import { newFormKey } from "@/lib/form-texts";
import { paths } from "@/lib/paths";
import { putAway } from "./actions";

/** What to set up before the first customers; each step ticks itself from what the register holds. */
export async function FirstSteps({ steps, done, mayPutAway }: Steps) {
  const t = await getTranslations();
  return (
    <Section
      id="first-steps"
      title={t("settings.firstSteps")}
      count={t("firstRun.progress", { done, all: steps.length })}
      text={t("firstRun.text")}
      actions={
        mayPutAway && (
          <form action={putAway}>
            <input type="hidden" name="id" value="1" />
            <input type="hidden" name="formKey" value={newFormKey()} />
            <Button small>{t("firstRun.putAway")}</Button>
          </form>
        )
      }
    >
      <List>
        {steps.map(({ name, isDone }) => (
          <ListItem
            key={name}
            icon={isDone ? "ok" : "todo"}
            title={
              <PageLink className="name" href={placeOf(name)}>
                {t(`firstRun.step.${name}`)}
              </PageLink>
            }
            meta={t(`firstRun.about.${name}`)}
            end={
              isDone && (
                <Badge tone="ok" icon="check">
                  {t("firstRun.done")}
                </Badge>
              )
            }
          />
        ))}
      </List>
    </Section>
  );
}

const placeOf = (step: StepName): string => (step === "customers" ? paths.importCustomers() : paths.settings(step));

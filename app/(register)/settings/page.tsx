import { getTranslations } from "next-intl/server";
import { EmptyLine } from "@/components/empty";
import { Head } from "@/components/head";
import { PageLink } from "@/components/page-link";
import { SearchLine } from "@/components/search-line";
import { List, ListItem } from "@/components/section";
import { refuse } from "@/lib/access/refused";
import { firstSteps } from "@/lib/first-run/queries";
import { searchOf } from "@/lib/list-address";
import { paths } from "@/lib/paths";
import { currentViewer } from "@/lib/session";
import { fold } from "@/lib/text";
import { FlashLine } from "../flash-line";
import { FirstSteps } from "./first-steps/first-steps";
import { sectionsOf } from "./sections";

/** The pages of the settings that are open to the viewer, and while it matters what to set up first. */
export default async function Settings({ searchParams }: PageProps<"/settings">) {
  const [viewer, query, t] = await Promise.all([currentViewer(), searchParams, getTranslations("settings")]);
  const sections = sectionsOf(viewer);
  if (sections.length === 0) refuse(viewer, "settings");
  const q = searchOf(query);
  const steps = q ? null : await firstSteps(viewer);
  const described = sections.map((name) => ({ name, title: t(`section.${name}`), about: t(`about.${name}`) }));
  const words = fold(q).split(" ").filter(Boolean);
  const found = described.filter(({ title, about }) => words.every((word) => fold(`${title} ${about}`).includes(word)));
  return (
    <>
      <title>{`${t("title")} · Kumppani`}</title>
      <FlashLine params={query} />
      <Head title={t("title")} />
      <div className="stack stack--l">
        {steps && <FirstSteps {...steps} />}
        <SearchLine
          action={paths.settings()}
          label={t("search")}
          placeholder={t("search")}
          submit={t("find")}
          value={q}
        />
        {found.length === 0 && <EmptyLine text={t("noHits", { query: q })} />}
        <List>
          {found.map(({ name, title, about }) => (
            <ListItem
              key={name}
              title={
                <PageLink className="name" href={paths.settings(name)}>
                  {title}
                </PageLink>
              }
              meta={about}
            />
          ))}
        </List>
      </div>
    </>
  );
}

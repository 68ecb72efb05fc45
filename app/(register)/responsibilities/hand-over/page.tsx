import { getTranslations } from "next-intl/server";
import { Head } from "@/components/head";
import { Steps } from "@/components/steps";
import { wishOf } from "@/lib/hand-overs/fields";
import { listHandOvers, previewHandOver } from "@/lib/hand-overs/queries";
import { oneOf } from "@/lib/list-address";
import { paths } from "@/lib/paths";
import { currentViewer } from "@/lib/session";
import { FlashLine } from "../../flash-line";
import { HandOverForm } from "./hand-over-form";
import { HandOverList } from "./hand-over-list";
import { HandOverPreview } from "./hand-over-preview";

/** From one employee to another: choose, look, done. Below, what was handed over before. */
export default async function HandOver({ searchParams }: PageProps<"/responsibilities/hand-over">) {
  const [viewer, params, t] = await Promise.all([currentViewer(), searchParams, getTranslations()]);
  const handOvers = await listHandOvers(viewer);
  const asked = oneOf(params, "step") === "preview" ? wishOf(params, viewer.facts.today) : null;
  const preview = asked?.ok ? await previewHandOver(viewer, asked.wish) : null;
  const problems = asked && !asked.ok ? asked.problems : preview && !preview.ok ? preview.problems : {};
  const isPreview = asked?.ok && preview?.ok;

  return (
    <>
      <Head
        title={t("handover.title")}
        text={t("handover.text")}
        crumb={{
          label: t("nav.breadcrumb"),
          steps: [{ href: paths.responsiblePersons(), label: t("nav.responsibilities") }],
        }}
      />
      <FlashLine params={params} />
      <Steps
        label={t("handover.steps")}
        steps={[t("handover.choose"), t("handover.preview"), t("handover.done")]}
        current={oneOf(params, "flash").startsWith("hand") ? 3 : isPreview ? 2 : 1}
      />
      {isPreview ? (
        <HandOverPreview
          viewer={viewer}
          wish={asked.wish}
          preview={preview}
          hasChanged={oneOf(params, "changed") !== ""}
        />
      ) : (
        <HandOverForm viewer={viewer} params={params} problems={problems} />
      )}
      <HandOverList viewer={viewer} handOvers={handOvers} />
    </>
  );
}

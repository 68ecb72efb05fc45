import { getTranslations } from "next-intl/server";
import type { ComponentProps } from "react";
import { Form } from "@/components/form";
import { Panel } from "@/components/panel";
import { formTexts, newFormKey } from "@/lib/form-texts";

type PanelProps = Pick<ComponentProps<typeof Panel>, "ask" | "tabs">;
type FormProps = Omit<ComponentProps<typeof Form>, "cancel" | "formKey" | "texts" | "title">;

type Props = PanelProps &
  FormProps & {
    title: string;
    /** What the panel is about, in the title of the page: the customer's name. */
    about?: string;
    close: string;
    /** Where "Cancel" leads, if not where "Close" does. */
    cancel?: string;
    /** For a form that has been posted elsewhere already. */
    formKey?: string;
    texts?: ComponentProps<typeof Form>["texts"];
  };

/** A panel that is one form: fields to fill in, or with `ask` a short question before something is done. */
export async function FormPanel({ title, about, close, cancel = close, ask, tabs, texts, formKey, ...form }: Props) {
  const [t, words] = await Promise.all([getTranslations("action"), formTexts()]);
  return (
    <Panel title={title} close={{ href: close, label: t("close") }} ask={ask} tabs={tabs}>
      <Form
        layout={ask ? "stack" : "grid"}
        {...form}
        formKey={formKey ?? newFormKey()}
        texts={texts ?? words}
        title={[title, about, "Kumppani"].filter(Boolean).join(" · ")}
        cancel={{ href: cancel, label: t("cancel") }}
      />
    </Panel>
  );
}

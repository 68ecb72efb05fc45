import { getTranslations } from "next-intl/server";
import { LiveCheck } from "@/components/live-check";
import { paths } from "@/lib/paths";

type Props = {
  /** The field of the form that says more: the customer that has a number already, or the group of a new one. */
  by: "id" | "groupId";
  offer?: string;
};

/** Says while one types whether a customer number can be had; `offer` is the next free one, taken with one press. */
export async function NumberCheck({ by, offer }: Props) {
  const t = await getTranslations("numbering");
  return (
    <LiveCheck
      href={paths.customerNumber()}
      along={[by]}
      offer={offer === undefined ? undefined : { value: offer, label: t("take", { number: offer }) }}
    />
  );
}

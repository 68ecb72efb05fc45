import { getTranslations } from "next-intl/server";
import { ClearAddress } from "@/components/clear-address";
import { oneOf, type Params } from "@/lib/list-address";
import { leftOf } from "@/lib/registry-queue/decisions";

/** How many stayed as they were though somebody wanted otherwise, and why: `?left=archived.2-changed.1`. */
export async function LeftLines({ params }: { params: Params }) {
  const t = await getTranslations("registryQueue");
  const left = leftOf(oneOf(params, "left"));
  if (!left.length) return null;
  return (
    <>
      {left.map(({ reason, n }) => ` ${t(`left.${reason}`, { n })}`)}
      <ClearAddress names={["left"]} />
    </>
  );
}

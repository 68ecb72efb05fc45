import { getTranslations } from "next-intl/server";
import { Chip, Chips } from "@/components/chips";
import type { Contact } from "@/lib/contacts/queries";
import { paths } from "@/lib/paths";

/** The other customers whose contact the person is. */
export async function Elsewhere({ ties }: { ties: Contact["elsewhere"] }) {
  const t = await getTranslations("contact");
  return (
    <p className="row">
      {t("elsewhere")}
      <Chips>
        {ties.map(({ id, customerId, customerName }) => (
          <Chip key={id} href={paths.customer(customerId, { panel: `contact.${id}` })}>
            {customerName}
          </Chip>
        ))}
      </Chips>
    </p>
  );
}

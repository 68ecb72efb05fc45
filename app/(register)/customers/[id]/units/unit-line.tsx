import { getTranslations } from "next-intl/server";
import { paths } from "@/lib/paths";
import type { Card } from "../card";

/** Where the customer stands in a structure, in a line of its header. */
export async function UnitLine({ customer: { id, units } }: Pick<Card, "customer">) {
  const { mainUnit, subUnits } = units;
  if (!mainUnit && subUnits === 0) return null;
  const t = await getTranslations("unit");
  return (
    <p className="sub basis-full">
      {mainUnit && (
        <>
          {t("subUnitOf")} {mainUnit.isOpen ? <a href={paths.customer(mainUnit.id)}>{mainUnit.name}</a> : mainUnit.name}
        </>
      )}
      {mainUnit && subUnits > 0 && " · "}
      {subUnits > 0 && <a href={paths.cardSection(id, "settings", "units")}>{t("mainUnitOf", { n: subUnits })}</a>}
    </p>
  );
}

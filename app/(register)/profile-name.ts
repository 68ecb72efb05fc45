import type { getTranslations } from "next-intl/server";

type Words = Awaited<ReturnType<typeof getTranslations<never>>>;

const builtIns = ["administrator", "manager", "seller", "employee"] as const;

/** What a permission profile is called: those of the product by the catalogs. */
export function profileName(t: Words, { builtIn, name }: { builtIn: string | null; name: string | null }): string {
  const known = builtIns.find((one) => one === builtIn);
  return name ?? (known ? t(`profile.${known}`) : "–");
}

import { getTranslations } from "next-intl/server";
import { contactBook } from "@/lib/contact-register/export";
import { listRegisterOptions } from "@/lib/contact-register/queries";
import { cardsOf, downloadOf, formatFrom } from "@/lib/downloads";
import { reasons } from "@/lib/mailing-lists/filter";
import { countMembers } from "@/lib/mailing-lists/queries";
import { absent } from "@/lib/outcome";
import { currentLocale, currentViewer } from "@/lib/session";
import { contactCards } from "@/lib/vcards/export";
import { choicesOf, filterLines } from "../filter-words";
import { registerAt } from "../register";

/** The filtered contacts, or the members of a mailing list, as .xlsx, .csv or .vcf: the rows of all pages. */
export async function GET(request: Request) {
  const [viewer, locale, t] = await Promise.all([currentViewer(), currentLocale(), getTranslations()]);
  if (!viewer.can("export") || !viewer.can("customers.read")) absent();
  const { searchParams } = new URL(request.url);
  const { filter, list } = await registerAt(viewer, Object.fromEntries(searchParams));
  const name = list?.name ?? t("contacts.title");
  if (searchParams.get("format") === "vcf") return cardsOf(await contactCards(viewer, filter), name);

  const format = formatFrom(request.url);
  const options = await listRegisterOptions(viewer, locale);
  const about = filterLines(filter, choicesOf(filter, options, locale, t), t).map(
    ({ label, value }): [string, string] => [label, value],
  );
  if (list) {
    const { leftOut } = await countMembers(viewer, filter);
    const left = reasons
      .filter((reason) => leftOut[reason] > 0)
      .map((reason) => t(`mailingList.${reason}`, { n: leftOut[reason] }));
    about.unshift([t("mailingList.one"), list.name], [t("mailingList.leftOutLabel"), left.join(", ") || "0"]);
  }
  const book = await contactBook(viewer, { filter, format, about, options }, { t, locale });
  return downloadOf(book, format, name);
}

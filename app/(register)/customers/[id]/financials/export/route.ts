import { getTranslations } from "next-intl/server";
import { demand } from "@/lib/access/gate";
import { wholeNumber } from "@/lib/access/post";
import { getCustomer } from "@/lib/customers/queries";
import { downloadOf, formatFrom } from "@/lib/downloads";
import { oneOf, paramsOf } from "@/lib/list-address";
import { absent } from "@/lib/outcome";
import { currentLocale, currentViewer } from "@/lib/session";
import { figureBook } from "../../../../financials/book";
import { askedOfCard } from "../figures";

/** The figures of a customer's card as .xlsx or .csv. */
export async function GET(request: Request, { params }: RouteContext<"/customers/[id]/financials/export">) {
  const [viewer, locale, t, { id }] = await Promise.all([currentViewer(), currentLocale(), getTranslations(), params]);
  demand(viewer, "money.read");
  const query = paramsOf(new URL(request.url).searchParams);
  const customer = await getCustomer(viewer, wholeNumber(id) ?? absent(), locale);
  if (customer.sight !== "full") return absent();
  const asked = askedOfCard(customer, query, viewer);
  const format = formatFrom(request.url);
  const about: [string, string][] = [[t("customers.name"), `${customer.number} ${customer.name}`]];
  if ("customer" in asked.whose && asked.whose.below) about.push([t("unit.rollUp"), t("unit.withBelow")]);
  const by = oneOf(query, "by") === "parts" ? "parts" : "months";
  const book = await figureBook(viewer, { asked, by, format }, { t, locale, about });
  return downloadOf(book, format, t("finance.fileName", { name: customer.name, year: String(asked.year) }));
}

import { getRequestConfig } from "next-intl/server";
import { currentLocale, maybeViewer } from "@/lib/session";
import { isLocale } from "./choice";

/** The words of a request: in the reader's language, unless a text asks for another by name. */
export default getRequestConfig(async ({ locale: asked }) => {
  const locale = isLocale(asked) ? asked : await currentLocale();
  const viewer = await maybeViewer();
  const { default: messages } = await import(`../../messages/${locale}.json`);
  return { locale, messages, timeZone: viewer?.facts.timeZone ?? "Europe/Helsinki" };
});

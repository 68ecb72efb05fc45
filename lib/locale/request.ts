import { getRequestConfig } from "next-intl/server";
import { currentLocale, maybeViewer } from "@/lib/session";

export default getRequestConfig(async () => {
  const locale = await currentLocale();
  const viewer = await maybeViewer();
  const { default: messages } = await import(`../../messages/${locale}.json`);
  return { locale, messages, timeZone: viewer?.facts.timeZone ?? "Europe/Helsinki" };
});

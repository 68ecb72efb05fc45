import { downloadOf, formatFrom } from "@/lib/downloads";
import { paramsOf } from "@/lib/list-address";
import { absent } from "@/lib/outcome";
import { openedAt } from "../opened";
import { reportBook } from "./book";

/** The report as it is seen, with all its pages, as .xlsx or .csv. */
export async function GET(request: Request) {
  const format = formatFrom(request.url);
  const opened = await openedAt(paramsOf(new URL(request.url).searchParams));
  const { report, saved, words } = opened;
  if (!report) return absent();
  const book = await reportBook({ ...opened, report }, format);
  return downloadOf(book, format, saved?.name ?? words.title(report));
}

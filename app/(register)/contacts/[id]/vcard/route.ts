import { wholeNumber } from "@/lib/access/post";
import { cardsOf } from "@/lib/downloads";
import { absent } from "@/lib/outcome";
import { currentViewer } from "@/lib/session";
import { contactCard } from "@/lib/vcards/export";

/** One contact as a .vcf file. */
export async function GET(_: Request, { params }: RouteContext<"/contacts/[id]/vcard">) {
  const [viewer, { id }] = await Promise.all([currentViewer(), params]);
  const { card, name } = await contactCard(viewer, wholeNumber(id) ?? absent());
  return cardsOf(card, name);
}

import type { Command } from "@/lib/access/gate";
import { type Values, wholeNumber } from "@/lib/access/post";
import { absent } from "@/lib/outcome";
import { foundParticipants } from "@/lib/peppol/participants";

/** The form posts who was chosen, never an address: that comes from what the directory has said of the customer. */
export function withParticipant<Result>(command: Command<Result>): Command<Result> {
  const door: (...args: Parameters<Command<Result>>) => ReturnType<Command<Result>> = async (viewer, values) => {
    const { participant, customer, ...rest } = values;
    if (!participant) return { ok: false, problems: { participant: { key: "chooseOption" } } };
    const customerId = wholeNumber(customer) ?? absent();
    const { participants, askedAt } = await foundParticipants(viewer, customerId);
    const chosen = participants.find(({ id }) => id === participant);
    if (!chosen) return { ok: false, problems: { "": { key: "peppolGone" } } };
    return command(viewer, {
      ...rest,
      ...keptTogether(rest["keep.einvoiceAddress"] ?? rest["keep.einvoiceScheme"]),
      einvoiceScheme: chosen.scheme,
      einvoiceAddress: chosen.address,
      askedAt: askedAt?.toISOString(),
      customerId,
    });
  };
  return Object.assign(door, { permission: command.permission, log: command.log });
}

/** After a conflict: whoever's address stays, the kind of address stays with it. */
const keptTogether = (whose: unknown): Values =>
  whose ? { "keep.einvoiceScheme": whose, "keep.einvoiceAddress": whose } : {};

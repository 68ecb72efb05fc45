import type { ReactNode } from "react";
import { demand } from "@/lib/access/gate";
import { addressesOf } from "@/lib/addresses/queries";
import { absent } from "@/lib/outcome";
import { type Card, isEditable, type OpenPanel } from "../card";
import { EditAddressPanel, NewAddressPanel } from "./address-panel";
import { HeadOfficePanel } from "./head-office-panel";
import { RemoveAddressPanel } from "./remove-address-panel";

/** The panels of a customer's addresses: new-address, address.ID, delete-address.ID, head-office. */
export const addressPanel: OpenPanel = (name, card) => {
  if (!/^(new-address|head-office|(delete-)?address\.\d+)$/.test(name)) return null;
  demand(card.viewer, "customers.edit");
  if (!isEditable(card)) return null;
  return name === "new-address" ? <NewAddressPanel {...card} /> : <OfOneAddress {...card} name={name} />;
};

async function OfOneAddress({ name, ...card }: Card & { name: string }): Promise<ReactNode> {
  const addresses = await addressesOf(card.viewer, card.customer.id);
  const wanted = name === "head-office" ? addresses[0]?.id : Number(name.split(".")[1]);
  const address = addresses.find(({ id }) => id === wanted) ?? absent();
  const others = addresses.filter(({ id }) => id !== wanted);
  if (name === "head-office") {
    return others.length ? <HeadOfficePanel {...card} address={address} others={others} /> : absent();
  }
  if (name.startsWith("delete-")) return <RemoveAddressPanel {...card} address={address} others={others} />;
  return <EditAddressPanel {...card} address={address} />;
}

import { addressLines, type PostalAddress } from "@/lib/addresses/rules";

/** An address on one line, without its country. */
export const addressLine = (address: PostalAddress): string =>
  addressLines(address, { country: address.country }).join(", ");

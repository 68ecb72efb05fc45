import { isIPv4, isIPv6 } from "node:net";

/**
 * The network of a client's address, as the security log keeps it: enough to tell an office from elsewhere, not one
 * person's device from another's. Recital 30 GDPR counts whole addresses as traces of a person.
 * @param ip as the connection or a proxy names it
 * @returns "192.0.2.0/24" or "2001:db8:1::/48"; null for what is no address
 */
export function networkOf(ip: string | null | undefined): string | null {
  const plain = (ip ?? "").replace(/^::ffff:(?=\d+\.)/i, "");
  if (isIPv4(plain)) return `${plain.split(".").slice(0, 3).join(".")}.0/24`;
  if (!isIPv6(plain) || plain.includes("%")) return null;
  const [head = "", tail] = new URL(`http://[${plain}]`).hostname.slice(1, -1).split("::");
  const before = head.split(":").filter(Boolean);
  const after = tail?.split(":").filter(Boolean) ?? [];
  const gap = Array<string>(8 - before.length - after.length).fill("0");
  const groups = [...before, ...gap, ...after].slice(0, 3);
  return new URL(`http://[${groups.join(":")}::]`).hostname.slice(1, -1).concat("/48");
}

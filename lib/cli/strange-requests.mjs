import { isOwnOrigin } from "../own-origin.ts";

/** A form without files. Those with files go to /api and are measured there. */
const mostOfForm = 1024 * 1024;
/** What any address here may be asked with. */
export const methods = ["GET", "HEAD", "POST"];

/**
 * The status of an answer that needs no program: requests that Next would fail at, or look at too late.
 * @returns null where the program is to answer
 */
export function refusalOf({ method, url, headers }) {
  if (!methods.includes(method)) return 405;
  if (!isPath(url.split("?")[0])) return 400;
  if (method !== "POST") return null;
  if (!isOwnOrigin((name) => headers[name])) return 403;
  return !url.startsWith("/api/") && Number(headers["content-length"]) > mostOfForm ? 413 : null;
}

/** Percent signs that say something, no control characters, no second host in front. */
function isPath(path) {
  try {
    return /^\/(?![/\\])\P{Cc}*$/u.test(decodeURIComponent(path));
  } catch {
    return false;
  }
}

const onlyOurs =
  /^(x-(nonce|here|client-address|middleware-.*|invoke-.*|matched-path|now-.*|vercel-.*)|next-resume|content-security-policy)$/;

/**
 * Takes away what only we, Next and a proxy of ours may say. Next reads X-Forwarded-* of whoever sends it: the throttle
 * needs the address of the socket, and the host it compares origins with is the one people know us by.
 */
export function dropForeignHeaders({ headers, socket }) {
  const proxies = Number(process.env.TRUSTED_PROXIES ?? 0);
  for (const name of Object.keys(headers)) {
    if (onlyOurs.test(name) || (!proxies && /^(x-forwarded-.*|forwarded)$/.test(name))) delete headers[name];
  }
  if (process.env.PUBLIC_URL) headers["x-forwarded-host"] = new URL(process.env.PUBLIC_URL).host;
  headers["x-client-address"] = socket.remoteAddress ?? "";
}

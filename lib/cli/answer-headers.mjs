import http from "node:http";

/** Seconds after which one that is busy may be asked again. */
const pause = 5;

const policy = "content-security-policy";

/** The same for every answer. Pages bring a policy of their own (proxy.ts). */
const protection = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
  [policy]: "default-src 'none'; frame-ancestors 'none'; sandbox",
  ...((process.env.PUBLIC_URL ?? "").startsWith("https:")
    ? { "strict-transport-security": "max-age=31536000; includeSubDomains" }
    : {}),
};
const kept = "private, no-store";

/** Sets what protects the reader; what the program says of the request meanwhile, when the answer goes out. */
export function addHeaders({ method, url }, response, notes, front) {
  for (const [name, value] of Object.entries(protection)) response.setHeader(name, value);
  // These are the same for everybody, and Next knows how long.
  if (!/^\/(_next\/static\/|favicon\.)/.test(url)) response.setHeader("cache-control", kept);
  const { writeHead } = response;
  response.writeHead = (status, ...rest) => {
    if (response.headersSent) return writeHead.call(response, status, ...rest);
    // Files are kept, not shown: nothing in them may run, wherever they are opened.
    if (response.hasHeader("content-disposition")) response.setHeader(policy, protection[policy]);
    // A page that said so in words is no answer to what was asked either; a form that did is.
    const isBusy = notes.isBusy && (status === 500 || (status === 200 && method !== "POST"));
    if (isBusy || status === 503 || status === 429) response.setHeader("retry-after", pause);
    if (notes.hasSignedOut) response.setHeader("clear-site-data", '"cache", "storage"');
    if (front.isEnding) response.setHeader("connection", "close");
    response.statusCode = isBusy ? 503 : status;
    return writeHead.call(response, response.statusCode, ...rest);
  };
}

const statuses = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/** To what is no HTTP, or comes too slowly: there is no request to answer. */
export function answerUnreadable(error, socket) {
  if (!socket.writable || error.code === "ECONNRESET") return socket.destroy();
  const status = statuses[error.code] ?? 400;
  const lines = Object.entries({ ...protection, "cache-control": kept, connection: "close" });
  const head = [`HTTP/1.1 ${status} ${http.STATUS_CODES[status]}`, ...lines.map((line) => line.join(": "))];
  socket.end(`${head.join("\r\n")}\r\n\r\n`);
}

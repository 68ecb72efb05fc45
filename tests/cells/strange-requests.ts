/** Where the product is, and who is signed in. */
type At = { base: string; cookie: string };

const get = (path: string, ...lines: string[]) =>
  [`GET ${path} HTTP/1.1`, "Host: kumppani.example", ...lines, "", ""].join("\r\n");
const post = ({ base, cookie }: At, path: string, lines: string[], body = "") =>
  `${[`POST ${path} HTTP/1.1`, `Host: ${new URL(base).host}`, `Origin: ${base}`, `Cookie: ${cookie}`, ...lines].join("\r\n")}\r\n\r\n${body}`;
const multipart = "Content-Type: multipart/form-data; boundary=x";
const half = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nNimi';

/**
 * What Next does with each of them was measured once; an update that changes it is noticed here. Status 0 is a connection
 * that stays open, or is closed without an answer.
 */
export const strangeRequests: [what: string, statuses: number[], bytes: (at: At) => string | Buffer][] = [
  ["a NUL in the path", [400], () => get("/customers/%00")],
  ["half a percent sign", [400], () => get("/%E0%A4%A")],
  ["another host in the path", [400], () => get("//evil.example/")],
  ["another host behind a backslash", [400], () => get("/%5Cevil.example/")],
  ["a whole address", [400], () => get("http://evil.example/")],
  ["a way up", [400, 404], () => get("/../../etc/passwd")],
  ["a way up in disguise", [404], () => get("/..%2f..%2fetc%2fpasswd")],
  ["the repository", [404], () => get("/.git/config")],
  ["a tool of development", [404], () => get("/__nextjs_original-stack-frame")],
  ["a connection of development", [404], () => get("/_next/webpack-hmr", "Connection: Upgrade", "Upgrade: websocket")],
  ["a way around the proxy", [307], () => get("/customers", "x-middleware-subrequest: proxy:proxy:proxy:proxy:proxy")],
  ["an older way around it", [307], () => get("/customers", "x-middleware-subrequest: src/proxy")],
  ["a parameter of Next's", [307], () => get("/customers?nxtPid=2")],
  ["a payload by its file name", [404, 307], () => get("/customers.rsc")],
  ["a segment of a payload", [404, 307], () => get("/customers.segments/_tree.segment.rsc")],
  ["a payload fetched ahead", [200, 307], () => get("/customers", "rsc: 1", "next-router-prefetch: 1")],
  [
    "a nonce made elsewhere",
    [200],
    () => get("/sign-in", "x-nonce: evil", "content-security-policy: script-src 'nonce-evil'"),
  ],
  ["TRACE", [405], () => get("/customers").replace("GET", "TRACE")],
  ["OPTIONS", [405], () => get("/api/files").replace("GET", "OPTIONS")],
  ["a method of nobody's", [400], () => get("/").replace("GET", "FOO")],
  ["a header of 100 KB", [431], () => get("/", `x-long: ${"a".repeat(100_000)}`)],
  ["no HTTP at all", [400], () => "\x16\x03\x01\x02\x00\x01\r\n\r\n"],
  ["two lengths", [400], (at) => post(at, "/customers", ["Content-Length: 4", "Content-Length: 5"], "abcd")],
  ["a length that is none", [400], (at) => post(at, "/customers", ["Content-Length: abc"], "abcd")],
  [
    "a length and chunks",
    [400],
    (at) => post(at, "/customers", ["Content-Length: 4", "Transfer-Encoding: chunked"], "0\r\n\r\n"),
  ],
  [
    "chunks that lie",
    [0, 303, 400],
    (at) => post(at, "/api/imports", [multipart, "Transfer-Encoding: chunked"], "ffff\r\nab\r\n0\r\n\r\n"),
  ],
  ["half an upload", [303], (at) => post(at, "/api/imports", [multipart, `Content-Length: ${half.length}`], half)],
  [
    "an upload without a boundary",
    [303],
    (at) => post(at, "/api/imports", ["Content-Type: multipart/form-data", "Content-Length: 4"], "abcd"),
  ],
  [
    "an upload that is JSON",
    [303],
    (at) => post(at, "/api/imports", ["Content-Type: application/json", "Content-Length: 2"], "{}"),
  ],
  [
    "an upload far too large is refused at once",
    [303],
    (at) => post(at, "/api/imports", [multipart, "Content-Length: 800000000"], half),
  ],
];

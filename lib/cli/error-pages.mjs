import http from "node:http";

// Loaded before Next. When a page is absent or fails, Next sends an empty document that only script can fill. Readers
// without script, and error pages that carry no script, need the words themselves: they come from the pages below.

const pages = {
  400: "/no-such-page",
  403: "/fault?why=foreign",
  404: "/no-such-page",
  409: "/fault?why=updated",
  413: "/fault?why=tooLarge",
  429: "/fault?why=exports",
  500: "/fault",
  503: "/fault?why=busy",
};
const mark = "x-error-page";
const { writeHead, end } = http.ServerResponse.prototype;

/** Lets `response` go out as it is, unless it turns out to be an HTML error of Next's. */
export function giveErrorsWords(request, response) {
  if (request.headers.rsc || request.headers[mark]) return;
  let replacing = false;
  // A refused download has no content at all; a person in a browser gets the words as well.
  const wanted = request.headers.accept?.includes("text/html") ? "text/html" : "";
  // A form of an older build: its action is no longer known, and Next says so in one line of plain text.
  const kind = () => (response.statusCode === 409 ? wanted : (response.getHeader("content-type") ?? wanted));
  const isError = () => !response.headersSent && response.statusCode in pages && String(kind()).startsWith("text/html");

  response.writeHead = (...args) => {
    if (typeof args[0] === "number") response.statusCode = args[0];
    if (replacing) return response;
    if (!isError()) return writeHead.apply(response, args);
    replacing = true;
    replace(request, response);
    return response;
  };
  response.write = withheld(response.write);
  response.end = withheld(response.end);

  /** Next's own document is dropped; ours is already on its way. */
  function withheld(send) {
    return (...args) => {
      if (!replacing && !response.headersSent) response.writeHead(response.statusCode);
      if (!replacing) return send.apply(response, args);
      args.findLast((one) => typeof one === "function")?.();
      return true;
    };
  }
}

function replace(request, response) {
  const { localAddress: host, localPort: port } = request.socket;
  const { "accept-language": language = "" } = request.headers;
  const cookie = response.statusCode === 503 ? languageOnly(request) : (request.headers.cookie ?? "");
  const headers = { host: request.headers.host ?? host, cookie, "accept-language": language, [mark]: "1" };
  const asked = http.get({ host, port, path: pages[response.statusCode], headers }, async (answer) => {
    answer.setEncoding("utf8");
    let text = "";
    for await (const chunk of answer) text += chunk;
    const withoutScript = text.replace(/<script\b[\s\S]*?<\/script>|<link rel="preload" as="script"[^>]*>/g, "");
    send(response, withoutScript, answer.headers["content-security-policy"]);
  });
  asked.on("error", () => send(response, ""));
}

/** Whoever may be behind the session cannot be asked of a register that does not answer. */
const languageOnly = ({ headers }) => /\bkumppani-locale=\w+/.exec(headers.cookie ?? "")?.[0] ?? "";

function send(response, text, policy = "default-src 'self'") {
  for (const name of ["content-encoding", "content-length", "link", "etag"]) response.removeHeader(name);
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.setHeader("content-security-policy", policy.replace(/script-src[^;]*/, "script-src 'none'"));
  writeHead.call(response, response.statusCode);
  end.call(response, text);
}

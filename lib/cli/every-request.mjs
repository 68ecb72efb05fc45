import { AsyncLocalStorage } from "node:async_hooks";
import http from "node:http";
import { addHeaders, answerUnreadable } from "./answer-headers.mjs";
import { endWell } from "./end-well.mjs";
import { giveErrorsWords } from "./error-pages.mjs";
import { exportTurn, isExport } from "./export-turns.mjs";
import { dropForeignHeaders, methods, refusalOf } from "./strange-requests.mjs";

// Loaded before Next: it makes its server with the limits below, and nothing reaches it before it was looked at here.

/** What lib/server-front.ts and components/kept-texts.ts read and write. */
const front = { requests: new AsyncLocalStorage(), isEnding: false, beforeEnd: [] };
globalThis.kumppaniFront = front;

/** Nobody holds a connection without using it. Uploads and the longest answers fit into five minutes. */
const limits = {
  headersTimeout: 20_000,
  requestTimeout: 300_000,
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 16 * 1024,
  // Nothing here speaks another protocol; Next would.
  shouldUpgradeCallback: () => false,
};
const longestSilence = 330_000;

const { createServer } = http;

http.createServer = (...args) => {
  const server = createServer(limits, (request, response) =>
    front.requests.run({}, answer, request, response, args.at(-1)),
  );
  server.timeout = longestSilence;
  server.on("clientError", answerUnreadable);
  endWell(server, front);
  return server;
};

async function answer(request, response, next) {
  const notes = front.requests.getStore();
  // Script asks for pages with "rsc" and posts with "next-action"; everything else gets a whole document.
  notes.isDocument = !request.headers.rsc && !request.headers["next-action"];
  dropForeignHeaders(request);
  giveErrorsWords(request, response);
  addHeaders(request, response, notes, front);
  const status = refusalOf(request);
  if (status !== null) return refuse(response, status);
  if (isExport(request) && !(await exportTurn(request, response))) return refuse(response, 429);
  return next(request, response);
}

function refuse(response, status) {
  response.statusCode = status;
  if (status === 405) response.setHeader("allow", methods.join(", "));
  response.end(http.STATUS_CODES[status]);
}

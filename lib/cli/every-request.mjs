import http from "node:http";
import { giveErrorsWords } from "./error-pages.mjs";

// Loaded before Next, which takes X-Forwarded-For from whoever sends it; the throttle needs the address of the socket.
const { emit } = http.Server.prototype;

http.Server.prototype.emit = function (event, request, response, ...rest) {
  if (event === "request") {
    request.headers["x-client-address"] = request.socket.remoteAddress ?? "";
    giveErrorsWords(request, response);
  }
  return emit.call(this, event, request, response, ...rest);
};

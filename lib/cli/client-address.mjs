import http from "node:http";

// Loaded before Next. Next takes X-Forwarded-For from whoever sends it; the throttle needs the address of the socket.
const { emit } = http.Server.prototype;

http.Server.prototype.emit = function (event, request, ...rest) {
  if (event === "request") request.headers["x-client-address"] = request.socket.remoteAddress ?? "";
  return emit.call(this, event, request, ...rest);
};

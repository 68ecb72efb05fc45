import "./log-without-values.mjs";
import "./every-request.mjs";

// Loaded into the server in front of everything else. The channel to the starter breaks when the starter dies.
if (process.connected) {
  process.channel?.unref();
  process.once("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.exit(1), 10_000).unref();
  });
}

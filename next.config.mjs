import createNextIntlPlugin from "next-intl/plugin";

/** Messages are read when the program is built: to read one anew costs as much as the line that it stands in. */
const withNextIntl = createNextIntlPlugin({
  requestConfig: "./lib/locale/request.ts",
  experimental: { messages: { path: "./messages", format: "json", locales: "infer", precompile: true } },
});

/** @type {import("next").NextConfig} */
const config = {
  distDir: process.env.NEXT_DIST_DIR || ".next",
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  typedRoutes: false,
  // `npm test` checks the types, of the tests as well; once is enough.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["@node-rs/argon2", "pg", "pg-query-stream", "yauzl"],
  images: { unoptimized: true },
  // Browsers ask for this one where a page's own icon is not at hand, as after a form.
  rewrites: async () => [{ source: "/favicon.ico", destination: "/favicon.svg" }],
};

export default withNextIntl(config);

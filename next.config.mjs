import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin("./lib/locale/request.ts");

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

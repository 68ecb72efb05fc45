import { sql } from "drizzle-orm";
import { withClient } from "@/db/migrate";
import { App } from "../setup/app";
import { OidcProvider } from "../setup/oidc-provider";
import { test as base } from "./fixtures";

export const aino = { sub: "a-1", email: "Aino@demo.example", email_verified: true };

/** What an app is told of the provider. */
export const environment = (provider: OidcProvider, address: string) => ({
  OIDC_ISSUER: provider.issuer,
  OIDC_CLIENT_ID: provider.clientId,
  OIDC_CLIENT_SECRET: provider.clientSecret,
  OIDC_NAME: "Pohjanranta ID",
  PUBLIC_URL: address,
});

/** An app that knows an identity provider of its own, in front of which Aino sits. Nobody is bound to it yet. */
export const test = base.extend<{ fresh: undefined }, { provider: OidcProvider }>({
  provider: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a function wants from its pattern.
    async ({}, use) => {
      const provider = new OidcProvider();
      await provider.start();
      await use(provider);
      await provider.stop();
    },
    { scope: "worker" },
  ],
  app: [
    async ({ provider }, use, worker) => {
      const app = new App(`provider_${worker.workerIndex}`, (address) => environment(provider, address));
      await use(app);
      await app.stop();
    },
    { scope: "worker" },
  ],
  fresh: [
    async ({ app, provider, baseURL }, use) => {
      if (!baseURL) throw new Error("no app");
      Object.assign(provider, { person: aino, asked: {}, twist: {} });
      await execute(app, "delete from login_failures; update employees set oidc_subject = null");
      await use(undefined);
    },
    { auto: true },
  ],
});

/** Runs SQL on the data of an app. */
export const execute = (app: App, statement: string) =>
  withClient(app.databaseUrl, (db) => db.execute(sql.raw(statement)));

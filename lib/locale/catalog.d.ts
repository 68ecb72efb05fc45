import type catalog from "../../messages/en.json";

declare module "use-intl" {
  /** Every key that the code asks for has to be in the catalogs. */
  interface AppConfig {
    Messages: typeof catalog;
  }
}

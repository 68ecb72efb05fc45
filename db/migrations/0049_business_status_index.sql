DROP INDEX "customers_business_status";--> statement-breakpoint
CREATE INDEX "customers_business_status" ON "customers" USING btree ("business_status");
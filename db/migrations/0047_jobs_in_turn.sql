DROP INDEX "registry_check_items_waiting";--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "failures" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "rests" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "registry_check_items_waiting" ON "registry_check_items" USING btree ("job_id","tries","customer_id") WHERE "registry_check_items"."outcome" is null;
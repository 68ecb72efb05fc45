ALTER TABLE "customer_contacts" ADD COLUMN "sort_name" text;--> statement-breakpoint
ALTER TABLE "persons" DROP COLUMN "sort_name";
DROP INDEX "customers_parent";--> statement-breakpoint
DROP INDEX "customers_company_group";--> statement-breakpoint
DROP INDEX "customers_business_status";--> statement-breakpoint
DROP INDEX "customers_business_id";--> statement-breakpoint
DROP INDEX "customers_vat_number";--> statement-breakpoint
CREATE INDEX "customers_parent" ON "customers" USING btree ("parent_id") WHERE "customers"."parent_id" is not null;--> statement-breakpoint
CREATE INDEX "customers_company_group" ON "customers" USING btree ("company_group_id") WHERE "customers"."company_group_id" is not null;--> statement-breakpoint
CREATE INDEX "customers_business_status" ON "customers" USING btree ("business_status") WHERE "customers"."business_status" is not null;--> statement-breakpoint
CREATE INDEX "customers_business_id" ON "customers" USING btree ("business_id") WHERE "customers"."business_id" is not null;--> statement-breakpoint
CREATE INDEX "customers_vat_number" ON "customers" USING btree ("vat_number") WHERE "customers"."vat_number" is not null;--> statement-breakpoint

-- New rows by the thousand: what the rows themselves tell is not looked up again.
-- A head office that is added lacks none; what is done to it later is judged by its own event.
DROP TRIGGER addresses_head_office_required ON addresses;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER addresses_head_office_required AFTER UPDATE OR DELETE ON addresses
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION addresses_head_office();--> statement-breakpoint
CREATE CONSTRAINT TRIGGER addresses_head_office_required_new AFTER INSERT ON addresses
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NOT NEW.is_head_office) EXECUTE FUNCTION addresses_head_office();--> statement-breakpoint

-- Of the added addresses only a head office says something about its customer, and there is but one.
CREATE FUNCTION addresses_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE customers c SET city = head.city, has_head_office = true
    FROM added head
    WHERE head.is_head_office AND c.id = head.customer_id AND (c.city IS DISTINCT FROM head.city OR NOT c.has_head_office);
  RETURN NULL;
END $$;--> statement-breakpoint
DROP TRIGGER addresses_inserted ON addresses;--> statement-breakpoint
CREATE TRIGGER addresses_inserted AFTER INSERT ON addresses REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION addresses_added();--> statement-breakpoint

-- Numbers that were all free are noted, and nothing more is asked.
CREATE OR REPLACE FUNCTION customers_number_used() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  noted bigint;
  taken text;
BEGIN
  INSERT INTO used_numbers (number, customer_id) SELECT number, id FROM changed ON CONFLICT (number) DO NOTHING;
  GET DIAGNOSTICS noted = ROW_COUNT;
  IF noted = (SELECT count(*) FROM changed) THEN RETURN NULL; END IF;
  SELECT u.number INTO taken FROM used_numbers u JOIN changed c USING (number) WHERE u.customer_id <> c.id LIMIT 1;
  IF taken IS NOT NULL THEN
    RAISE EXCEPTION 'customer number % was in use before', taken
      USING ERRCODE = 'unique_violation', CONSTRAINT = 'customers_number_used', TABLE = 'customers';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint

-- Whoever inserts many brings people, companies and the text that is searched along; an empty text says that they are to
-- be worked out.
DROP TRIGGER customers_derive ON customers;--> statement-breakpoint
CREATE TRIGGER customers_derive BEFORE UPDATE ON customers FOR EACH ROW EXECUTE FUNCTION customers_derive();--> statement-breakpoint
CREATE TRIGGER customers_derive_new BEFORE INSERT ON customers FOR EACH ROW
  WHEN (NEW.search = '') EXECUTE FUNCTION customers_derive();

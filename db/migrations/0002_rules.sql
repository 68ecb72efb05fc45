-- What the tables alone cannot say: derived columns, history, periods, immutability, indexes of the hot reads, first rows.

CREATE FUNCTION organisation_today() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT (now() AT TIME ZONE (SELECT time_zone FROM settings))::date $$;--> statement-breakpoint

-- Customers: derived columns ------------------------------------------------------------------------------------------
CREATE FUNCTION people_of(customer bigint, owner bigint, OUT people bigint[], OUT dated_people bigint[])
LANGUAGE sql STABLE AS $$
  SELECT
    (SELECT coalesce(array_agg(DISTINCT p ORDER BY p), '{}') FROM (
      SELECT owner AS p WHERE owner IS NOT NULL
      UNION ALL
      SELECT employee_id FROM responsibilities WHERE customer_id = customer AND valid_from IS NULL AND valid_to IS NULL) standing),
    (SELECT coalesce(array_agg(DISTINCT employee_id ORDER BY employee_id), '{}') FROM responsibilities
      WHERE customer_id = customer AND (valid_from IS NOT NULL OR valid_to IS NOT NULL))
$$;--> statement-breakpoint

CREATE FUNCTION companies_of(customer bigint, home bigint) RETURNS bigint[]
LANGUAGE sql STABLE AS $$
  SELECT array_agg(DISTINCT c ORDER BY c) FROM (
    SELECT home AS c UNION ALL SELECT company_id FROM customer_companies WHERE customer_id = customer) served
$$;--> statement-breakpoint

CREATE FUNCTION search_text(name text, number text, business_id text, vat_number text, email text, phone text, city text)
RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT ' ' || fold(concat_ws(' ', name, number, business_id, regexp_replace(business_id, '[^0-9]', '', 'g'),
                               vat_number, email, phone, city)) || ' '
$$;--> statement-breakpoint

CREATE FUNCTION customers_derive() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.people := CASE WHEN NEW.owner_id IS NULL THEN '{}' ELSE ARRAY[NEW.owner_id] END;
    NEW.dated_people := '{}';
    NEW.companies := ARRAY[NEW.company_id];
  ELSE
    IF NEW.owner_id IS DISTINCT FROM OLD.owner_id THEN
      SELECT p.people, p.dated_people INTO NEW.people, NEW.dated_people FROM people_of(NEW.id, NEW.owner_id) p;
    END IF;
    IF NEW.company_id <> OLD.company_id THEN
      NEW.companies := companies_of(NEW.id, NEW.company_id);
    END IF;
  END IF;
  NEW.search := search_text(NEW.name, NEW.number, NEW.business_id, NEW.vat_number, NEW.email, NEW.phone, NEW.city);
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER customers_derive BEFORE INSERT OR UPDATE ON customers FOR EACH ROW EXECUTE FUNCTION customers_derive();--> statement-breakpoint

CREATE FUNCTION responsibilities_derive() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE customers c SET people = p.people, dated_people = p.dated_people
    FROM (SELECT DISTINCT customer_id FROM changed) touched,
    LATERAL (SELECT owner_id FROM customers WHERE id = touched.customer_id) owned,
    LATERAL people_of(touched.customer_id, owned.owner_id) p
    WHERE c.id = touched.customer_id AND (c.people, c.dated_people) IS DISTINCT FROM (p.people, p.dated_people);
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER responsibilities_inserted AFTER INSERT ON responsibilities REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION responsibilities_derive();--> statement-breakpoint
CREATE TRIGGER responsibilities_updated AFTER UPDATE ON responsibilities REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION responsibilities_derive();--> statement-breakpoint
CREATE TRIGGER responsibilities_deleted AFTER DELETE ON responsibilities REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION responsibilities_derive();--> statement-breakpoint

CREATE FUNCTION customer_companies_derive() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE customers c SET companies = companies_of(c.id, c.company_id)
    WHERE c.id IN (SELECT customer_id FROM changed) AND c.companies IS DISTINCT FROM companies_of(c.id, c.company_id);
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER customer_companies_inserted AFTER INSERT ON customer_companies REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION customer_companies_derive();--> statement-breakpoint
CREATE TRIGGER customer_companies_deleted AFTER DELETE ON customer_companies REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION customer_companies_derive();--> statement-breakpoint

-- A bulk insert may bring the town along; then nothing differs here and no second write follows.
CREATE FUNCTION addresses_derive() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE customers c SET city = head.city
    FROM (SELECT DISTINCT customer_id FROM changed) touched
    LEFT JOIN addresses head ON head.customer_id = touched.customer_id AND head.is_head_office
    WHERE c.id = touched.customer_id AND c.city IS DISTINCT FROM head.city;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER addresses_inserted AFTER INSERT ON addresses REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION addresses_derive();--> statement-breakpoint
CREATE TRIGGER addresses_updated AFTER UPDATE ON addresses REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION addresses_derive();--> statement-breakpoint
CREATE TRIGGER addresses_deleted AFTER DELETE ON addresses REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION addresses_derive();--> statement-breakpoint

-- Exactly one head office as soon as there is an address; judged at commit, so that it can be moved.
CREATE FUNCTION addresses_head_office() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE customer bigint := coalesce(NEW.customer_id, OLD.customer_id);
BEGIN
  IF EXISTS (SELECT FROM addresses WHERE customer_id = customer)
     AND NOT EXISTS (SELECT FROM addresses WHERE customer_id = customer AND is_head_office) THEN
    RAISE EXCEPTION 'customer % has addresses but no head office', customer
      USING ERRCODE = 'check_violation', CONSTRAINT = 'addresses_head_office_required', TABLE = 'addresses';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER addresses_head_office_required AFTER INSERT OR UPDATE OR DELETE ON addresses
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION addresses_head_office();--> statement-breakpoint

-- Groups through time -------------------------------------------------------------------------------------------------
ALTER TABLE group_memberships ADD CONSTRAINT group_memberships_period CHECK (valid_from <= valid_to);--> statement-breakpoint
ALTER TABLE group_memberships ADD CONSTRAINT group_memberships_overlap
  EXCLUDE USING gist (customer_id WITH =, daterange(valid_from, valid_to, '[]') WITH &&);--> statement-breakpoint

CREATE FUNCTION customers_group_joined() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO group_memberships (customer_id, group_id, valid_from)
    SELECT id, group_id, organisation_today() FROM added WHERE group_id IS NOT NULL;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER customers_group_joined AFTER INSERT ON customers REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION customers_group_joined();--> statement-breakpoint

-- A membership that began today and ends today never was: a day belongs to the group it ended in.
CREATE FUNCTION customers_group_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM before JOIN after USING (id) WHERE before.group_id IS DISTINCT FROM after.group_id) THEN
    RETURN NULL;
  END IF;
  DELETE FROM group_memberships m USING before JOIN after USING (id)
    WHERE m.customer_id = after.id AND before.group_id IS DISTINCT FROM after.group_id
      AND m.valid_to IS NULL AND m.valid_from >= organisation_today();
  UPDATE group_memberships m SET valid_to = organisation_today() - 1 FROM before JOIN after USING (id)
    WHERE m.customer_id = after.id AND before.group_id IS DISTINCT FROM after.group_id AND m.valid_to IS NULL;
  INSERT INTO group_memberships (customer_id, group_id, valid_from)
    SELECT after.id, after.group_id, organisation_today() FROM before JOIN after USING (id)
    WHERE before.group_id IS DISTINCT FROM after.group_id AND after.group_id IS NOT NULL;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER customers_group_moved AFTER UPDATE ON customers REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION customers_group_moved();--> statement-breakpoint

-- Numbers: none is given twice, not even after its customer is gone ------------------------------------------------------
CREATE FUNCTION customers_number_used() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE taken text;
BEGIN
  INSERT INTO used_numbers (number, customer_id) SELECT number, id FROM changed ON CONFLICT (number) DO NOTHING;
  SELECT u.number INTO taken FROM used_numbers u JOIN changed c USING (number) WHERE u.customer_id <> c.id LIMIT 1;
  IF taken IS NOT NULL THEN
    RAISE EXCEPTION 'customer number % was in use before', taken
      USING ERRCODE = 'unique_violation', CONSTRAINT = 'customers_number_used', TABLE = 'customers';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER customers_number_given AFTER INSERT ON customers REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION customers_number_used();--> statement-breakpoint
CREATE TRIGGER customers_number_changed AFTER UPDATE ON customers REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION customers_number_used();--> statement-breakpoint

CREATE FUNCTION customers_only_from_bin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.deleted_at IS NULL THEN
    RAISE EXCEPTION 'customer % is not in the bin', OLD.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'customers_only_from_bin', TABLE = 'customers';
  END IF;
  RETURN OLD;
END $$;--> statement-breakpoint
CREATE TRIGGER customers_only_from_bin BEFORE DELETE ON customers FOR EACH ROW EXECUTE FUNCTION customers_only_from_bin();--> statement-breakpoint

-- Responsibilities: periods of one pair never overlap -----------------------------------------------------------------
ALTER TABLE responsibilities ADD CONSTRAINT responsibilities_overlap
  EXCLUDE USING gist (customer_id WITH =, employee_id WITH =, daterange(valid_from, valid_to, '[]') WITH &&);--> statement-breakpoint

-- The log cannot be rewritten ------------------------------------------------------------------------------------------
CREATE FUNCTION log_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'event_values' AND TG_OP = 'DELETE' AND current_setting('kumppani.erasing', true) = 'on' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '% of % is not allowed', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_final', TABLE = TG_TABLE_NAME;
END $$;--> statement-breakpoint
CREATE TRIGGER events_final BEFORE UPDATE OR DELETE ON events FOR EACH ROW EXECUTE FUNCTION log_is_final();--> statement-breakpoint
CREATE TRIGGER events_final_truncate BEFORE TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION log_is_final();--> statement-breakpoint
CREATE TRIGGER event_values_final BEFORE UPDATE OR DELETE ON event_values FOR EACH ROW EXECUTE FUNCTION log_is_final();--> statement-breakpoint
CREATE TRIGGER event_values_final_truncate BEFORE TRUNCATE ON event_values FOR EACH STATEMENT EXECUTE FUNCTION log_is_final();--> statement-breakpoint

-- Indexes of the hot reads: an ordered walk that answers reach from the index alone ------------------------------------
CREATE INDEX customers_by_name_fi ON customers (tab, name COLLATE "fi-x-icu", id) INCLUDE (companies, group_id, people, dated_people);--> statement-breakpoint
CREATE INDEX customers_by_name_en ON customers (tab, name COLLATE "en-x-icu", id) INCLUDE (companies, group_id, people, dated_people);--> statement-breakpoint
CREATE INDEX customers_by_number ON customers (tab, number COLLATE natural_number, id) INCLUDE (companies, group_id, people, dated_people);--> statement-breakpoint
CREATE INDEX customers_by_updated ON customers (tab, updated_at, id) INCLUDE (companies, group_id, people, dated_people);--> statement-breakpoint
CREATE INDEX customers_in_group_fi ON customers (group_id, tab, name COLLATE "fi-x-icu", id) INCLUDE (companies, people, dated_people);--> statement-breakpoint
CREATE INDEX customers_in_group_en ON customers (group_id, tab, name COLLATE "en-x-icu", id) INCLUDE (companies, people, dated_people);--> statement-breakpoint
CREATE INDEX customers_of_owner ON customers (owner_id, tab, name COLLATE "fi-x-icu", id) INCLUDE (companies, group_id, people, dated_people);--> statement-breakpoint
CREATE INDEX customers_people ON customers USING gin (people);--> statement-breakpoint
CREATE INDEX customers_dated_people ON customers USING gin (dated_people) WHERE dated_people <> '{}';--> statement-breakpoint
CREATE INDEX customers_search ON customers USING gin (search gin_trgm_ops);--> statement-breakpoint
CREATE INDEX customers_name_key ON customers (name_key text_pattern_ops);--> statement-breakpoint
CREATE INDEX customers_name_key_similar ON customers USING gin (name_key gin_trgm_ops);--> statement-breakpoint

-- First rows ------------------------------------------------------------------------------------------------------------
INSERT INTO settings DEFAULT VALUES;--> statement-breakpoint
INSERT INTO profiles (built_in, grants, reach) VALUES
  ('administrator', '{"customers":"all","money":"read","sales":"edit","projects":"edit","workOrders":"edit","groups":"yes","responsibilities":"yes","assignOthers":"yes","import":"yes","export":"yes","merge":"yes","eraseContact":"yes","deleteCustomer":"yes","reports":"yes","registry":"yes","people":"yes","permissions":"yes","settings":"yes","companies":"yes","audit":"yes","viewAs":"yes"}', '{all}'),
  ('manager', '{"customers":"all","money":"read","sales":"edit","projects":"edit","workOrders":"edit","groups":"yes","responsibilities":"yes","assignOthers":"yes","import":"yes","export":"yes","merge":"yes","eraseContact":"yes","deleteCustomer":"yes","reports":"yes","registry":"yes"}', '{all}'),
  ('seller', '{"customers":"edit","sales":"own","projects":"read","workOrders":"own","reports":"yes","registry":"yes"}', '{groups,mine}'),
  ('employee', '{"customers":"read","projects":"own","workOrders":"own"}', '{company}');--> statement-breakpoint
INSERT INTO customer_types (built_in, names, position, default_customer, default_subcontractor, invoicing_allowed) VALUES
  ('customer', '{"fi":"Asiakas","sv":"Kund","nl":"Klant","en":"Customer"}', 1, true, false, true),
  ('subcontractor', '{"fi":"Alihankkija","sv":"Underleverantör","nl":"Onderaannemer","en":"Subcontractor"}', 2, false, true, false);--> statement-breakpoint
INSERT INTO customer_types (names, position, default_consumer) VALUES
  ('{"fi":"Kuluttaja-asiakas","sv":"Privatkund","nl":"Particulier","en":"Private customer"}', 3, true);

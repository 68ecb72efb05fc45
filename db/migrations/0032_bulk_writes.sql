-- Saves of many customers at once: what a statement does not change costs nothing, and nothing pairs every row with every
-- row. Rows of before and after were joined in a plan for the first pair alone: the square of their number.
DROP TRIGGER customers_group_moved ON customers;--> statement-breakpoint
CREATE OR REPLACE FUNCTION customers_group_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM group_memberships
    WHERE customer_id = NEW.id AND valid_to IS NULL AND valid_from >= organisation_today();
  UPDATE group_memberships SET valid_to = organisation_today() - 1 WHERE customer_id = NEW.id AND valid_to IS NULL;
  INSERT INTO group_memberships (customer_id, group_id, valid_from)
    SELECT NEW.id, NEW.group_id, organisation_today() WHERE NEW.group_id IS NOT NULL;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER customers_group_moved AFTER UPDATE OF group_id ON customers FOR EACH ROW
  WHEN (NEW.group_id IS DISTINCT FROM OLD.group_id) EXECUTE FUNCTION customers_group_moved();--> statement-breakpoint

DROP TRIGGER customers_number_changed ON customers;--> statement-breakpoint
CREATE FUNCTION customers_number_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO used_numbers (number, customer_id) VALUES (NEW.number, NEW.id) ON CONFLICT (number) DO NOTHING;
  IF EXISTS (SELECT FROM used_numbers WHERE number = NEW.number AND customer_id <> NEW.id) THEN
    RAISE EXCEPTION 'customer number % was in use before', NEW.number
      USING ERRCODE = 'unique_violation', CONSTRAINT = 'customers_number_used', TABLE = 'customers';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER customers_number_changed AFTER UPDATE OF number ON customers FOR EACH ROW
  WHEN (NEW.number <> OLD.number) EXECUTE FUNCTION customers_number_changed();--> statement-breakpoint

-- The text that is searched is folded anew only when a part of it changes.
CREATE OR REPLACE FUNCTION customers_derive() RETURNS trigger LANGUAGE plpgsql AS $$
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
    IF (NEW.name, NEW.number, NEW.business_id, NEW.vat_number, NEW.email, NEW.phone, NEW.city, NEW.contact_words,
        NEW.related_numbers, NEW.search) IS NOT DISTINCT FROM
       (OLD.name, OLD.number, OLD.business_id, OLD.vat_number, OLD.email, OLD.phone, OLD.city, OLD.contact_words,
        OLD.related_numbers, OLD.search) THEN
      RETURN NEW;
    END IF;
  END IF;
  NEW.search := search_text(NEW.name, NEW.number, NEW.business_id, NEW.vat_number, NEW.email, NEW.phone, NEW.city,
                            concat_ws(' ', NEW.contact_words, NEW.related_numbers));
  RETURN NEW;
END $$;--> statement-breakpoint

-- The words of each customer are put together once, and not at all by a call of their own.
CREATE OR REPLACE FUNCTION customer_contacts_derive() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  WITH words AS MATERIALIZED (
    SELECT touched.customer_id, (
      SELECT coalesce(string_agg(concat_ws(' ', p.first_name, p.last_name, k.email), ' ' ORDER BY k.id), '')
      FROM customer_contacts k JOIN persons p ON p.id = k.person_id
      WHERE k.customer_id = touched.customer_id AND k.inactive_at IS NULL) AS of_customer
    FROM (SELECT DISTINCT customer_id FROM changed) touched)
  UPDATE customers c SET contact_words = words.of_customer
    FROM words WHERE c.id = words.customer_id AND c.contact_words <> words.of_customer;
  RETURN NULL;
END $$;

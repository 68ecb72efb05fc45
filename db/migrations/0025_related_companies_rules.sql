-- What a related company calls a customer, and who owns it there -----------------------------------------------------
CREATE OR REPLACE FUNCTION people_of(customer bigint, owner bigint, OUT people bigint[], OUT dated_people bigint[])
LANGUAGE sql STABLE AS $$
  SELECT
    (SELECT coalesce(array_agg(DISTINCT p ORDER BY p), '{}') FROM (
      SELECT owner AS p WHERE owner IS NOT NULL
      UNION ALL
      SELECT owner_id FROM customer_companies WHERE customer_id = customer AND owner_id IS NOT NULL
      UNION ALL
      SELECT employee_id FROM responsibilities WHERE customer_id = customer AND valid_from IS NULL AND valid_to IS NULL) standing),
    (SELECT coalesce(array_agg(DISTINCT employee_id ORDER BY employee_id), '{}') FROM responsibilities
      WHERE customer_id = customer AND (valid_from IS NOT NULL OR valid_to IS NOT NULL))
$$;--> statement-breakpoint

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
  END IF;
  NEW.search := search_text(NEW.name, NEW.number, NEW.business_id, NEW.vat_number, NEW.email, NEW.phone, NEW.city,
                            concat_ws(' ', NEW.contact_words, NEW.related_numbers));
  RETURN NEW;
END $$;--> statement-breakpoint

CREATE OR REPLACE FUNCTION customer_companies_derive() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE customers c SET companies = kept.companies, people = kept.people, related_numbers = kept.numbers
    FROM (SELECT t.id, companies_of(t.id, t.company_id) AS companies, p.people,
        (SELECT coalesce(string_agg(number, ' ' ORDER BY company_id), '') FROM customer_companies WHERE customer_id = t.id) AS numbers
      FROM customers t, LATERAL people_of(t.id, t.owner_id) p
      WHERE t.id IN (SELECT customer_id FROM changed)) kept
    WHERE c.id = kept.id
      AND (c.companies, c.people, c.related_numbers) IS DISTINCT FROM (kept.companies, kept.people, kept.numbers);
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER customer_companies_updated AFTER UPDATE ON customer_companies REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION customer_companies_derive();--> statement-breakpoint

-- Numbers that related companies give are as much gone for good as the customers' own.
CREATE FUNCTION customer_companies_number_used() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE taken text;
BEGIN
  INSERT INTO used_numbers (number, customer_id) SELECT number, customer_id FROM changed WHERE number IS NOT NULL ON CONFLICT (number) DO NOTHING;
  SELECT u.number INTO taken FROM used_numbers u JOIN changed c USING (number) WHERE u.customer_id <> c.customer_id LIMIT 1;
  IF taken IS NOT NULL THEN
    RAISE EXCEPTION 'customer number % was in use before', taken
      USING ERRCODE = 'unique_violation', CONSTRAINT = 'customer_companies_number_used', TABLE = 'customer_companies';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER customer_companies_number_given AFTER INSERT ON customer_companies REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION customer_companies_number_used();--> statement-breakpoint
CREATE TRIGGER customer_companies_number_changed AFTER UPDATE ON customer_companies REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION customer_companies_number_used();

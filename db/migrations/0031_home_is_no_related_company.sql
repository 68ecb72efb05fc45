-- A customer's home company is none of its related ones ---------------------------------------------------------------
DELETE FROM customer_companies r USING customers c WHERE c.id = r.customer_id AND c.company_id = r.company_id;--> statement-breakpoint

-- The lock makes relating a company and moving the home there wait for each other, so that neither overlooks the other.
CREATE FUNCTION customer_companies_home() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE home bigint;
BEGIN
  SELECT company_id INTO home FROM customers WHERE id = NEW.customer_id FOR NO KEY UPDATE;
  IF home = NEW.company_id THEN
    RAISE EXCEPTION 'company % is the home of customer %', NEW.company_id, NEW.customer_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'customer_companies_home', TABLE = 'customer_companies';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER customer_companies_home BEFORE INSERT OR UPDATE OF customer_id, company_id ON customer_companies
  FOR EACH ROW EXECUTE FUNCTION customer_companies_home();--> statement-breakpoint

CREATE FUNCTION customers_home_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM customer_companies WHERE customer_id = NEW.id AND company_id = NEW.company_id) THEN
    RAISE EXCEPTION 'company % still stands among the related ones of customer %', NEW.company_id, NEW.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'customer_companies_home', TABLE = 'customers';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER customers_home_moved AFTER UPDATE OF company_id ON customers FOR EACH ROW
  WHEN (NEW.company_id <> OLD.company_id) EXECUTE FUNCTION customers_home_moved();

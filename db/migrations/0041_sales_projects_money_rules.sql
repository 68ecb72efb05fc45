UPDATE sales_statuses SET is_default = true
  WHERE id IN (SELECT DISTINCT ON (state) id FROM sales_statuses WHERE disabled_at IS NULL ORDER BY state, position, id);--> statement-breakpoint

-- The same rate of a country is in force only once at a time. Rates of 2026 and those they replaced -----------------------
ALTER TABLE vat_rates ADD CONSTRAINT vat_rates_overlap
  EXCLUDE USING gist (country WITH =, rate WITH =, daterange(valid_from, valid_to, '[]') WITH &&);--> statement-breakpoint
INSERT INTO vat_rates (country, rate, valid_from, valid_to) VALUES
  ('FI', 24, NULL, '2024-08-31'), ('FI', 25.5, '2024-09-01', NULL),
  ('FI', 14, NULL, '2025-12-31'), ('FI', 13.5, '2026-01-01', NULL), ('FI', 10, NULL, NULL), ('FI', 0, NULL, NULL),
  ('SE', 25, NULL, NULL), ('SE', 12, NULL, NULL), ('SE', 6, NULL, NULL), ('SE', 0, NULL, NULL),
  ('NL', 21, NULL, NULL), ('NL', 9, NULL, NULL), ('NL', 0, NULL, NULL),
  ('NO', 25, NULL, NULL), ('NO', 15, NULL, NULL), ('NO', 12, NULL, NULL), ('NO', 0, NULL, NULL),
  ('DK', 25, NULL, NULL), ('DK', 0, NULL, NULL),
  ('EE', 24, NULL, NULL), ('EE', 13, NULL, NULL), ('EE', 9, NULL, NULL), ('EE', 0, NULL, NULL),
  ('DE', 19, NULL, NULL), ('DE', 7, NULL, NULL), ('DE', 0, NULL, NULL);--> statement-breakpoint

-- An issued invoice is a document: nothing on it changes, and it does not go away. Only its tie to a contact may end ------
CREATE FUNCTION invoices_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status = 'issued' AND (TG_OP = 'DELETE' OR
      to_jsonb(NEW) - 'contact_id' IS DISTINCT FROM to_jsonb(OLD) - 'contact_id' OR NEW.contact_id <> OLD.contact_id) THEN
    RAISE EXCEPTION 'an issued invoice is final' USING ERRCODE = 'check_violation', CONSTRAINT = 'invoices_final';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;--> statement-breakpoint
CREATE TRIGGER invoices_final BEFORE UPDATE OR DELETE ON invoices FOR EACH ROW EXECUTE FUNCTION invoices_stay();--> statement-breakpoint
CREATE FUNCTION invoice_lines_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM invoices i WHERE i.status = 'issued'
      AND (i.id = CASE WHEN TG_OP = 'INSERT' THEN NEW.invoice_id ELSE OLD.invoice_id END
        OR (TG_OP = 'UPDATE' AND i.id = NEW.invoice_id))) THEN
    RAISE EXCEPTION 'an issued invoice is final' USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_lines_final';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;--> statement-breakpoint
CREATE TRIGGER invoice_lines_final BEFORE INSERT OR UPDATE OR DELETE ON invoice_lines
  FOR EACH ROW EXECUTE FUNCTION invoice_lines_stay();--> statement-breakpoint

-- Financials add up invoices and months of many customers: answered from the index alone ----------------------------------
CREATE INDEX invoices_amounts ON invoices (customer_id, issued_on) INCLUDE (project_id, currency, net) WHERE status = 'issued';

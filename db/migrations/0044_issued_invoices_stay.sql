-- Only the tie of an issued invoice to a contact may end: none comes where there was none. -------------------------------
CREATE OR REPLACE FUNCTION invoices_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status = 'issued' AND (TG_OP = 'DELETE' OR to_jsonb(NEW) - 'contact_id' IS DISTINCT FROM to_jsonb(OLD) - 'contact_id'
      OR (NEW.contact_id IS NOT NULL AND NEW.contact_id IS DISTINCT FROM OLD.contact_id)) THEN
    RAISE EXCEPTION 'an issued invoice is final' USING ERRCODE = 'check_violation', CONSTRAINT = 'invoices_final';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;--> statement-breakpoint

-- A line waits for whoever is just issuing its invoice -------------------------------------------------------------------
CREATE OR REPLACE FUNCTION invoice_lines_stay() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  touched bigint[] := CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.invoice_id] WHEN 'DELETE' THEN ARRAY[OLD.invoice_id]
    ELSE ARRAY[OLD.invoice_id, NEW.invoice_id] END;
BEGIN
  PERFORM FROM invoices i WHERE i.id = ANY (touched) ORDER BY i.id FOR SHARE;
  IF EXISTS (SELECT FROM invoices i WHERE i.status = 'issued' AND i.id = ANY (touched)) THEN
    RAISE EXCEPTION 'an issued invoice is final' USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_lines_final';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

-- The customers of added addresses are found by their ids: all others were read as well when thousands came at once.
CREATE OR REPLACE FUNCTION addresses_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE customers c SET city = head.city, has_head_office = true
    FROM added head
    WHERE c.id = ANY (ARRAY(SELECT customer_id FROM added WHERE is_head_office)) AND head.is_head_office
      AND c.id = head.customer_id AND (c.city IS DISTINCT FROM head.city OR NOT c.has_head_office);
  RETURN NULL;
END $$;

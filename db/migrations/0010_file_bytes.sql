CREATE INDEX "blobs_sha256" ON "blobs" USING btree ("sha256");--> statement-breakpoint
-- Whatever removes a file removes its bytes in the same transaction. Those in an outer store are tidied away later.
CREATE FUNCTION files_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM blobs WHERE id = OLD.blob_id AND store = 'database';
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER files_deleted AFTER DELETE ON files FOR EACH ROW WHEN (OLD.blob_id IS NOT NULL) EXECUTE FUNCTION files_removed();

-- Takes the keys of requests and the indexes of long lists away.
-- Loses: which requests of the last day were answered, so that one that is sent again would count again.
DROP INDEX idx_chat_identities_list;
DROP INDEX idx_audit_log_giveaway;
DROP INDEX idx_audit_log_streamer;
DROP TABLE idempotency_keys;

-- Takes webhooks away.
-- Loses: where events were sent, the secrets that they were signed with, and what was still to be sent.
DROP TABLE webhook_deliveries;
DROP TABLE webhooks;

-- Takes shared access away: from then on nobody but the streamer gets into the panel.
-- Loses: all invitations and access grants, the ended ones too. What helpers did stays in the audit log.
DROP TABLE access_grants;
DROP FUNCTION refuse_grant_change();

-- Takes claim windows and what winners said away. Every pick stays; giveaways that wait for a winner complete at the next look.
-- Loses: every row of winner_messages, and which winners claimed, were missed or were set aside, and why.

DROP TABLE winner_messages;

DROP TRIGGER giveaway_winners_final ON giveaway_winners;
DROP TRIGGER giveaway_winners_stay ON giveaway_winners;
DROP FUNCTION refuse_pick_change();

DROP INDEX idx_giveaway_winners_drawn;
DROP INDEX idx_giveaway_winners_pending;

-- While they waited it was not known when their seed would be revealed.
UPDATE giveaways SET completes_at = claims_due_at WHERE claims_due_at IS NOT NULL;

ALTER TABLE giveaway_winners
  DROP COLUMN state,
  DROP COLUMN claim_deadline,
  DROP COLUMN decided_at,
  DROP COLUMN decided_by,
  DROP COLUMN reason;

ALTER TABLE giveaways
  DROP COLUMN claim_seconds,
  DROP COLUMN claims_due_at;

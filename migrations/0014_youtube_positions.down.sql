-- Takes the kept positions and the counted quota away.
-- Loses: where reading YouTube's chat stood, so that what is said during the change may be missed; and what of the day's quota was used.

DROP TABLE quota_days;
DROP TABLE chat_positions;

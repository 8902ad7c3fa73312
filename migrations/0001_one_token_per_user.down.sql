-- Takes prize keys away.
-- Loses: every pool and every key, handed out or not, and who got which.
DROP TABLE deliveries;
DROP TABLE token_pool;
DROP TABLE prize_pools;

-- A giveaway may hand out keys of a pool of its streamer to those who win.
ALTER TABLE giveaways
  ADD COLUMN pool_id bigint,
  ADD CONSTRAINT giveaways_pool_fk FOREIGN KEY (streamer_id, pool_id) REFERENCES prize_pools (streamer_id, id);

-- Takes overlays away.
-- Loses: every overlay with its address, what it shows and its CSS: each has to be made anew, and its new address put into OBS.
DROP TABLE overlays;

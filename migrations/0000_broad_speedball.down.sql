-- Takes the core away.
-- Loses: everything the bot knows.

DROP TABLE audit_log,
  timers,
  commands,
  outbox,
  handled_messages,
  balance_ledger,
  user_balances,
  giveaway_winners,
  giveaway_entries,
  giveaways,
  chat_identities,
  viewers,
  sessions,
  bot_configs,
  platform_connections,
  users;
DROP FUNCTION refuse_ledger_change, refuse_proof_change, refuse_sealed_entry_change, refuse_orphans, refuse_parent_delete;

/**
 * Every table, once. Migrations are drafted from it (`npm run db:generate`), read, and finished by hand; a test holds it
 * against the migrated database. Columns are the keys in snake_case. `streamer_id` is the `users.id` of the channel's owner:
 * everything is keyed by it, so that the database can be distributed by that key. `giveaway_entries`, `giveaway_entry_attempts` and
 * `balance_ledger` have their parents checked once a statement by the trigger `refuse_orphans` in the place of foreign keys.
 */
import { sql, type SQL } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  customType,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { grantStatuses, helperRoles } from './giveaway/access.ts'
import { deliveryStates, webhookStates } from './giveaway/webhook.ts'
import { importModes, ledgerReasons } from './giveaway/ledger.ts'
import {
  audiences,
  chatPlatforms,
  joinWays,
  kinds,
  orderStatuses,
  platforms,
  statuses,
  winnerStates,
} from './giveaway/words.ts'

/** PostgreSQL's 64-bit transaction id. */
const xid8 = customType<{ data: string }>({ dataType: () => 'xid8' })
const big = () => bigint({ mode: 'number' })
const id = () => big().primaryKey().generatedByDefaultAsIdentity()
const at = () => timestamp({ withTimezone: true })
const createdAt = () => at().notNull().defaultNow()
const streamerId = () =>
  big()
    .notNull()
    .references(() => users.id)
const viewerId = () =>
  big()
    .notNull()
    .references(() => viewers.id)
/** Columns that name a viewer of a streamer together: one check for both, and a viewer cannot stand under another streamer. */
const ofStreamer = () => ({ streamerId: big().notNull(), viewerId: big().notNull() })
const giveawayId = () =>
  uuid()
    .notNull()
    .references(() => giveaways.id)
const oneOf = (column: string, words: readonly string[]): SQL =>
  sql.raw(`${column} in (${words.map((word) => `'${word}'`).join(', ')})`)

/** Somebody who can sign in. */
export const users = pgTable('users', { id: id(), displayName: text().notNull(), createdAt: createdAt() })

/** A platform account that a user linked. Tokens are sealed; see `runtime/crypto.ts`. */
export const platformConnections = pgTable(
  'platform_connections',
  {
    id: id(),
    userId: big()
      .notNull()
      .references(() => users.id),
    platform: text().notNull(),
    purpose: text().notNull().default('streamer'),
    platformUserId: text().notNull(),
    login: text().notNull(),
    displayName: text().notNull(),
    accessToken: text(),
    refreshToken: text(),
    expiresAt: at(),
    scopes: text().array().notNull().default([]),
    status: text().notNull().default('connected'),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (t) => [
    uniqueIndex('platform_connections_user_platform_purpose_unique').on(t.userId, t.platform, t.purpose),
    uniqueIndex('platform_connections_platform_platform_user_id_unique').on(t.platform, t.platformUserId),
    check('platform_connections_platform_check', oneOf('platform', chatPlatforms)),
    check('platform_connections_purpose_check', oneOf('purpose', ['streamer', 'bot'])),
    check('platform_connections_status_check', oneOf('status', ['connected', 'reconnect'])),
  ],
)

/** What a streamer set for the bot. */
export const botConfigs = pgTable(
  'bot_configs',
  {
    streamerId: big()
      .primaryKey()
      .references(() => users.id),
    language: text().notNull().default('en'),
    timeZone: text().notNull().default('UTC'),
    pointsName: text().notNull().default('points'),
    chatPoints: integer().notNull().default(5),
    chatPointsSeconds: integer().notNull().default(300),
    attemptsPerMinute: integer().notNull().default(10),
    graceSeconds: integer().notNull().default(5),
    revealSeconds: integer().notNull().default(120),
    excludedLogins: text()
      .array()
      .notNull()
      .default([
        'nightbot',
        'streamelements',
        'streamlabs',
        'moobot',
        'fossabot',
        'wizebot',
        'botrixoficial',
        'kickbot',
      ]),
    createdAt: createdAt(),
    updatedAt: createdAt(),
    /** Whether chatting is paid only while the stream is live. */
    chatPointsLive: boolean().notNull().default(false),
    /** Points for being there while the stream is live, once in so many seconds; 0 is none. */
    watchPoints: integer().notNull().default(0),
    watchSeconds: integer().notNull().default(600),
    /** How many times as many points subscribers get for chatting and watching. */
    subscriberFactor: integer().notNull().default(1),
    /** Whether viewers may gamble, their chance to double in percent, what they may stake, and how often one may. */
    gamble: boolean().notNull().default(false),
    gamblePercent: integer().notNull().default(45),
    gambleLeast: big().notNull().default(10),
    gambleMost: big().notNull().default(1_000),
    gambleSeconds: integer().notNull().default(60),
    /** Minutes between two reminders of an open giveaway; 0 is none. */
    reminderMinutes: integer().notNull().default(5),
    /** How many viewers were merged: who is behind an account is remembered for this number. */
    merges: integer().notNull().default(0),
    /** When the stream that was seen last began, and when it was seen. */
    liveSince: at(),
    liveSeenAt: at(),
  },
  () => [
    check('bot_configs_live_check', sql`(live_since is null) = (live_seen_at is null) and live_since <= live_seen_at`),
    check('bot_configs_reminder_check', sql`reminder_minutes between 0 and 120`),
    check(
      'bot_configs_watch_check',
      sql`watch_points >= 0 and watch_seconds >= 60 and subscriber_factor between 1 and 100`,
    ),
    check(
      'bot_configs_gamble_check',
      sql`gamble_percent between 1 and 99 and gamble_least between 1 and gamble_most and gamble_seconds >= 0`,
    ),
  ],
)

/** Somebody who is signed in; the cookie's token is stored as a hash. */
export const sessions = pgTable(
  'sessions',
  {
    tokenHash: text().primaryKey(),
    userId: big()
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
    expiresAt: at().notNull(),
  },
  (t) => [index('idx_sessions_user').on(t.userId), index('idx_sessions_expires').on(t.expiresAt)],
)

/** Sign-ins that were begun; the secrets of the browser and of the address stand here as hashes. */
export const signIns = pgTable(
  'sign_ins',
  {
    stateHash: text().primaryKey(),
    browserHash: text().notNull(),
    platform: text().notNull(),
    access: text().notNull(),
    /** Who links the account; empty where somebody signs in. */
    userId: big().references(() => users.id),
    returnTo: text().notNull(),
    expiresAt: at().notNull(),
  },
  (t) => [
    index('idx_sign_ins_expires').on(t.expiresAt),
    check('sign_ins_platform_check', oneOf('platform', chatPlatforms)),
    check('sign_ins_access_check', oneOf('access', ['identity', 'channel', 'bot'])),
    check('sign_ins_user_check', sql`user_id is not null or access = 'identity'`),
  ],
)

/** A person in one streamer's community. Whoever was merged into another has no account any more; what they did before stays theirs. */
export const viewers = pgTable(
  'viewers',
  { id: id(), streamerId: streamerId(), createdAt: createdAt(), mergedInto: big() },
  (t) => [
    unique('viewers_streamer_id_unique').on(t.streamerId, t.id),
    foreignKey({
      name: 'viewers_merged_into_fk',
      columns: [t.streamerId, t.mergedInto],
      foreignColumns: [t.streamerId, t.id],
    }),
    index('idx_viewers_merged')
      .on(t.mergedInto)
      .where(sql`merged_into is not null`),
    check('viewers_merged_into_check', sql`merged_into <> id`),
  ],
)

/** One-time links to join accounts, one at a time for an account. */
export const linkCodes = pgTable(
  'link_codes',
  {
    code: uuid().primaryKey(),
    streamerId: streamerId(),
    platform: text().notNull(),
    platformUserId: text().notNull(),
    displayName: text().notNull(),
    expiresAt: at().notNull(),
  },
  (t) => [
    uniqueIndex('link_codes_account_unique').on(t.streamerId, t.platform, t.platformUserId),
    index('idx_link_codes_expires').on(t.expiresAt),
    check('link_codes_platform_check', oneOf('platform', chatPlatforms)),
  ],
)

/** The chat accounts of viewers. The platform's id is the key; login and name are as last seen. */
export const chatIdentities = pgTable(
  'chat_identities',
  {
    ...ofStreamer(),
    platform: text().notNull(),
    platformUserId: text().notNull(),
    login: text().notNull(),
    displayName: text().notNull(),
    /** As chat showed it last: of the subscription, 0 is none; what they are; months of subscription. */
    tier: integer().notNull().default(0),
    roles: text().array().notNull().default([]),
    months: integer().notNull().default(0),
    /** The last line; the first of its run, which is lines with less than a minute between them; the last line before the run. */
    chattedAt: at(),
    chattingSince: at(),
    chattedBefore: at(),
    createdAt: createdAt(),
    seenAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.streamerId, t.platform, t.platformUserId] }),
    foreignKey({
      name: 'chat_identities_viewer_fk',
      columns: [t.streamerId, t.viewerId],
      foreignColumns: [viewers.streamerId, viewers.id],
    }),
    index('idx_chat_identities_viewer').on(t.viewerId),
    index('idx_chat_identities_login').on(t.login, t.streamerId, t.platform),
    index('idx_chat_identities_list').on(t.streamerId, sql`login collate "C"`, t.platform, t.platformUserId),
    check('chat_identities_platform_check', oneOf('platform', platforms)),
    check('chat_identities_tier_check', sql`tier between 0 and 3`),
    check('chat_identities_roles_check', sql`roles <@ array['broadcaster', 'moderator', 'vip', 'subscriber']`),
    check(
      'chat_identities_chatted_check',
      sql`(chatted_at is null) = (chatting_since is null) and chatting_since <= chatted_at and chatted_before < chatting_since`,
    ),
  ],
)

export const giveaways = pgTable(
  'giveaways',
  {
    id: uuid().primaryKey(),
    streamerId: streamerId(),
    title: text().notNull(),
    word: text().notNull(),
    kind: text().notNull(),
    activeMinutes: integer(),
    status: text().notNull(),
    cost: big().notNull().default(0),
    maxTickets: integer().notNull().default(1),
    maxEntries: integer(),
    maxTicketsInAll: big(),
    winners: integer().notNull().default(1),
    audience: text().notNull().default('everyone'),
    platforms: text().array(),
    minTier: integer(),
    followDays: integer(),
    accountDays: integer(),
    minBalance: big(),
    moderatorsOut: boolean().notNull().default(false),
    unknownPasses: boolean().notNull().default(false),
    prizeClass: text(),
    cooldownDays: integer(),
    tier1Factor: integer(),
    tier2Factor: integer(),
    tier3Factor: integer(),
    vipFactor: integer(),
    followerFactor: integer(),
    leaving: boolean().notNull().default(true),
    claimSeconds: integer(),
    opensAt: at(),
    blockedAt: at(),
    openedAt: at(),
    minutes: integer(),
    closesAt: at(),
    pausedAt: at(),
    /** `Break`s, as JSON. */
    breaks: jsonb().notNull().default([]),
    closedAt: at(),
    finalAt: at(),
    sealedAt: at(),
    drawWhenSealed: integer(),
    completesAt: at(),
    claimsDueAt: at(),
    completedAt: at(),
    cancelledAt: at(),
    sealedSeed: text(),
    commitment: text(),
    digest: text(),
    seed: text(),
    /** The round of a public beacon that takes part: named at closing, with what it brought. */
    beaconChain: text(),
    beaconRound: big(),
    beaconAt: at(),
    beaconRandomness: text(),
    beaconSignature: text(),
    beaconLateAt: at(),
    beaconWaivedAt: at(),
    entryCount: integer().notNull().default(0),
    ticketCount: big().notNull().default(0),
    createdAt: createdAt(),
    /** When chat is reminded of it next, while it is open. */
    remindsAt: at(),
    /** Whoever wins gets a key of this pool. */
    poolId: big(),
    joinByCode: text(),
    presentMinutes: integer(),
    /** From it come the codes of this giveaway, another one every half minute. */
    joinKey: text()
      .notNull()
      .default(sql`replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '')`),
  },
  (t) => [
    foreignKey({
      name: 'giveaways_pool_fk',
      columns: [t.streamerId, t.poolId],
      foreignColumns: [prizePools.streamerId, prizePools.id],
    }),
    check(
      'giveaways_join_check',
      sql.raw(
        `join_by_code is null or join_by_code in (${joinWays.map((way) => `'${way}'`).join(', ')}) and kind <> 'active'`,
      ),
    ),
    check('giveaways_guest_keys_check', sql`join_by_code <> 'guests' or pool_id is null`),
    check(
      'giveaways_present_check',
      sql`present_minutes is null or present_minutes between 1 and 1440 and kind <> 'first'`,
    ),
    uniqueIndex('giveaways_open_word_unique')
      .on(t.streamerId, t.word)
      .where(sql`status in ('open', 'paused')`),
    index('idx_giveaways_streamer').on(t.streamerId, t.createdAt),
    index('idx_giveaways_running')
      .on(t.status)
      .where(sql`status in ('scheduled', 'open', 'paused', 'closed', 'drawn')`),
    check('giveaways_kind_check', oneOf('kind', kinds)),
    check('giveaways_status_check', oneOf('status', statuses)),
    check('giveaways_audience_check', oneOf('audience', audiences)),
    check(
      'giveaways_active_check',
      sql`(kind = 'active') = (active_minutes is not null) and active_minutes between 1 and 1440`,
    ),
    check(
      'giveaways_first_check',
      sql`kind <> 'first' or max_entries is not null and max_entries = winners and max_tickets = 1 and not leaving`,
    ),
    check(
      'giveaways_scheduled_check',
      sql`status <> 'scheduled' or opens_at is not null and (commitment is not null or kind = 'first')`,
    ),
    check('giveaways_minutes_check', sql`minutes >= 1`),
    check('giveaways_paused_check', sql`(paused_at is null) = (status <> 'paused')`),
    check('giveaways_cost_check', sql`cost >= 0`),
    check('giveaways_max_tickets_check', sql`max_tickets >= 1`),
    check('giveaways_winners_check', sql`winners >= 1`),
    check(
      'giveaways_platforms_check',
      sql.raw(
        `platforms <@ array[${chatPlatforms.map((word) => `'${word}'`).join(', ')}] and cardinality(platforms) > 0`,
      ),
    ),
    check('giveaways_min_tier_check', sql`min_tier between 1 and 3`),
    check('giveaways_days_check', sql`least(follow_days, account_days - 1, cooldown_days - 1) >= 0`),
    check('giveaways_min_balance_check', sql`min_balance >= 1`),
    check('giveaways_prize_class_check', sql`length(prize_class) between 1 and 50`),
    check(
      'giveaways_factors_check',
      sql`least(tier1_factor, tier2_factor, tier3_factor, vip_factor, follower_factor) >= 1 and greatest(tier1_factor, tier2_factor, tier3_factor, vip_factor, follower_factor) <= 100`,
    ),
    check('giveaways_claim_seconds_check', sql`claim_seconds between 5 and 86400`),
    // Nobody can complete a giveaway, and so reveal its seed, while it waits for a winner.
    check('giveaways_claims_due_check', sql`claims_due_at is null or status = 'drawn'`),
    check(
      'giveaways_beacon_check',
      sql`num_nulls(beacon_chain, beacon_round, beacon_at) in (0, 3) and beacon_round >= 1`,
    ),
    check(
      'giveaways_beacon_outcome_check',
      sql`num_nulls(beacon_randomness, beacon_signature) in (0, 2) and num_nonnulls(beacon_randomness, beacon_waived_at) <= 1 and (beacon_round is not null or num_nonnulls(beacon_randomness, beacon_late_at, beacon_waived_at) = 0)`,
    ),
    check(
      'giveaways_beacon_randomness_check',
      sql`beacon_randomness = encode(sha256(decode(beacon_signature, 'hex')), 'hex')`,
    ),
    check('giveaways_sealed_check', sql`(sealed_at is null) = (digest is null)`),
    check('giveaways_entry_count_check', sql`entry_count between 0 and coalesce(max_entries, entry_count)`),
    check(
      'giveaways_ticket_count_check',
      sql`ticket_count between entry_count and coalesce(max_tickets_in_all, ticket_count)`,
    ),
  ],
)

/** Sentences of the bot that a streamer wrote, as templates. */
export const botTexts = pgTable(
  'bot_texts',
  {
    streamerId: streamerId(),
    key: text().notNull(),
    template: text().notNull(),
    updatedAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.streamerId, t.key] }),
    check('bot_texts_template_check', sql`length(template) between 1 and 400`),
  ],
)

/** Words that a streamer chose for a command, the one that sentences say in the first place. */
export const commandWords = pgTable(
  'command_words',
  {
    streamerId: streamerId(),
    word: text().notNull(),
    command: text().notNull(),
    place: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.streamerId, t.word] }),
    unique('command_words_place_unique').on(t.streamerId, t.command, t.place),
    check('command_words_word_check', sql`length(word) between 1 and 30`),
    check('command_words_place_check', sql`place between 0 and 9`),
  ],
)

/** Commands that a streamer switched off. */
export const commandsOff = pgTable('commands_off', { streamerId: streamerId(), command: text().notNull() }, (t) => [
  primaryKey({ columns: [t.streamerId, t.command] }),
])

/** Settings of giveaways under a name; `rules` are `GiveawayRules`, as JSON. */
export const giveawayTemplates = pgTable(
  'giveaway_templates',
  {
    streamerId: streamerId(),
    name: text().notNull(),
    title: text().notNull(),
    rules: jsonb().notNull(),
    minutes: integer(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.streamerId, t.name] })],
)

export const giveawayEntries = pgTable(
  'giveaway_entries',
  {
    id: id(),
    giveawayId: uuid().notNull(),
    viewerId: big().notNull(),
    platform: text().notNull(),
    platformUserId: text().notNull(),
    displayName: text().notNull(),
    tickets: integer().notNull(),
    /** How many of the tickets a factor gave; the others were asked for, and paid. */
    bonus: integer().notNull().default(0),
    paid: big().notNull().default(0),
    evidence: jsonb().notNull(),
    enteredAt: at().notNull(),
  },
  (t) => [
    unique('giveaway_entries_giveaway_viewer_unique').on(t.giveawayId, t.viewerId),
    check('giveaway_entries_platform_check', oneOf('platform', platforms)),
    check('giveaway_entries_tickets_check', sql`tickets >= 1`),
    check('giveaway_entries_bonus_check', sql`bonus between 0 and tickets - 1`),
    check('giveaway_entries_paid_check', sql`paid >= 0`),
  ],
)

/** One row an ask, whatever came of it: the rate limit counts here, and a message is applied once because it stands here once. */
export const giveawayEntryAttempts = pgTable(
  'giveaway_entry_attempts',
  {
    id: id(),
    giveawayId: uuid().notNull(),
    viewerId: big().notNull(),
    platform: text().notNull(),
    messageId: text().notNull(),
    outcome: text().notNull(),
    tickets: integer().notNull(),
    attemptedAt: at().notNull(),
  },
  (t) => [
    unique('giveaway_entry_attempts_message_unique').on(t.platform, t.messageId),
    index('idx_giveaway_entry_attempts_user_time').on(t.viewerId, t.attemptedAt),
    index('idx_giveaway_entry_attempts_time').using('brin', t.attemptedAt).with({ autosummarize: true }),
    check('giveaway_entry_attempts_tickets_check', sql`tickets >= 0`),
  ],
)

export const giveawayWinners = pgTable(
  'giveaway_winners',
  {
    giveawayId: giveawayId(),
    pick: integer().notNull(),
    viewerId: viewerId(),
    platform: text().notNull(),
    platformUserId: text().notNull(),
    displayName: text().notNull(),
    tickets: integer().notNull(),
    drawnAt: at().notNull(),
    state: text().notNull().default('confirmed'),
    claimDeadline: at(),
    decidedAt: at(),
    decidedBy: text(),
    reason: text(),
  },
  (t) => [
    primaryKey({ columns: [t.giveawayId, t.pick] }),
    unique('giveaway_winners_giveaway_viewer_unique').on(t.giveawayId, t.viewerId),
    index('idx_giveaway_winners_viewer').on(t.viewerId, t.drawnAt),
    index('idx_giveaway_winners_drawn').on(t.drawnAt),
    index('idx_giveaway_winners_pending')
      .on(t.giveawayId)
      .where(sql`state = 'pending'`),
    check('giveaway_winners_pick_check', sql`pick >= 1`),
    check('giveaway_winners_state_check', oneOf('state', winnerStates)),
    check('giveaway_winners_pending_check', sql`state <> 'pending' or claim_deadline is not null`),
    check('giveaway_winners_reason_check', sql`(state in ('set-aside', 'passed-over')) = (reason is not null)`),
  ],
)

/** What winners said after the draw. The text is a stranger's, and nothing but data. */
export const winnerMessages = pgTable(
  'winner_messages',
  {
    giveawayId: uuid().notNull(),
    pick: integer().notNull(),
    platform: text().notNull(),
    messageId: text().notNull(),
    text: text().notNull(),
    sentAt: at().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.giveawayId, t.pick, t.platform, t.messageId] }),
    foreignKey({
      name: 'winner_messages_winner_fk',
      columns: [t.giveawayId, t.pick],
      foreignColumns: [giveawayWinners.giveawayId, giveawayWinners.pick],
    }),
    check('winner_messages_platform_check', oneOf('platform', platforms)),
    check('winner_messages_text_check', sql`length(text) <= 1000`),
  ],
)

/** Where prize keys wait. */
export const prizePools = pgTable(
  'prize_pools',
  {
    id: id(),
    streamerId: streamerId(),
    name: text().notNull(),
    prizeClass: text(),
    /** With it the fingerprints of the streamer's keys are made; empty until the first key comes. */
    sealedSecret: text(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('prize_pools_streamer_id_unique').on(t.streamerId, t.id),
    unique('prize_pools_name_unique').on(t.streamerId, t.name),
    check('prize_pools_name_check', sql`length(name) between 1 and 60`),
    check('prize_pools_prize_class_check', sql`length(prize_class) between 1 and 50`),
  ],
)

/** Prize keys, sealed. `claim_count` is 1 from the moment that a key is somebody's, and never more. */
export const tokenPool = pgTable(
  'token_pool',
  {
    id: id(),
    streamerId: big().notNull(),
    token: text().notNull(),
    claimCount: integer().notNull().default(0),
    assignedTo: big(),
    assignedAt: at(),
    poolId: big().notNull(),
    /** What tells a key that is there already, and tells nothing of it. Empty for keys that are not sealed yet. */
    fingerprint: text(),
    /** The last letters of a long key, for the streamer to know it by. */
    ending: text().notNull().default(''),
    createdAt: createdAt(),
  },
  (t) => [
    unique('token_pool_id_pool_unique').on(t.id, t.poolId),
    uniqueIndex('token_pool_fingerprint_unique').on(t.streamerId, t.fingerprint),
    index('idx_token_pool_pool').on(t.poolId, t.id),
    index('idx_token_pool_available')
      .on(t.poolId, t.id)
      .where(sql`claim_count = 0`),
    foreignKey({
      name: 'token_pool_pool_fk',
      columns: [t.streamerId, t.poolId],
      foreignColumns: [prizePools.streamerId, prizePools.id],
    }),
    foreignKey({
      name: 'token_pool_viewer_fk',
      columns: [t.streamerId, t.assignedTo],
      foreignColumns: [viewers.streamerId, viewers.id],
    }),
    check('token_pool_claim_count_check', sql`claim_count in (0, 1)`),
    check('token_pool_assigned_check', sql`num_nonnulls(assigned_to, assigned_at) = 2 * claim_count`),
  ],
)

/** Who got which key, and for which win. A key is delivered once, and a viewer gets one of a pool. */
export const deliveries = pgTable(
  'deliveries',
  {
    id: id(),
    streamerId: big().notNull(),
    tokenId: big().notNull(),
    viewerId: big().notNull(),
    deliveredAt: createdAt(),
    poolId: big().notNull(),
    /** Empty for what was delivered before there were wins to deliver for. */
    giveawayId: uuid(),
    pick: integer(),
    /** When the winner saw it first: from then on it is spent. */
    revealedAt: at(),
  },
  (t) => [
    uniqueIndex('tokenUniqueIdx').on(t.tokenId),
    unique('deliveries_pool_viewer_unique').on(t.poolId, t.viewerId),
    index('idx_deliveries_viewer').on(t.viewerId),
    index('idx_deliveries_giveaway')
      .on(t.giveawayId)
      .where(sql`giveaway_id is not null`),
    foreignKey({
      name: 'deliveries_token_fk',
      columns: [t.tokenId, t.poolId],
      foreignColumns: [tokenPool.id, tokenPool.poolId],
    }),
    foreignKey({
      name: 'deliveries_viewer_fk',
      columns: [t.streamerId, t.viewerId],
      foreignColumns: [viewers.streamerId, viewers.id],
    }),
    foreignKey({
      name: 'deliveries_winner_fk',
      columns: [t.giveawayId, t.pick],
      foreignColumns: [giveawayWinners.giveawayId, giveawayWinners.pick],
    }),
    check('deliveries_winner_check', sql`num_nulls(giveaway_id, pick) in (0, 2)`),
  ],
)

/** Viewers whom a moderator keeps out: of all giveaways of the channel, or of one, from which they were removed. */
export const excludedViewers = pgTable(
  'excluded_viewers',
  {
    ...ofStreamer(),
    reason: text().notNull(),
    actor: text().notNull(),
    createdAt: createdAt(),
    giveawayId: uuid().references(() => giveaways.id),
  },
  (t) => [
    unique('excluded_viewers_viewer_giveaway_unique').on(t.streamerId, t.viewerId, t.giveawayId).nullsNotDistinct(),
    foreignKey({
      name: 'excluded_viewers_viewer_fk',
      columns: [t.streamerId, t.viewerId],
      foreignColumns: [viewers.streamerId, viewers.id],
    }),
  ],
)

/** Points. The checks are the last word: a balance is never negative and is what was earned less what was spent. */
export const userBalances = pgTable(
  'user_balances',
  {
    ...ofStreamer(),
    balance: big().notNull().default(0),
    totalEarned: big().notNull().default(0),
    totalSpent: big().notNull().default(0),
    updatedAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.streamerId, t.viewerId] }),
    foreignKey({
      name: 'user_balances_viewer_fk',
      columns: [t.streamerId, t.viewerId],
      foreignColumns: [viewers.streamerId, viewers.id],
    }),
    check('user_balances_balance_check', sql`balance >= 0`),
    check('user_balances_total_earned_check', sql`total_earned >= 0`),
    check('user_balances_total_spent_check', sql`total_spent >= 0`),
    check('user_balances_sum_check', sql`balance = total_earned - total_spent`),
  ],
)

/** Every movement of points. Append-only: a trigger refuses changes. `key` makes each movement happen once. */
export const balanceLedger = pgTable(
  'balance_ledger',
  {
    id: id(),
    ...ofStreamer(),
    amount: big().notNull(),
    reason: text().notNull(),
    key: text().notNull(),
    giveawayId: uuid(),
    actor: text(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('balance_ledger_viewer_key_unique').on(t.viewerId, t.key),
    index('idx_balance_ledger_import')
      .on(t.key)
      .where(sql`reason = 'import'`),
    index('idx_balance_ledger_gambles')
      .on(t.viewerId, t.createdAt)
      .where(sql`reason = 'gamble'`),
    index('idx_balance_ledger_changes')
      .on(t.streamerId, t.id)
      .where(sql`reason in ('add', 'remove', 'set')`),
    check('balance_ledger_amount_check', sql`amount <> 0`),
    check('balance_ledger_reason_check', oneOf('reason', ledgerReasons)),
  ],
)

/** Points that came from another bot's file: one row a file, whose movements have the key `import:ID`. */
export const pointImports = pgTable(
  'point_imports',
  {
    id: id(),
    streamerId: streamerId(),
    source: text().notNull(),
    checksum: text().notNull(),
    mode: text().notNull(),
    rows: integer().notNull(),
    people: integer().notNull().default(0),
    points: big().notNull().default(0),
    createdAt: createdAt(),
    reversedAt: at(),
  },
  (t) => [
    uniqueIndex('point_imports_checksum_unique')
      .on(t.streamerId, t.checksum)
      .where(sql`reversed_at is null`),
    check('point_imports_mode_check', oneOf('mode', importModes)),
    check('point_imports_people_check', sql`people between 0 and rows`),
  ],
)

/** Points for some of those who join. `ends_at` was told, `due_at` is later by the time in which messages may still arrive. */
export const raffles = pgTable(
  'raffles',
  {
    id: id(),
    streamerId: streamerId(),
    points: big().notNull(),
    winners: integer().notNull(),
    openedAt: at().notNull(),
    endsAt: at().notNull(),
    dueAt: at().notNull(),
    endedAt: at(),
  },
  (t) => [
    uniqueIndex('raffles_running_unique')
      .on(t.streamerId)
      .where(sql`ended_at is null`),
    index('idx_raffles_due')
      .on(t.dueAt)
      .where(sql`ended_at is null`),
    check('raffles_points_check', sql`winners >= 1 and points >= winners`),
    check('raffles_times_check', sql`opened_at < ends_at and ends_at <= due_at`),
  ],
)

export const raffleEntries = pgTable(
  'raffle_entries',
  {
    ...ofStreamer(),
    raffleId: big()
      .notNull()
      .references(() => raffles.id),
    platform: text().notNull(),
    displayName: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.raffleId, t.viewerId] }),
    foreignKey({
      name: 'raffle_entries_viewer_fk',
      columns: [t.streamerId, t.viewerId],
      foreignColumns: [viewers.streamerId, viewers.id],
    }),
    check('raffle_entries_platform_check', oneOf('platform', chatPlatforms)),
  ],
)

/** What viewers can have for their points. `word` is the name folded; who wrote before `priced_at` saw another price. */
export const rewards = pgTable(
  'rewards',
  {
    id: id(),
    streamerId: streamerId(),
    name: text().notNull(),
    word: text().notNull(),
    price: big().notNull(),
    pricedAt: at().notNull(),
    stock: integer(),
    personSeconds: integer().notNull().default(0),
    everybodySeconds: integer().notNull().default(0),
    mostPerPerson: integer(),
    mostInAll: integer(),
    prefix: text().notNull().default('A'),
    digits: integer().notNull().default(3),
    needsText: boolean().notNull().default(false),
    isOn: boolean().notNull().default(true),
    createdAt: createdAt(),
    /** Its orders name it, so its row stays. */
    removedAt: at(),
  },
  (t) => [
    unique('rewards_streamer_id_unique').on(t.streamerId, t.id),
    uniqueIndex('rewards_word_unique')
      .on(t.streamerId, t.word)
      .where(sql`removed_at is null`),
    check('rewards_word_check', sql`length(word) > 0`),
    check('rewards_price_check', sql`price >= 0`),
    check('rewards_stock_check', sql`stock >= 0`),
    check(
      'rewards_limits_check',
      sql`least(person_seconds, everybody_seconds) >= 0 and least(most_per_person, most_in_all) >= 1`,
    ),
    check('rewards_ticket_check', sql`prefix ~ '^[A-Z]{1,3}$' and digits between 1 and 6`),
  ],
)

/** The last ticket number of each channel, prefix and day. */
export const tokenSequence = pgTable(
  'token_sequence',
  { streamerId: streamerId(), prefix: text().notNull(), day: date().notNull(), lastNumber: integer().notNull() },
  (t) => [
    primaryKey({ columns: [t.streamerId, t.prefix, t.day] }),
    check('token_sequence_last_number_check', sql`last_number >= 1`),
  ],
)

/** What viewers ordered, each with its ticket number. What was ordered, by whom and for how much never changes. */
export const orders = pgTable(
  'orders',
  {
    id: id(),
    ...ofStreamer(),
    rewardId: big().notNull(),
    rewardName: text().notNull(),
    platform: text().notNull(),
    platformUserId: text().notNull(),
    displayName: text().notNull(),
    /** What the viewer said with it. The text is a stranger's, and nothing but data. */
    said: text().notNull(),
    paid: big().notNull(),
    prefix: text().notNull(),
    day: date().notNull(),
    number: integer().notNull(),
    digits: integer().notNull(),
    status: text().notNull().default('pending'),
    orderedAt: at().notNull(),
    servedAt: at(),
    decidedAt: at(),
  },
  (t) => [
    unique('orders_number_unique').on(t.streamerId, t.prefix, t.day, t.number),
    foreignKey({
      name: 'orders_reward_fk',
      columns: [t.streamerId, t.rewardId],
      foreignColumns: [rewards.streamerId, rewards.id],
    }),
    foreignKey({
      name: 'orders_viewer_fk',
      columns: [t.streamerId, t.viewerId],
      foreignColumns: [viewers.streamerId, viewers.id],
    }),
    uniqueIndex('orders_serving_unique')
      .on(t.streamerId)
      .where(sql`status = 'serving'`),
    index('idx_orders_list').on(t.streamerId, t.status, t.id),
    index('idx_orders_viewer').on(t.viewerId, t.id),
    index('idx_orders_reward_time').on(t.rewardId, t.orderedAt),
    check('orders_number_check', sql`number >= 1`),
    check('orders_paid_check', sql`paid >= 0`),
    check('orders_platform_check', oneOf('platform', chatPlatforms)),
    check('orders_status_check', oneOf('status', orderStatuses)),
    check('orders_decided_check', sql`(decided_at is null) = (status in ('pending', 'serving'))`),
  ],
)

/** Chat messages that did something other than entering, so that a message delivered twice does it once. */
export const handledMessages = pgTable(
  'handled_messages',
  { platform: text().notNull(), messageId: text().notNull(), handledAt: createdAt() },
  (t) => [primaryKey({ columns: [t.platform, t.messageId] }), index('idx_handled_messages_time').on(t.handledAt)],
)

/** Requests that their senders named, with what they were answered; a key is its user's own, for a day. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    userId: big()
      .notNull()
      .references(() => users.id),
    key: text().notNull(),
    fingerprint: text().notNull(),
    answer: jsonb(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.key] }),
    index('idx_idempotency_keys_time').on(t.createdAt),
    check('idempotency_keys_key_check', sql`length(key) between 1 and 200`),
  ],
)

/** Keys of streamers' own tools: what stands here is their hash, and what they may do. */
export const apiKeys = pgTable(
  'api_keys',
  {
    id: id(),
    streamerId: streamerId(),
    name: text().notNull(),
    secretHash: text().notNull(),
    scopes: text().array().notNull(),
    createdAt: createdAt(),
    expiresAt: at(),
    lastUsedAt: at(),
    revokedAt: at(),
  },
  (t) => [
    uniqueIndex('api_keys_secret_hash_unique').on(t.secretHash),
    index('idx_api_keys_streamer')
      .on(t.streamerId)
      .where(sql`revoked_at is null`),
    check('api_keys_scopes_check', sql`cardinality(scopes) > 0`),
  ],
)

/** Shares of a streamer's panel: invitations, and what came of them. */
export const accessGrants = pgTable(
  'access_grants',
  {
    id: id(),
    streamerId: streamerId(),
    role: text().notNull(),
    status: text().notNull().default('invited'),
    tokenHash: text().notNull(),
    invitedUntil: at().notNull(),
    helperId: big().references(() => users.id),
    createdAt: createdAt(),
    acceptedAt: at(),
    expiresAt: at(),
    lastUsedAt: at(),
    endedAt: at(),
  },
  (t) => [
    uniqueIndex('access_grants_token_hash_unique').on(t.tokenHash),
    uniqueIndex('access_grants_active_unique')
      .on(t.streamerId, t.helperId)
      .where(sql`status = 'active'`),
    index('idx_access_grants_standing')
      .on(t.streamerId)
      .where(sql`status in ('invited', 'active')`),
    check('access_grants_role_check', oneOf('role', helperRoles)),
    check('access_grants_status_check', oneOf('status', grantStatuses)),
    check('access_grants_token_check', sql`token_hash ~ '^[0-9a-f]{64}$'`),
    check('access_grants_helper_check', sql`helper_id <> streamer_id`),
    check(
      'access_grants_accepted_check',
      sql`(helper_id is null) = (accepted_at is null) and (status <> 'invited' or helper_id is null) and (status not in ('active', 'replaced') or helper_id is not null)`,
    ),
    check('access_grants_ended_check', sql`(ended_at is null) = (status in ('invited', 'active'))`),
  ],
)

/** Where reading a chat by the page stands, so that a restart goes on there. */
export const chatPositions = pgTable(
  'chat_positions',
  {
    platform: text().notNull(),
    channelId: text().notNull(),
    /** The platform's id of the chat: a channel has another one in each stream. */
    chatId: text().notNull(),
    pageToken: text().notNull(),
    /** The platform's time of the newest message up to here. */
    readUntil: at().notNull(),
    updatedAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.platform, t.channelId] }),
    check('chat_positions_platform_check', oneOf('platform', chatPlatforms)),
  ],
)

/** What a platform counts against a project's quota of a day, of all processes; `day` is one of the platform's calendar. */
export const quotaDays = pgTable(
  'quota_days',
  { platform: text().notNull(), project: text().notNull(), day: date().notNull(), used: integer().notNull() },
  (t) => [
    primaryKey({ columns: [t.platform, t.project, t.day] }),
    check('quota_days_platform_check', oneOf('platform', chatPlatforms)),
    check('quota_days_used_check', sql`used >= 0`),
  ],
)

/** What the screens and the chat are told, written in the transaction that made it true. */
export const outbox = pgTable(
  'outbox',
  {
    id: id(),
    streamerId: streamerId(),
    /** Empty where the news is of a raffle or an order. */
    giveawayId: uuid().references(() => giveaways.id),
    kind: text().notNull(),
    payload: jsonb().notNull(),
    createdAt: createdAt(),
    /** The transaction that wrote the row, for who looks into what belongs together. */
    transactionId: xid8()
      .notNull()
      .default(sql`pg_current_xact_id()`),
    announceUntil: at(),
    announcedAt: at(),
  },
  (t) => [
    index('idx_outbox_unannounced')
      .on(t.streamerId, t.id)
      .where(sql`announced_at is null and kind <> 'entered'`),
    check('outbox_giveaway_check', sql`(giveaway_id is null) = (kind like 'raffle-%' or kind like 'order-%')`),
  ],
)

/** Addresses elsewhere that are told what happens in giveaways. */
export const webhooks = pgTable(
  'webhooks',
  {
    id: uuid().primaryKey(),
    streamerId: streamerId(),
    url: text().notNull(),
    /** The kinds of news that it is told of. */
    events: text().array().notNull(),
    sealedSecret: text().notNull(),
    state: text().notNull().default('active'),
    /** The row of the outbox up to which its deliveries are written down. */
    position: big().notNull(),
    /** What went wrong at the last try, or why it was stopped. */
    fault: text(),
    failures: integer().notNull().default(0),
    failingSince: at(),
    /** When the next try may be made; empty is at once. */
    dueAt: at(),
    /** Whoever holds the lease sends. A dead process holds it until it ends. */
    leaseKey: uuid(),
    leasedUntil: at(),
    createdAt: createdAt(),
  },
  (t) => [
    index('idx_webhooks_streamer').on(t.streamerId),
    check('webhooks_state_check', oneOf('state', webhookStates)),
    check('webhooks_events_check', sql`cardinality(events) > 0`),
    check('webhooks_failing_check', sql`(failures > 0) = (failing_since is not null)`),
    check('webhooks_lease_check', sql`(lease_key is null) = (leased_until is null)`),
  ],
)

/** Events for webhooks: written down with the position, sent in the order of their numbers until they are taken. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    id: uuid().primaryKey().defaultRandom(),
    number: big().notNull().generatedByDefaultAsIdentity(),
    webhookId: uuid()
      .notNull()
      .references(() => webhooks.id, { onDelete: 'cascade' }),
    /** The row of the outbox that it ends with; empty for a test. */
    newsId: big(),
    event: text().notNull(),
    body: text().notNull(),
    state: text().notNull().default('waiting'),
    tries: integer().notNull().default(0),
    triedAt: at(),
    /** Of the last answer, how long the try took, and what was wrong. */
    status: integer(),
    ms: integer(),
    fault: text(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('webhook_deliveries_news_unique').on(t.webhookId, t.newsId),
    unique('webhook_deliveries_number_unique').on(t.webhookId, t.number),
    index('idx_webhook_deliveries_waiting')
      .on(t.webhookId, t.number)
      .where(sql`state = 'waiting'`),
    index('idx_webhook_deliveries_time').on(t.createdAt),
    check('webhook_deliveries_state_check', oneOf('state', deliveryStates)),
    check(
      'webhook_deliveries_tries_check',
      sql`(tries > 0) = (tried_at is not null) and (tries > 0) = (ms is not null)`,
    ),
  ],
)

/** A streamer's own chat commands. */
export const commands = pgTable(
  'commands',
  {
    id: id(),
    streamerId: streamerId(),
    name: text().notNull(),
    response: text().notNull(),
    enabled: boolean().notNull().default(true),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (t) => [unique('commands_streamer_name_unique').on(t.streamerId, t.name)],
)

/** Lines the bot says by itself now and then. */
export const timers = pgTable(
  'timers',
  {
    id: id(),
    streamerId: streamerId(),
    name: text().notNull(),
    message: text().notNull(),
    everySeconds: integer().notNull(),
    enabled: boolean().notNull().default(true),
    createdAt: createdAt(),
    updatedAt: createdAt(),
  },
  (t) => [
    unique('timers_streamer_name_unique').on(t.streamerId, t.name),
    check('timers_every_seconds_check', sql`every_seconds >= 60`),
  ],
)

/** A device that joined a giveaway by its code. Device and session stand here as SHA-256 of what the browser alone holds. */
export const eventParticipants = pgTable(
  'event_participants',
  {
    id: id(),
    eventId: uuid()
      .notNull()
      .references(() => giveaways.id),
    deviceId: text().notNull(),
    streamerId: big().notNull(),
    platform: text().notNull(),
    platformUserId: text().notNull(),
    sessionToken: text().notNull(),
    joinTimestamp: at().notNull(),
    lastHeartbeat: at().notNull(),
  },
  (t) => [
    unique('unique_device_per_event').on(t.eventId, t.deviceId),
    unique('event_participants_session_token_unique').on(t.sessionToken),
    // As whom the device joined; which viewer that is the account says, also when viewers are merged.
    foreignKey({
      name: 'event_participants_account_fk',
      columns: [t.streamerId, t.platform, t.platformUserId],
      foreignColumns: [chatIdentities.streamerId, chatIdentities.platform, chatIdentities.platformUserId],
    }),
    index('idx_event_participants_account').on(t.streamerId, t.platform, t.platformUserId, t.eventId),
    check('event_participants_hashes_check', sql`device_id ~ '^[0-9a-f]{64}$' and session_token ~ '^[0-9a-f]{64}$'`),
    check('event_participants_heartbeat_check', sql`last_heartbeat >= join_timestamp`),
  ],
)

/** Pages for OBS: whoever has the token sees one. The token is sealed, so that the streamer can copy the address again. */
export const overlays = pgTable(
  'overlays',
  {
    id: uuid().primaryKey(),
    streamerId: streamerId(),
    name: text().notNull(),
    tokenHash: text().notNull(),
    sealedToken: text().notNull(),
    /** What is shown and how, as `overlayOptionsSchema` of the contract reads it. */
    options: jsonb().notNull(),
    css: text().notNull().default(''),
    createdAt: createdAt(),
    lastUsedAt: at(),
    revokedAt: at(),
  },
  (t) => [
    unique('overlays_token_hash_unique').on(t.tokenHash),
    index('idx_overlays_streamer')
      .on(t.streamerId)
      .where(sql`revoked_at is null`),
    check('overlays_options_check', sql`jsonb_typeof(options) = 'object'`),
  ],
)

/** Who did what: everything that moves points, prizes or access. */
export const auditLog = pgTable(
  'audit_log',
  {
    id: id(),
    streamerId: streamerId(),
    actor: text().notNull(),
    action: text().notNull(),
    giveawayId: uuid().references(() => giveaways.id),
    details: jsonb().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index('idx_audit_log_streamer_time').on(t.streamerId, t.createdAt),
    index('idx_audit_log_streamer').on(t.streamerId, t.id),
    index('idx_audit_log_giveaway')
      .on(t.giveawayId, t.id)
      .where(sql`giveaway_id is not null`),
  ],
)

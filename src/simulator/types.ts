/** A person of the simulated world. `about` is one line shown on the chat page. */
export type Person = {
  id: number;
  firstName: string;
  lastName?: string;
  username?: string;
  languageCode: string;
  about?: Record<'zh' | 'en' | 'es', string>;
  isBot?: boolean;
};

/** A group, supergroup or channel. The first member is its creator; `adminIds` adds administrators. */
export type Group = {
  id: number;
  title: string;
  type: 'group' | 'supergroup' | 'channel';
  memberIds: number[];
  botStatus?: BotStatus;
  adminIds?: number[];
  topics?: { id: number; isClosed?: boolean }[];
};

export type BotStatus = 'member' | 'administrator' | 'restricted' | 'left' | 'kicked';

export type ClockTarget = { forwardMs: number } | { tomorrowAt: string } | { beforeMeetingMs: number };

/** Send limits. `secondMs` says how many real milliseconds one limited second lasts (clock factor). */
export type Limits = {
  perSecondOverall: number;
  /** For messages with `allow_paid_broadcast`. */
  perSecondPaid: number;
  perSecondPerChat: number;
  perMinutePerGroup: number;
  secondMs: number;
  enforce: boolean;
};

export type SimulatorOptions = {
  botToken: string;
  bot: { id: number; firstName: string; username: string };
  people?: Person[];
  groups?: Group[];
  /** Clock of the simulated world, unix ms. */
  now?: () => number;
  moveClock?: (target: ClockTarget) => Promise<{ now: number }>;
  limits?: Partial<Limits>;
  /** How long `tap` waits for an answer, real ms. */
  answerTimeoutMs?: number;
  /** Age after which a callback query can no longer be answered, real ms. */
  callbackLifetimeMs?: number;
  /** Unit of the webhook repeat schedule (0, 2, 4, 8 ... units), real ms. */
  webhookRetryUnitMs?: number;
};

export type Fault = {
  method?: string;
  chatId?: number;
  times?: number;
  probability?: number;
  seed?: number;
} & (
  | { kind: 'delay'; delayMs: number }
  | { kind: 'drop_before' | 'drop_after' | 'hang_after' | 'truncated_json' }
  | { kind: 'status' | 'status_after'; status: number; description?: string; body?: string }
  | { kind: 'too_many_requests'; retryAfter: number }
);

/** One call of the ledger. `at` is real unix ms; `executed` tells whether the world changed or was read. */
export type CallRecord = {
  id: number;
  method: string;
  params: Params;
  at: number;
  executed: boolean;
  status: number;
  response: ApiBody | string | null;
  /** The ordered fault it met. */
  fault?: Fault['kind'];
};

export type Params = Record<string, unknown>;
export type ApiBody =
  | { ok: true; result: unknown }
  | { ok: false; error_code: number; description: string; parameters?: ErrorParameters };
export type ErrorParameters = { retry_after?: number; migrate_to_chat_id?: number };

export type UploadedFile = { fileName: string; contentType: string; content: Uint8Array };

export type User = {
  id: number;
  is_bot: boolean;
  first_name: string;
  last_name?: string;
  username?: string;
  language_code?: string;
};

export type Chat = {
  id: number;
  type: 'private' | 'group' | 'supergroup' | 'channel';
  title?: string;
  first_name?: string;
  last_name?: string;
  username?: string;
  is_forum?: boolean;
};

export type MessageEntity = {
  type: string;
  offset: number;
  length: number;
  url?: string;
  user?: User;
  language?: string;
  custom_emoji_id?: string;
};

export type InlineKeyboardButton = {
  text: string;
  url?: string;
  callback_data?: string;
  web_app?: { url: string };
  copy_text?: { text: string };
  [field: string]: unknown;
};
export type InlineKeyboardMarkup = { inline_keyboard: InlineKeyboardButton[][] };
export type KeyboardButton = {
  text: string;
  request_contact?: boolean;
  request_location?: boolean;
  [field: string]: unknown;
};
export type ReplyKeyboardMarkup = {
  keyboard: KeyboardButton[][];
  is_persistent?: boolean;
  resize_keyboard?: boolean;
  one_time_keyboard?: boolean;
  input_field_placeholder?: string;
  selective?: boolean;
};

export type FileFacts = { file_id: string; file_unique_id: string; file_size?: number };
export type PhotoSize = FileFacts & { width: number; height: number };
export type Poll = {
  id: string;
  question: string;
  options: { text: string; voter_count: number }[];
} & Record<string, unknown>;

/** The content fields of a Bot API message. */
export type MessageContent = {
  text?: string;
  entities?: MessageEntity[];
  caption?: string;
  caption_entities?: MessageEntity[];
  photo?: PhotoSize[];
  document?: FileFacts & { file_name?: string; mime_type?: string };
  voice?: FileFacts & { duration: number; mime_type?: string };
  audio?: FileFacts & { duration: number; file_name?: string; mime_type?: string };
  video?: FileFacts & { duration: number; width: number; height: number; mime_type?: string };
  animation?: FileFacts & { duration: number; width: number; height: number };
  video_note?: FileFacts & { duration: number; length: number };
  sticker?: FileFacts & { type: string; width: number; height: number; emoji?: string } & Record<
      string,
      unknown
    >;
  contact?: { phone_number: string; first_name: string; last_name?: string; user_id?: number };
  location?: { latitude: number; longitude: number };
  venue?: { location: { latitude: number; longitude: number }; title: string; address: string };
  poll?: Poll;
  dice?: { emoji: string; value: number };
  media_group_id?: string;
  link_preview_options?: Record<string, unknown>;
};

/** A Bot API Message, limited to the fields this world produces. Instances are never mutated. */
export type Message = MessageContent & {
  message_id: number;
  message_thread_id?: number;
  is_topic_message?: true;
  from?: User;
  sender_chat?: Chat;
  chat: Chat;
  date: number;
  edit_date?: number;
  reply_to_message?: Message;
  forward_origin?: Record<string, unknown>;
  has_protected_content?: true;
  reply_markup?: InlineKeyboardMarkup;
  new_chat_members?: User[];
  left_chat_member?: User;
  group_chat_created?: true;
  migrate_to_chat_id?: number;
  migrate_from_chat_id?: number;
  pinned_message?: Message;
};

export type CallbackQuery = {
  id: string;
  from: User;
  message: Message;
  chat_instance: string;
  data: string;
};

export type ChatMember = { user: User; status: string } & Record<string, unknown>;

export type UpdateContent = {
  message?: Message;
  edited_message?: Message;
  channel_post?: Message;
  edited_channel_post?: Message;
  callback_query?: CallbackQuery;
  my_chat_member?: ChatMemberUpdated;
  chat_member?: ChatMemberUpdated;
  poll?: Poll;
  poll_answer?: Record<string, unknown>;
};
type ChatMemberUpdated = {
  chat: Chat;
  from: User;
  date: number;
  old_chat_member: ChatMember;
  new_chat_member: ChatMember;
};
export type Update = UpdateContent & { update_id: number };

/** What the chat page is told. */
export type WorldEvent =
  | { type: 'message' | 'edit'; chatId: number; message: Message }
  | { type: 'delete'; chatId: number; messageId: number }
  | { type: 'typing'; chatId: number; action: string }
  | { type: 'toast'; personId: number; chatId: number; messageId: number; text?: string; showAlert: boolean }
  | { type: 'world' }
  | { type: 'clock'; now: number }
  | { type: 'commands'; chatId: number };

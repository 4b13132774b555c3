/** A message in one line: for the chat list, for quotes, and for service lines inside a chat. */
import { nameOf } from './store.js';
import { say } from './words.js';

const KINDS = ['photo', 'video', 'document', 'voice', 'contact', 'location', 'poll'];

export function summaryOf(message) {
  if (!message) return '';
  const service = serviceText(message);
  if (service) return service;
  const text = message.text ?? message.caption;
  if (text) return text.replace(/\s+/g, ' ');
  if (message.sticker) return `${message.sticker.emoji ?? ''} ${say('sticker')}`.trim();
  if (message.animation || message.video_note) return say('video');
  if (message.audio) return say('voice');
  if (message.venue) return message.venue.title;
  if (message.dice) return message.dice.emoji;
  const kind = KINDS.find((name) => message[name]);
  return kind ? say(kind) : say('unknownMessage');
}

/** The sentence of a service message, or null when people wrote this message themselves. */
export function serviceText(message) {
  const actor = nameOf(message.from);
  if (message.new_chat_members) {
    return say('joined', { name: message.new_chat_members.map(nameOf).join(', ') });
  }
  if (message.left_chat_member) return leftText(message, actor);
  if (message.new_chat_title) return say('titleChanged', { title: message.new_chat_title });
  if (message.group_chat_created || message.supergroup_chat_created) return say('groupCreated');
  if (message.migrate_to_chat_id || message.migrate_from_chat_id) return say('becameSupergroup');
  if (message.pinned_message) return say('pinned', { name: actor });
  return null;
}

function leftText(message, actor) {
  const name = nameOf(message.left_chat_member);
  if (message.from?.id === message.left_chat_member.id) return say('left', { name });
  return say('removed', { actor, name });
}

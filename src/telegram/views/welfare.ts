import { FormattedString } from '@grammyjs/parse-mode';
import type { InlineKeyboardButton } from 'grammy/types';
import type { EmergencyNumbers } from '../../domain/emergency.ts';
import { type Locale, type Localized, inLocale } from '../../domain/locale.ts';
import { buttonLabel, plainLine } from '../../domain/plain.ts';
import type { Anonymity, ResponseMode } from '../../domain/survey.ts';
import type { WallTime } from '../../domain/time.ts';
import type { AlarmKind, ChaseStep } from '../../domain/welfare.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import { type Translate, t } from '../i18n.ts';
import { momentText } from './moment.ts';

export interface AlarmView {
  id: number;
  kind: AlarmKind;
  mode: ResponseMode;
  words: string | null;
  /** Null: it was written outside every survey. */
  survey: Localized | null;
  raisedAt: WallTime;
  sender: { telegramId: number; building: string | null } | undefined;
}

/** Where in a chat the newest message about an alarm is remembered. */
export function alarmPost(id: number): string {
  return `welfare:${id}`;
}

/**
 * An alarm for whoever is told: why, where, the words as they were written (quoted, never cut), and who wrote it as far
 * as that may be said. `chase`: it is told once more. `unnamedIn`: nobody of this community is named to be told.
 */
export function alarmContent(
  alarm: AlarmView,
  locale: Locale,
  { chase, unnamedIn }: { chase?: ChaseStep; unnamedIn?: { id: number; name: string } } = {},
): Content {
  const text = FormattedString.join(
    [
      FormattedString.bold(t(locale, leadKey(chase), { kind: kindText(alarm.kind, locale) })),
      ...whatWasWritten(alarm, locale),
      ...(alarm.sender ? senderText(alarm.sender, locale) : [t(locale, 'welfare-sender-unknown')]),
      ...(unnamedIn ? [t(locale, 'welfare-no-contact', { community: unnamedIn.name })] : []),
    ],
    '\n',
  );
  const contact = unnamedIn ? [[button(t(locale, 'welfare-be-contact'), 'welfare', 'me', unnamedIn.id)]] : [];
  return {
    text: text.text,
    entities: text.entities,
    keyboard: [[button(t(locale, 'welfare-mine'), 'welfare', 'mine', alarm.id)], ...contact],
  };
}

/** The alarm as it stays with the one who took it up. */
export function ownAlarmContent(alarm: AlarmView, locale: Locale): Content {
  const { text, entities } = FormattedString.join(
    [
      FormattedString.bold(t(locale, 'welfare-mine-done')),
      ...whatWasWritten(alarm, locale),
      ...(alarm.sender ? senderText(alarm.sender, locale) : []),
    ],
    '\n',
  );
  return { text, entities };
}

/** What the others see from then on: who has it, and no longer what was written. */
export function takenContent(alarm: AlarmView, name: string, locale: Locale): Content {
  return {
    text: [
      t(locale, 'welfare-taken', { name: plainLine(name, MOST_NAME_CHARACTERS) }),
      whereText(alarm, locale),
      kindText(alarm.kind, locale),
    ].join('\n'),
  };
}

const MOST_NAME_CHARACTERS = 40;

/** Whoever wrote an anonymous alarm lets it be known that it was them. */
export function senderNamedContent(
  alarm: AlarmView & { sender: NonNullable<AlarmView['sender']> },
  locale: Locale,
): Content {
  const { text, entities } = FormattedString.join(
    [
      t(locale, 'welfare-sender-named'),
      whereText(alarm, locale),
      mention(alarm.sender.telegramId, locale),
      ...buildingText(alarm.sender.building, locale),
    ],
    '\n',
  );
  return { text, entities };
}

/** To the person who wrote it, at once: whom to call, and what was told to whom. */
export function kindContent(
  translate: Translate,
  numbers: EmergencyNumbers,
  alarm: { id: number; kind: AlarmKind; isNamed: boolean; isSelf: boolean; isTold: boolean },
): Content {
  const { ambulance, police, listening } = numbers;
  const isAsked = alarm.isTold && !alarm.isNamed;
  const text = [
    alarm.kind === 'followup' ? translate('welfare-kind-words-followup') : translate('welfare-kind-words'),
    ambulance === police
      ? translate('welfare-call-one', { number: ambulance })
      : translate('welfare-call', { ambulance, police }),
    ...(listening && alarm.kind === 'suicide'
      ? [translate('welfare-call-listening', { number: listening })]
      : []),
    ...(alarm.isTold ? [translate(toldKey(alarm))] : []),
  ].join('\n');
  const ask = [
    [button(translate('welfare-tell-yes'), 'welfare', 'name', alarm.id)],
    [button(translate('welfare-tell-no'), 'welfare', 'hide')],
  ];
  return { text, ...(isAsked && { keyboard: ask }) };
}

/** What [Who sees my answers?] must not leave out. */
export function welfareException(anonymity: Anonymity, translate: Translate): string {
  return anonymity === 'named' ? translate('welfare-who-sees-named') : translate('welfare-who-sees');
}

/** The button of /team that leads to {@link contactContent}. */
export function contactButton(
  translate: Translate,
  community: { id: number; name: string },
  isOnlyOne: boolean,
): InlineKeyboardButton {
  const label = isOnlyOne
    ? translate('welfare-contact-open')
    : buttonLabel(translate('welfare-contact-open-in', { community: community.name }));
  return button(label, 'welfare', 'who', community.id);
}

/** Who is told of alarms in a community, and the way to become it or to leave it to others. */
export function contactContent(
  translate: Translate,
  community: { id: number; name: string },
  who: 'you' | 'colleague' | 'nobody',
): Content {
  const now = {
    you: translate('welfare-contact-you'),
    colleague: translate('welfare-contact-colleague'),
    nobody: translate('welfare-contact-nobody'),
  }[who];
  const change =
    who === 'you'
      ? button(translate('welfare-contact-leave'), 'welfare', 'leave', community.id)
      : button(translate('welfare-be-contact'), 'welfare', 'me', community.id);
  return {
    text: `${translate('welfare-contact-what', { community: community.name })}\n${now}`,
    keyboard: [[change]],
  };
}

function leadKey(chase: ChaseStep | undefined): string {
  if (chase === 'again') return 'welfare-alarm-again';
  return chase === 'all_staff' ? 'welfare-alarm-all' : 'welfare-alarm';
}

function toldKey({ isNamed, isSelf }: { isNamed: boolean; isSelf: boolean }): string {
  if (!isNamed) return 'welfare-told-ask';
  return isSelf ? 'welfare-told-named' : 'welfare-told';
}

const KIND_KEYS = {
  suicide: 'welfare-kind-suicide',
  hunger: 'welfare-kind-hunger',
  collapse: 'welfare-kind-collapse',
  violence: 'welfare-kind-violence',
  child_alone: 'welfare-kind-child-alone',
  not_seen: 'welfare-kind-not-seen',
  fire_gas: 'welfare-kind-fire-gas',
  followup: 'welfare-kind-followup',
} as const satisfies Record<AlarmKind, string>;

const MODE_KEYS = {
  self: undefined,
  relative: 'welfare-mode-relative',
  leader: 'welfare-mode-leader',
  paper: 'welfare-mode-paper',
} as const satisfies Record<ResponseMode, string | undefined>;

function kindText(kind: AlarmKind, locale: Locale): string {
  return t(locale, KIND_KEYS[kind]);
}

function whereText({ survey, raisedAt }: AlarmView, locale: Locale): string {
  const moment = momentText(raisedAt, locale);
  return survey
    ? t(locale, 'welfare-where', { survey: plainLine(inLocale(survey, locale)), moment })
    : t(locale, 'welfare-where-message', { moment });
}

function whatWasWritten(alarm: AlarmView, locale: Locale): string[] {
  const lines = alarm.words?.split('\n').map((line) => plainLine(line));
  const words = lines?.filter((line) => line !== '').join('\n');
  const mode = MODE_KEYS[alarm.mode];
  return [
    whereText(alarm, locale),
    words ? t(locale, 'welfare-words', { words }) : t(locale, 'welfare-words-gone'),
    ...(mode ? [t(locale, mode)] : []),
  ];
}

function senderText(sender: NonNullable<AlarmView['sender']>, locale: Locale): FormattedString[] {
  const link = FormattedString.join([t(locale, 'welfare-sender'), mention(sender.telegramId, locale)], ' ');
  return [link, ...buildingText(sender.building, locale).map((line) => new FormattedString(line))];
}

function buildingText(building: string | null, locale: Locale): string[] {
  return building === null ? [] : [t(locale, 'welfare-sender-building', { building })];
}

/** A link to the person's own chat; their name is stored nowhere and said nowhere. */
function mention(telegramId: number, locale: Locale): FormattedString {
  const label = t(locale, 'welfare-sender-link');
  const user = { id: telegramId, is_bot: false, first_name: label };
  return new FormattedString(label, [{ type: 'text_mention', offset: 0, length: label.length, user }]);
}

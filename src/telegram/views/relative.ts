import { buttonLabel } from '../../domain/plain.ts';
import { button } from '../callback-data.ts';
import type { Content } from '../effect.ts';
import type { Translate } from '../i18n.ts';

/** The relatives somebody answers for: how far each is, and one more. Without a position the answers are in. */
export function relativesContent(
  code: string,
  known: { id: number; person: number; position: string | undefined }[],
  canHaveMore: boolean,
  t: Translate,
): Content {
  const rows = known.map(({ id, person, position }) => {
    const who = t('relative-who', { person });
    return position === undefined
      ? [button(t('relative-sent', { who }), 'survey', 'pick', id)]
      : [button(buttonLabel(t('relative-go-on', { who, position })), 'survey', 'go', id)];
  });
  const more = canHaveMore ? [[button(t('relative-another'), 'relative', 'another', code)]] : [];
  return { text: t('relative-which'), keyboard: [...rows, ...more] };
}

/** Offered when one relative's answers are in. */
export function anotherRelativeRow(code: string, t: Translate) {
  return [button(t('relative-another'), 'relative', 'another', code)];
}

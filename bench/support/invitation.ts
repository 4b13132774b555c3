/** The invitation that every contender sends, as the product words it. */
import type { Locale } from '../../src/domain/locale.ts';
import { findTemplate } from '../../src/domain/survey-templates.ts';
import { translator } from '../../src/telegram/i18n.ts';
import { options } from '../../src/telegram/perform.ts';
import { invitationContent } from '../../src/telegram/views/survey-invitation.ts';

export const INVITED_TO = 'general_needs';
const LOCALES: Locale[] = ['zh', 'en', 'es'];

/** Text and options of the message to the resident with this index. */
export function prepareInvitation(): (index: number) => { text: string; extras: ReturnType<typeof options> } {
  const definition = findTemplate(INVITED_TO);
  if (!definition) throw new Error(`there is no ready survey ${INVITED_TO}`);
  const survey = { code: 'abc234', definition, anonymity: 'named' as const };
  const contents = LOCALES.map((locale) => {
    const content = invitationContent(survey, 'Bench', { locale, t: translator(locale) });
    return { text: content.text, extras: options(content) };
  });
  return (index) => {
    const content = contents[index % contents.length];
    if (!content) throw new RangeError(`no language for resident ${index}`);
    return content;
  };
}

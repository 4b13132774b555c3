import { describe, expect, test } from 'vitest';
import type { Locale } from '../../src/domain/locale.ts';
import { type PlainAdvice, plainAdvice } from '../../src/domain/plain-language.ts';
import { SURVEY_TEMPLATES } from '../../src/domain/survey-templates.ts';

const kindsOf = (locale: Locale, text: string): PlainAdvice['kind'][] =>
  plainAdvice({ id: 'q1', type: 'open', text: { [locale]: text } }).map(({ kind }) => kind);

describe('advice is given on', () => {
  test.each<[Locale, string]>([
    ['en', 'How clean are the stairs and how safe is the yard at night?'],
    ['en', 'Are you satisfied with the lift and the guards?'],
    ['en', 'Is the park clean? Is it safe?'],
    ['zh', '您觉得楼道干不干净以及晚上在院子里安不安全？'],
    ['zh', '您对停车的收费和门口的保安满意吗？'],
    ['zh', '楼道干净吗？院子安全吗？'],
    ['es', '¿Cómo está la escalera y cómo es el patio de noche?'],
    ['es', '¿Está satisfecho con el ascensor y los guardias?'],
  ])('two questions in one (%s): %s', (locale, text) => {
    expect(kindsOf(locale, text)).toContain('two_in_one');
  });

  test.each<[Locale, string]>([
    ['en', "Don't you agree that the yard is too dark?"],
    ['en', 'Wouldn’t you rather have a garden?'],
    ['en', 'Surely the bins should be moved?'],
    ['en', 'Do you agree that dogs are a problem?'],
    ['zh', '难道您不觉得院子太黑吗？'],
    ['zh', '大家都觉得该加装电梯，您呢？'],
    ['zh', '您不觉得垃圾站太近了吗？'],
    ['es', '¿No cree que el patio está muy oscuro?'],
    ['es', '¿Está usted de acuerdo en que hay demasiados perros?'],
    ['es', 'Por supuesto hace falta un ascensor, ¿verdad?'],
  ])('leading words (%s): %s', (locale, text) => {
    expect(kindsOf(locale, text)).toContain('leading');
  });

  test.each<[Locale, string]>([
    ['en', 'How would you rate the PM of block 3?'],
    ['en', 'Which stakeholders should come?'],
    ['zh', '您对物业的 PM 有什么想说的？'],
    ['zh', '您有什么诉求？'],
    ['es', '¿Qué opina de la AAVV?'],
    ['es', '¿Cómo se debe implementar?'],
  ])('words that not everybody knows (%s): %s', (locale, text) => {
    expect(kindsOf(locale, text)).toContain('jargon');
  });

  test.each<Locale>(['en', 'zh', 'es'])('a question of more than two lines (%s)', (locale) => {
    const long = locale === 'zh' ? '您觉得院子里哪儿最该修'.repeat(5) : 'where would you begin '.repeat(6);
    expect(kindsOf(locale, long)).toContain('long');
  });

  test('an answer that small phones cut', () => {
    const label = { en: 'The entrance on the east side of the yard' };
    const advice = plainAdvice({
      id: 'q1',
      type: 'single',
      text: { en: 'Where?' },
      options: [{ code: 'o1', label }],
    });
    expect(advice).toEqual([{ kind: 'label_cut', locale: 'en', label: label.en }]);
  });
});

describe('no advice is given on', () => {
  test.each<[Locale, string]>([
    ['en', 'How old are you?'],
    ['en', 'Where do you buy meat and vegetables?'],
    ['en', 'How often do you watch TV?'],
    ['zh', '您今年多大岁数？'],
    ['zh', '您和谁一起住？'],
    ['zh', '您愿意来开会吗？'],
    ['es', '¿Qué edad tiene usted?'],
    ['es', '¿Dónde compra la carne y la verdura?'],
  ])('a plain question (%s): %s', (locale, text) => {
    expect(kindsOf(locale, text)).toEqual([]);
  });

  test('the words of the ready surveys lead nobody and ask one thing at a time', () => {
    const advice = SURVEY_TEMPLATES.flatMap(({ questions }) => questions.flatMap(plainAdvice));
    const faults = advice.filter(({ kind }) => kind === 'leading' || kind === 'two_in_one');
    expect(faults).toEqual([]);
  });
});

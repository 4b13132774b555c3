import { describe, expect, test } from 'vitest';
import { LOCALES } from '../../src/domain/locale.ts';
import { SURVEY_TEMPLATES, findTemplate } from '../../src/domain/survey-templates.ts';
import { keptPromises } from '../../src/domain/survey.ts';

test('there are seven ready surveys, the general one first', () => {
  expect(SURVEY_TEMPLATES.map(({ id }) => id)).toEqual([
    'general_needs',
    'older_residents',
    'families_newcomers',
    'domestic_workers',
    'post_meeting',
    'project_idea',
    'volunteer_signup',
  ]);
});

describe.each(SURVEY_TEMPLATES.map((template) => [template.id, template] as const))('%s', (_id, template) => {
  test('has at most seven questions, each with another id and at most eleven options', () => {
    expect(template.questions.length).toBeLessThanOrEqual(7);
    expect(new Set(template.questions.map(({ id }) => id)).size).toBe(template.questions.length);
    for (const { type, options } of template.questions) {
      if (type === 'open') expect(options).toBeUndefined();
      else expect(options?.length).toSatisfy((count: number) => count >= 2 && count <= 11);
      expect(new Set(options?.map(({ code }) => code)).size).toBe(options?.length ?? 0);
    }
  });

  test('says everything in three languages, with no placeholder but that of the repeated option', () => {
    const texts = [template.title, template.intro, ...template.questions.map(({ text }) => text)];
    const labels = template.questions.flatMap(({ options }) => (options ?? []).map(({ label }) => label));
    for (const text of [...texts, ...labels]) {
      for (const locale of LOCALES) expect(text[locale]?.replace('{option}', '')).toMatch(/^[^{}]+$/);
    }
  });

  test('thanks without a raw placeholder', () => {
    for (const locale of LOCALES) expect(keptPromises(template.outro[locale] ?? '')).toMatch(/^[^{}]+$/);
  });

  test('conditions and repetitions name earlier questions and their options', () => {
    template.questions.forEach((question, index) => {
      const earlier = new Map(template.questions.slice(0, index).map((one) => [one.id, one.options ?? []]));
      for (const [id, codes] of Object.entries(question.show_if ?? {})) {
        for (const code of codes) expect(earlier.get(id)?.map((option) => option.code)).toContain(code);
      }
      if (question.repeat_for) expect([...earlier.keys()]).toContain(question.repeat_for);
    });
  });
});

test('a thank-you drops the sentence about what nobody has promised', () => {
  expect(keptPromises('Thank you! Results by {date}.')).toBe('Thank you!');
  expect(keptPromises('Thank you! Results by {date}.', 'Friday 20 March')).toBe(
    'Thank you! Results by Friday 20 March.',
  );
  expect(keptPromises('谢谢您！有急事请先打电话：{phone}。')).toBe('谢谢您！');
});

test('a template nobody wrote is not found', () => {
  expect(findTemplate('constructor')).toBeUndefined();
});

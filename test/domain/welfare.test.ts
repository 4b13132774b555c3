import { expect, test } from 'vitest';
import { emergencyNumbers } from '../../src/domain/emergency.ts';
import { SURVEY_TEMPLATES } from '../../src/domain/survey-templates.ts';
import { NO_ANSWER, type SurveyDefinition } from '../../src/domain/survey.ts';
import { alertChosen, mayAlert } from '../../src/domain/welfare.ts';

const OLDER = SURVEY_TEMPLATES.find(({ id }) => id === 'older_residents') as SurveyDefinition;
const NOBODY = { ...NO_ANSWER, codes: ['nobody'] };

test('choosing an option that asks for a visit is seen once, when it is chosen', () => {
  expect(alertChosen(OLDER, 'urgent', undefined, NOBODY)?.code).toBe('nobody');
  expect(alertChosen(OLDER, 'urgent', NOBODY, { ...NOBODY, isSettled: true })).toBeUndefined();
  expect(alertChosen(OLDER, 'urgent', undefined, { ...NO_ANSWER, codes: ['family'] })).toBeUndefined();
  expect(alertChosen(OLDER, 'no-such-question', undefined, NOBODY)).toBeUndefined();
});

test('only a tap on such an option is kept out of the batches', () => {
  expect(mayAlert(OLDER, { kind: 'choose', step: 'urgent', code: 'nobody' })).toBe(true);
  expect(mayAlert(OLDER, { kind: 'choose', step: 'urgent', code: 'family' })).toBe(false);
  expect(mayAlert(OLDER, { kind: 'choose', step: 'who', code: 'nobody' })).toBe(false);
  expect(mayAlert(OLDER, { kind: 'back', step: 'urgent' })).toBe(false);
});

test.each([
  ['Asia/Shanghai', '120', '110'],
  ['Europe/Madrid', '112', '112'],
  ['Europe/Berlin', '112', '112'],
  ['America/New_York', '911', '911'],
  ['America/Bogota', '123', '123'],
  ['America/Phoenix', '911', '911'],
  ['Asia/Hong_Kong', '999', '999'],
  ['UTC', '112', '112'],
  ['', '112', '112'],
])('whom to call in %s: %s, %s', (zone, ambulance, police) => {
  expect(emergencyNumbers(zone)).toMatchObject({ ambulance, police });
});

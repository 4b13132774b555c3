import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findBroadcast } from '../../src/db/broadcasts.ts';
import { createSeal } from '../../src/db/sealing.ts';
import { loadDigest } from '../../src/jobs/push-digest.ts';
import { type Courtyard, buildCourtyard } from '../support/courtyard.ts';
import { type DigestDesk, openDigestDesk } from '../support/digest-desk.ts';

/** Friday 13 March 2026, 18:30 in Shanghai: the hour of the digest. */
const FRIDAY = new Date('2026-03-13T10:30:00Z');
const THURSDAY = new Date('2026-03-12T10:30:00Z');
const HOUR_MS = 3_600_000;

const seal = createSeal('a secret of this test', () => undefined);
let desk: DigestDesk;
let courtyard: Courtyard;

beforeAll(async () => {
  desk = await openDigestDesk();
});

afterAll(async () => {
  await desk.close();
});

beforeEach(async () => {
  desk.hints = [];
  desk.now = justAfter(FRIDAY);
  courtyard = await buildCourtyard(desk.db, { at: THURSDAY });
});

afterEach(async () => {
  await courtyard.tearDown();
});

describe('what the reader sees', () => {
  test.each([
    ['zh', /兴华社区，3月13日 星期五[\s\S]*等您办的[\s\S]*二手小店：1个人报名帮忙，从3月13日 星期五等到现在/],
    ['en', /Xinghua, Friday 13 March[\s\S]*Needs you[\s\S]*Shop: 1 offer of help waits/],
    ['es', /Xinghua, viernes 13 de marzo[\s\S]*Le toca a usted[\s\S]*Tienda: 1 oferta de ayuda espera/],
  ] as const)(
    '%s: groups in bold, dates with weekday, a button for whatever a line speaks of',
    async (locale, words) => {
      await courtyard.signUp(hoursAfter(FRIDAY, -3));
      await courtyard.rsvp(hoursAfter(FRIDAY, -2));
      await courtyard.answer(hoursAfter(FRIDAY, -2));
      await courtyard.join(hoursAfter(FRIDAY, -2));
      await desk.compile();
      const content = await (await render())?.({ locale, residentId: 1 });
      expect(content?.text).toMatch(words);
      const bold = content?.entities?.filter((entity) => entity.type === 'bold');
      expect(bold).toHaveLength(4);
      const opened = content?.keyboard?.map(
        ([button]) => button && 'callback_data' in button && button.callback_data,
      );
      expect(opened).toEqual([
        `project:open:${courtyard.projectCode}`,
        `digest:survey:${courtyard.surveyCode}`,
        `meeting:open:${courtyard.meetingCode}`,
        `digest:members:${courtyard.code}`,
      ]);
      expect(content?.text.length).toBeLessThanOrEqual(600);
      for (const [button] of content?.keyboard ?? [])
        expect(columns(button?.text ?? '')).toBeLessThanOrEqual(40);
    },
  );

  test('neither names nor what people wrote', async () => {
    await courtyard.signUp(hoursAfter(FRIDAY, -3));
    await courtyard.answer(hoursAfter(FRIDAY, -3));
    await desk.compile();
    const stored = JSON.stringify(await desk.digests());
    expect(stored).not.toContain('I have a bad back');
    expect(stored).not.toContain('The lift is broken');
    expect(stored).not.toContain('Wang Mei');
  });

  test('whoever is no longer staff when it would be sent gets nothing', async () => {
    await courtyard.join(hoursAfter(FRIDAY, -2));
    await desk.compile();
    const broadcast = await findBroadcast(desk.db, desk.hints[0] ?? 0);
    await courtyard.dismiss();
    expect(broadcast && (await loadDigest(desk.db, broadcast, seal))).toBeUndefined();
  });

  async function render() {
    const broadcast = await findBroadcast(desk.db, desk.hints[0] ?? 0);
    return broadcast && (await loadDigest(desk.db, broadcast, seal));
  }
});

function columns(text: string): number {
  return [...text].reduce((sum, character) => sum + (character.charCodeAt(0) > 0x2e7f ? 2 : 1), 0);
}

function justAfter(instant: Date): Date {
  return new Date(instant.getTime() + 1);
}

function hoursAfter(instant: Date, hours: number): Date {
  return new Date(instant.getTime() + hours * HOUR_MS);
}

import { fold } from '../domain/plain-words.ts';

const FORGET_WORDS = new Set([
  '删掉我的',
  '全删掉',
  '都删掉',
  '把我的都删掉',
  '忘了我',
  'forget me',
  'delete me',
  'delete everything',
  'delete my data',
  'olvidame',
  'olvideme',
  'borrame',
  'borreme',
  'borrar mis datos',
]);

/** Whether somebody asks in plain words that everything about them be deleted. */
export function isForgetWord(text: string): boolean {
  return FORGET_WORDS.has(fold(text));
}

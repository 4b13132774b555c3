const YES = new Set([
  '是',
  '是的',
  '对',
  '对的',
  '对对',
  '好',
  '好的',
  '行',
  '可以',
  '嗯',
  '要',
  '有',
  'yes',
  'y',
  'yeah',
  'ok',
  'sí',
  'si',
  's',
  'claro',
]);
const NO = new Set([
  '不',
  '不是',
  '不对',
  '没',
  '没有',
  '不要',
  '不行',
  '不用',
  '否',
  'no',
  'n',
  'nope',
  'not',
  'nada',
]);

/** Whether somebody typed yes or no, in any of the three languages. */
export function yesOrNo(text: string): 'yes' | 'no' | undefined {
  const said = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, ' ')
    .trim();
  if (YES.has(said)) return 'yes';
  return NO.has(said) ? 'no' : undefined;
}

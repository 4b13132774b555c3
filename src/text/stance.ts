import { type Term, hasTerm, readTerms } from './terms.ts';
import type { Words } from './words.ts';

/** Which way a text leans on an axis: `both` when it says the one and the other. */
type Lean = 'plus' | 'minus' | 'both';
export type Stance = ReadonlyMap<string, Lean>;

interface Axis {
  name: string;
  terms: { term: Term; sign: 1 | -1 }[];
}

/** Pairs of words that people disagree with. The longer term is looked at first, so that 不同意 is no 同意. */
const AXES: Axis[] = [
  axis(
    'wish',
    '支持|赞成|可以|允许|能不能|同意|应该让|应该|希望|想要|欢迎|盼着|赶紧办|i am for|im for|in favour|in favor|support|keep|love|would like|we want|i want|please|yes to|should be allowed|allow|a favor|apoyo|queremos|quiero que|me gusta|si al|si a la|que pongan|que abran',
    '反对|不可以|不能|不允许|不支持|不赞成|不同意|不希望|不想要|不欢迎|不应该|不该|不要|禁止|取消|不许|不让|甭|别|against|ban|oppose|opposed|stop the|no more|scrap|dont want|do not want|get rid|no to|en contra|no queremos|no quiero que|prohib*|no al|no a la|no me gusta|que no pongan|basta de',
  ),
  axis(
    'amount',
    '多划|多点|多一点|增加|加装|更多|不够|太少|不足|再来|添|more|not enough|too few|additional|extra|mas|faltan|hace falta|pocos|pocas|ampliar|aumentar',
    '少划|少点|少一点|减少|太多|更少|别再|fewer|less|too many|too much|reduce|cut down|menos|demasiad*|sobran|reducir|quitar',
  ),
  axis(
    'time',
    '早|早点|早一点|太晚|earlier|early|temprano|antes',
    '晚点|晚一点|太早|later|late|too early|mas tarde|despues',
  ),
  axis(
    'warmth',
    '太热|热|hot|too hot|too warm|calor',
    '不热|冰凉|冷|太冷|冻|not hot|no hot|cold|freezing|frio|fria|sin calefaccion',
  ),
  axis(
    'turning',
    '开大|大点声|大声点|louder|turn up|subir',
    '关小|小点声|小声|声音小|turn down|quieter|bajar',
  ),
  axis(
    'opening',
    '开门|开放|打开|open|abrir|abran|abierto',
    '关门|锁着|关闭|close|closed|lock|locked|cerrar|cierren|cerrado',
  ),
  axis('length', '更长|延长|longer|extend|mas largo|alargar', '更短|缩短|shorter|shorten|mas corto|acortar'),
  axis(
    'feeling',
    '挺好|很好|真好|不错|满意|高兴|喜欢|修好|good|great|best|happy|works well|works fine|fixed now|lovely|genial|estupend*|encanta|contento|arreglado|funciona bien',
    '吵死|烦死|太烦|太差|糟|讨厌|bad|worst|terrible|awful|hate|useless|horrible|odio|fatal|peor',
  ),
];

function axis(name: string, plus: string, minus: string): Axis {
  const signed = (list: string, sign: 1 | -1) => readTerms(list).map((term) => ({ term, sign }));
  return { name, terms: [...signed(plus, 1), ...signed(minus, -1)] };
}

const NEGATED_BEFORE =
  /(?: (?:not|dont|doesnt|no|never|isnt|arent|wont|cant|sin|ni|nunca|tampoco)(?: [a-z]+)?|[不没别甭莫])$/;

/** Which way a text leans on every axis it has words for. */
export function stanceOf(words: Words): Stance {
  const stance = new Map<string, Lean>();
  for (const { name, terms } of AXES) {
    const lean = leanOf(words, terms);
    if (lean) stance.set(name, lean);
  }
  return stance;
}

function leanOf(words: Words, terms: Axis['terms']): Lean | undefined {
  const found = terms.filter(({ term }) => hasTerm(words, term));
  // A term inside a longer one that was found too, such as "open" in "dont open", speaks through the longer one.
  const own = found.filter(
    ({ term: { text } }) =>
      !found.some(({ term }) => term.text.length > text.length && term.text.includes(text)),
  );
  const signs = new Set(own.map(({ term, sign }) => (isNegated(words, term) ? -sign : sign)));
  if (signs.size === 2) return 'both';
  return signs.has(1) ? 'plus' : signs.has(-1) ? 'minus' : undefined;
}

function isNegated({ latin, chinese }: Words, { text, kind, sought }: Term): boolean {
  const isLatin = text.charCodeAt(0) < 0x80;
  const said = isLatin ? latin : chinese;
  const at = said.indexOf(isLatin && kind === 'word' ? ` ${sought} ` : sought);
  return NEGATED_BEFORE.test(said.slice(Math.max(0, at - LONGEST_NEGATION), at));
}

const LONGEST_NEGATION = 24;

/** Whether two texts say the opposite of each other somewhere; then they are never shown as one. */
export function areOpposed(one: Stance, other: Stance): boolean {
  for (const [name, lean] of one) {
    const their = other.get(name);
    if (their !== undefined && (their !== lean || lean === 'both')) return true;
  }
  return false;
}

const NEGATIONS =
  /(?<= )(?:no|not|dont|doesnt|isnt|arent|wont|cant|cannot|never|nobody|nothing|without|sin|ni|nunca|nadie|nada|tampoco)(?= )|不|没|别|未|无|甭/g;

/** How many negations a text has: two texts that differ in nothing else may say the opposite. */
export function negationsIn({ latin, chinese }: Words): number {
  return (latin.match(NEGATIONS)?.length ?? 0) + (chinese.match(/[不没别未无甭]/g)?.length ?? 0);
}

import type { Part, Rule, Week } from './dates-tokens.ts';
import { anyOf, clock, monthDay, wordRule } from './dates-tokens.ts';

const MONTHS = numbered(
  'enero|ene febrero|feb marzo|mar abril|abr mayo|may junio|jun julio|jul agosto|ago septiembre|setiembre|sept|sep octubre|oct noviembre|nov diciembre|dic',
);
const WEEKDAYS = numbered('lunes|lun martes miercoles|mie jueves|jue viernes|vie sabado|sab domingo|dom');
const HOURS = numbered('una dos tres cuatro cinco seis siete ocho nueve diez once doce');
const DAYS = numbered(
  'uno|primero|primer|1o dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve treinta treinta_y_uno',
);
const MINUTES: Record<string, number> = {
  cuarto: 15,
  media: 30,
  cinco: 5,
  diez: 10,
  veinte: 20,
  veinticinco: 25,
};
const PARTS: Record<string, Part> = {
  manana: 'morning',
  tarde: 'afternoon',
  noche: 'evening',
  madrugada: 'dawn',
};
const MONTH = `(${anyOf(MONTHS.keys())})\\.?`;
const WEEKDAY = `(${anyOf(WEEKDAYS.keys())})\\.?`;
const HOUR = `(\\d{1,2}|${anyOf(HOURS.keys())})`;
const NEXT_WEEK = '(?:de |en )?la (?:semana (?:que viene|proxima|siguiente)|proxima semana|siguiente semana)';
const NEXT_MONTH = 'mes (?:que viene|proximo|siguiente)|(?:proximo|siguiente) mes';
const FILLERS = [
  'el',
  'la',
  'las',
  'los',
  'del',
  'de',
  'en',
  'punto',
  'reunion',
  'fecha',
  'cuando',
  'empieza',
  'comienza',
  'termina',
  'acaba',
  'inicio',
  'fin',
  'con',
  'es',
  'sera',
  'sobre',
  'durante',
  'dura',
  'por',
  'favor',
  'hora',
  'horas',
  'pasa',
];

export const esRules: Rule[] = [
  wordRule(
    `(\\d{1,2}|${anyOf(DAYS.keys())})[o.]?(?: de)? ${MONTH}(?:(?: del?)? ?(20\\d\\d))?`,
    ([, day = '', month = '', year]) =>
      monthDay(MONTHS.get(month) ?? 0, DAYS.get(day) ?? Number(day), year ? Number(year) : undefined),
  ),
  wordRule('pasado manana', () => [{ kind: 'inDays', days: 2 }]),
  wordRule('(?:por|de|en|a) la (manana|tarde|noche|madrugada)', ([, word = '']) => part(PARTS[word])),
  wordRule('esta (manana|tarde|noche)', ([, word = '']) => [
    { kind: 'inDays', days: 0 },
    ...part(PARTS[word]),
  ]),
  wordRule('(?:(?:del|al?) )?mediodia', () => part('noon')),
  wordRule('(?:a )?(?:la )?medianoche', () => clock(24)),
  wordRule('manana', () => [{ kind: 'inDays', days: 1 }]),
  wordRule('hoy', () => [{ kind: 'inDays', days: 0 }]),
  wordRule('ayer', () => [{ kind: 'inDays', days: -1 }]),
  wordRule(`(?:en|dentro de) ${HOUR} (dia|semana)s?`, ([, count = '', unit]) => [
    { kind: 'inDays', days: (HOURS.get(count) ?? Number(count)) * (unit === 'semana' ? 7 : 1) },
  ]),
  wordRule('noche', () => part('evening')),
  wordRule('tarde', () => part('afternoon')),
  wordRule(`${WEEKDAY} de esta semana`, ([, name]) => ofWeek(name, 0)),
  wordRule(`${WEEKDAY} ${NEXT_WEEK}`, ([, name]) => ofWeek(name, 1)),
  wordRule(`${WEEKDAY} (?:que viene|proximo|siguiente)`, ([, name]) => ofWeek(name, 'coming')),
  wordRule(`(proximo|siguiente|este|pasado) ${WEEKDAY}`, ([, word, name]) =>
    ofWeek(name, word === 'este' ? 'this' : word === 'pasado' ? -1 : 'coming'),
  ),
  wordRule(`${WEEKDAY} pasado`, ([, name]) => ofWeek(name, -1)),
  wordRule(WEEKDAY, ([, name]) => ofWeek(name, 'any')),
  wordRule(NEXT_WEEK, () => [{ kind: 'week', offset: 1 }]),
  wordRule('(?:de |en )?esta semana', () => [{ kind: 'week', offset: 0 }]),
  wordRule(NEXT_MONTH, () => [{ kind: 'month', offset: 1 }]),
  wordRule('este mes', () => [{ kind: 'month', offset: 0 }]),
  wordRule('ano que viene|proximo ano', () => [{ kind: 'yearOffset', offset: 1 }]),
  wordRule('este ano', () => [{ kind: 'yearOffset', offset: 0 }]),
  wordRule('(?:una |1 )?hora y media', () => lasting(1, 30)),
  wordRule('media hora', () => lasting(0, 30)),
  wordRule(`${HOUR} horas? y media`, ([, count = '']) => lasting(hour(count), 30)),
  wordRule('(\\d{1,2})[.,]5 ?(?:horas|hs|h)', ([, count = '']) => lasting(hour(count), 30)),
  wordRule(`${HOUR} horas? y (?:(cuarto)|(\\d{1,2}) ?min(?:utos)?)`, ([, count = '', quarter, minutes]) =>
    lasting(hour(count), quarter ? 15 : Number(minutes)),
  ),
  wordRule(`(${anyOf(HOURS.keys())}) horas?`, ([, count = '']) => lasting(hour(count), 0)),
  wordRule('(?:un )?cuarto de hora', () => lasting(0, 15)),
  wordRule('(\\d{1,3}) ?min(?:utos)?', ([, minutes]) => lasting(0, Number(minutes))),
  wordRule(`${HOUR} y (${anyOf(Object.keys(MINUTES))})`, ([, text = '', minutes = '']) =>
    clock(hour(text), MINUTES[minutes] ?? 0),
  ),
  wordRule(`${HOUR} menos (${anyOf(Object.keys(MINUTES))})`, ([, text = '', minutes = '']) =>
    clock(hour(text) === 1 ? 12 : hour(text) - 1, 60 - (MINUTES[minutes] ?? 0)),
  ),
  wordRule('(?:a|hacia|sobre) las?', () => [{ kind: 'at', mayLink: true }]),
  wordRule('(?:desde|de|entre) las?|desde|entre|las|de(?= \\d)', () => [{ kind: 'at', mayLink: false }]),
  wordRule('hasta(?: las?)?|a|y(?: las?)?', () => [{ kind: 'link', isSign: false }]),
  wordRule(anyOf(HOURS.keys()), ([word = '']) => [{ kind: 'number', value: hour(word) }]),
  wordRule('el dia|dia|el', () => [{ kind: 'the' }]),
  wordRule(anyOf(FILLERS), () => []),
];

/** Words in their order, separated by spaces; a bar joins spellings, an underscore stands for a space. */
function numbered(list: string): Map<string, number> {
  const words = list.split(' ').map((spellings) => spellings.replaceAll('_', ' ').split('|'));
  return new Map(words.flatMap((spellings, index) => spellings.map((word) => [word, index + 1] as const)));
}

function hour(text: string): number {
  return HOURS.get(text) ?? Number(text);
}

function part(which: Part = 'evening'): [{ kind: 'part'; part: Part }] {
  return [{ kind: 'part', part: which }];
}

function ofWeek(name: string | undefined, week: Week): ReturnType<Rule['read']> {
  return [{ kind: 'weekday', weekday: WEEKDAYS.get(name ?? '') ?? 1, week }];
}

function lasting(hours: number, minutes: number): ReturnType<Rule['read']> {
  return [{ kind: 'duration', minutes: hours * 60 + minutes }];
}

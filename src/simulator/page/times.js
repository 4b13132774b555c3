/** Dates and times as the sample sub-district reads them. */
import { locale, say } from './words.js';

/** The practice world lives in one zone, wherever the browser stands. */
const DEFAULT_ZONE = 'Asia/Shanghai';
let zone = DEFAULT_ZONE;

export function setZone(name) {
  zone = name ?? DEFAULT_ZONE;
}

/** "18:30" */
export function clockTime(unixMs) {
  return format(unixMs, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** "Saturday, 14 March 2026" */
export function longDate(unixMs) {
  return format(unixMs, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
}

/** "Sat, 14 Mar" */
export function shortDate(unixMs) {
  return format(unixMs, { weekday: 'short', day: 'numeric', month: 'short' });
}

/** The separator above a day's messages. */
export function dayLabel(unixMs, nowMs) {
  if (dayKey(unixMs) === dayKey(nowMs)) return say('today');
  return format(unixMs, { weekday: 'long', day: 'numeric', month: 'long' });
}

/** The time beside a chat in the list: the hour today, else the date. */
export function listTime(unixMs, nowMs) {
  if (dayKey(unixMs) === dayKey(nowMs)) return clockTime(unixMs);
  return format(unixMs, { day: 'numeric', month: 'short' });
}

/** Equal for two instants of the same local day. */
export function dayKey(unixMs) {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(unixMs);
}

/** "0:23" */
export function duration(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** "1.4 MB" */
export function fileSize(bytes) {
  const units = ['byte', 'kilobyte', 'megabyte'];
  const step = Math.min(2, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return new Intl.NumberFormat(locale(), {
    style: 'unit',
    unit: units[step],
    unitDisplay: 'short',
    maximumFractionDigits: step === 0 ? 0 : 1,
  }).format(bytes / 1000 ** step);
}

function format(unixMs, options) {
  return new Intl.DateTimeFormat(locale(), { timeZone: zone, ...options }).format(unixMs);
}

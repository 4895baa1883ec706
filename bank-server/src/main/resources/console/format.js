// Numbers, dates and times in the present locale.

import {locale} from './i18n.js';

const formats = new Map();

function cached(kind, options) {
  const key = kind.name + locale() + JSON.stringify(options);
  if (!formats.has(key)) {
    formats.set(key, new kind(locale(), options));
  }
  return formats.get(key);
}

export function number(value, options = {}) {
  return cached(Intl.NumberFormat, options).format(value);
}

export function percent(share) {
  return number(share, {style: 'percent', maximumFractionDigits: 1});
}

/** A calendar day, '2026-11-21', which belongs to no time zone. */
export function date(day, options = {dateStyle: 'medium'}) {
  return cached(Intl.DateTimeFormat, {...options, timeZone: 'UTC'}).format(
    new Date(`${day}T00:00:00Z`));
}

/** An instant in the reader's own zone. */
export function dateTime(instant) {
  return cached(Intl.DateTimeFormat, {dateStyle: 'medium', timeStyle: 'medium'}).format(
    new Date(instant));
}

export function dateTimeShort(instant) {
  return cached(Intl.DateTimeFormat, {dateStyle: 'short', timeStyle: 'medium'}).format(
    new Date(instant));
}

export function timeOfDay(instant) {
  return cached(Intl.DateTimeFormat, {timeStyle: 'medium'}).format(new Date(instant));
}

const STEPS = [['second', 60], ['minute', 60], ['hour', 24], ['day', 30], ['month', 12]];

/** '3 minutes ago'. */
export function relative(instant, now = Date.now()) {
  let value = Math.round((Date.parse(instant) - now) / 1000);
  const words = cached(Intl.RelativeTimeFormat, {numeric: 'auto'});
  for (const [unit, next] of STEPS) {
    if (Math.abs(value) < next) {
      return words.format(value, unit);
    }
    value = Math.round(value / next);
  }
  return words.format(value, 'year');
}

const BYTES = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];

export function bytes(count) {
  const step = count < 1 ? 0 : Math.min(4, Math.floor(Math.log2(count) / 10));
  return number(count / 1024 ** step,
    {style: 'unit', unit: BYTES[step], unitDisplay: step === 0 ? 'long' : 'short',
      maximumFractionDigits: step === 0 ? 0 : 1});
}

/** 1234 → '1.2 s', 12 → '12 ms'. */
export function millis(value) {
  return value < 1000
    ? number(value, {style: 'unit', unit: 'millisecond', maximumFractionDigits: 0})
    : number(value / 1000, {style: 'unit', unit: 'second', maximumFractionDigits: 1});
}

/** Text in the order that readers of the language expect. */
export function compareText(a, b) {
  return cached(Intl.Collator, {numeric: true, sensitivity: 'base'}).compare(a, b);
}

/** '01a1fc4f-…-b190' → '01a1fc4f…b190'. */
export function shortId(id) {
  return id.length > 16 ? `${id.slice(0, 8)}…${id.slice(-4)}` : id;
}

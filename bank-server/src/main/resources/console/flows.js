// Days of the API, as days, weeks or months of a plot. Amounts stay decimal strings.

import {add} from './money.js';

const DAY = 86_400_000;
const SUMS = ['deposits', 'withdrawals', 'transfers', 'net_flow'];
const COUNTS = ['deposit_count', 'withdrawal_count', 'transfer_count', 'accounts_opened',
  'accounts_closed'];
const BUCKETS_MAX = 10_000;

/** From the first day on which money moved to the last: openings alone are no flow. */
export function moving(days) {
  const moves = (day) => day.deposit_count + day.withdrawal_count + day.transfer_count > 0;
  const first = days.findIndex(moves);
  return first < 0 ? [] : days.slice(first, days.findLastIndex(moves) + 1);
}

export const STEPS = ['day', 'week', 'month'];

/** So fine that bars can be told apart. */
export function stepFor(days) {
  const span = days.length === 0 ? 0 : (time(days.at(-1).date) - time(days[0].date)) / DAY;
  return span > 730 ? 'month' : span > 120 ? 'week' : 'day';
}

/** One row per step from the first day to the last; nothing happened in those that are added. */
export function bucketsOf(days, step) {
  const buckets = [];
  for (const day of days) {
    const date = startOf(day.date, step);
    let last = buckets.at(-1);
    while (last && last.date < date && buckets.length < BUCKETS_MAX) {
      const next = after(last.date, step);
      if (next >= date) {
        break;
      }
      last = {...quiet(last, day), date: next};
      buckets.push(last);
    }
    last?.date === date ? merge(last, day) : buckets.push({...day, date});
  }
  return buckets;
}

function quiet(before, like) {
  const zero = like.deposits.replace(/\d/g, '0').replace(/^0+(?=0)/, '');
  const nothing = Object.fromEntries([...SUMS.map((name) => [name, zero]),
    ...COUNTS.map((name) => [name, 0])]);
  return {...before, ...nothing};
}

function merge(bucket, day) {
  SUMS.forEach((name) => (bucket[name] = add(bucket[name], day[name])));
  COUNTS.forEach((name) => (bucket[name] += day[name]));
  bucket.closing_balance = day.closing_balance;
  bucket.open_accounts = day.open_accounts;
}

/** All of them together; null of none. */
export function totalOf(buckets) {
  if (buckets.length === 0) {
    return null;
  }
  const total = {...buckets[0]};
  buckets.slice(1).forEach((bucket) => merge(total, bucket));
  return total;
}

export function startOf(date, step) {
  if (step === 'month') {
    return `${date.slice(0, 7)}-01`;
  }
  if (step === 'week') {
    return text(time(date) - ((new Date(time(date)).getUTCDay() + 6) % 7) * DAY);
  }
  return date;
}

function after(date, step) {
  const at = new Date(time(date));
  if (step === 'month') {
    at.setUTCMonth(at.getUTCMonth() + 1);
    return text(at.getTime());
  }
  return text(at.getTime() + (step === 'week' ? 7 : 1) * DAY);
}

/** The last day of a step. */
export function endOf(date, step) {
  return text(time(after(date, step)) - DAY);
}

function time(date) {
  return Date.parse(`${date}T00:00:00Z`);
}

function text(millis) {
  return new Date(millis).toISOString().slice(0, 10);
}

const OUTSTANDING = 4;

/**
 * Where to cut bars, so that one or two which tower above all others do not flatten them; null where
 * none does. Whoever cuts a bar writes its amount on it.
 */
export function capOf(values) {
  const sizes = values.map(Math.abs).filter((size) => size > 0).sort((a, b) => b - a);
  const place = sizes.findIndex((size, i) => i > 0 && sizes[i - 1] > OUTSTANDING * size);
  return place > 0 && place <= Math.max(1, sizes.length / 20) ? sizes[place] * 1.25 : null;
}

/** Bars of these values for a plot, cut at the cap, with what was cut written on them. */
export function cutBars(values, cap, write, color) {
  return values.map((value, i) => cap === null || Math.abs(value) <= cap ? value : {
    value: Math.sign(value) * cap,
    label: {show: true, formatter: `${value < 0 ? '▼' : '▲'} ${write(Math.abs(value))}`, color,
      position: i < values.length * 0.7 ? 'right' : 'left', fontSize: 11},
  });
}

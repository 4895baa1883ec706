// Where things stand in a plot: pixels for times and balances, and round numbers for its axes.

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const STEPS = [HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY];
const MONTHS = [1, 2, 3, 6, 12, 24, 60];

const SILENCE_MIN = 60 * DAY;
const SILENCE_SHARE = 0.6;
const SILENCE_WIDTH = 36;
const PART_SHARE_MIN = 0.12;

/** A function from [from, to] to [start, end], with its inverse. */
export function linear([from, to], [start, end]) {
  const span = to - from || 1;
  const place = (value) => start + ((value - from) / span) * (end - start);
  place.invert = (pixel) => from + ((pixel - start) / (end - start)) * span;
  return place;
}

/**
 * Times from the first to the last of some sorted ones, in pixels. One long silence among them is
 * drawn short: or books of the nineties that were imported today would stand in a corner. `parts`
 * has what is drawn to scale, as {from, to, start, end}: all of it, or what is before and after.
 */
export function timeScale(times, [start, end]) {
  const [from, to] = [times[0], times.at(-1)];
  const silence = longest(times);
  if (silence.length < Math.max(SILENCE_MIN, (to - from) * SILENCE_SHARE)
      || end - start < 4 * SILENCE_WIDTH) {
    const whole = linear([from, to], [start, end]);
    whole.parts = [{from, to, start, end}];
    return whole;
  }
  const width = end - start - SILENCE_WIDTH;
  const [before, after] = [silence.from - from, to - silence.to];
  const share = Math.min(1 - PART_SHARE_MIN, Math.max(PART_SHARE_MIN, before / (before + after || 1)));
  const edge = start + width * share;
  const parts = [{from, to: silence.from, start, end: edge},
    {from: silence.to, to, start: edge + SILENCE_WIDTH, end}];
  return pieces([parts[0], {from: parts[0].to, to: parts[1].from, start: edge, end: parts[1].start},
    parts[1]], parts);
}

function pieces(all, parts) {
  const lines = all.map((part) => linear([part.from, part.to], [part.start, part.end]));
  const last = all.length - 1;
  const among = (value, edge) => all.findIndex((part, i) => i === last || value < part[edge]);
  const place = (time) => lines[among(time, 'to')](time);
  place.invert = (pixel) => lines[among(pixel, 'end')].invert(pixel);
  place.parts = parts;
  return place;
}

function longest(times) {
  let found = {from: times[0], to: times[0], length: 0};
  for (let i = 1; i < times.length; i++) {
    const length = times[i] - times[i - 1];
    if (length > found.length) {
      found = {from: times[i - 1], to: times[i], length};
    }
  }
  return found;
}

/** Some round values between the two, about as many as wanted. */
export function roundValues(from, to, wanted) {
  const rough = (to - from || 1) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough);
  const values = [];
  for (let i = Math.ceil(from / step); i * step <= to; i++) {
    values.push(i * step || 0); // Never -0.
  }
  return values;
}

/** Some round times, as {time, unit}: 'hour', 'day', 'month' or 'year' says how to write them. */
export function roundTimes(from, to, wanted) {
  const rough = (to - from) / wanted;
  const step = STEPS.find((size) => size >= rough);
  if (step) {
    const times = [];
    for (let time = Math.ceil(from / step) * step; time <= to; time += step) {
      times.push({time, unit: step < DAY ? 'hour' : 'day'});
    }
    return times;
  }
  return roundMonths(from, to, MONTHS.find((size) => size * 30 * DAY >= rough) ?? 120);
}

function roundMonths(from, to, months) {
  const first = new Date(from);
  const times = [];
  let month = first.getUTCFullYear() * 12 + Math.ceil((first.getUTCMonth() + 1) / months) * months;
  for (; ; month += months) {
    const time = Date.UTC(Math.floor(month / 12), month % 12, 1);
    if (time > to) {
      return times;
    }
    times.push({time, unit: month % 12 === 0 || months >= 12 ? 'year' : 'month'});
  }
}

/**
 * The steps of a balance as a path. Of what falls into one pixel, the lowest and the highest are
 * drawn, so that no dip is lost however many events there are.
 */
export function stepPath({times, balances}, x, y, end) {
  if (times.length === 0) {
    return '';
  }
  const parts = [];
  let i = 0;
  let level = y(0);
  while (i < times.length && x(times[i]) <= end) {
    const pixel = Math.round(x(times[i]));
    let [low, high] = [Infinity, -Infinity];
    let last = level;
    for (; i < times.length && Math.round(x(times[i])) === pixel && x(times[i]) <= end; i++) {
      last = y(balances[i]);
      low = Math.min(low, last);
      high = Math.max(high, last);
    }
    parts.push(parts.length === 0 ? `M${pixel} ${round(y(0))}` : `H${pixel}`);
    if (low < last && low < level) {
      parts.push(`V${round(low)}`);
    }
    if (high > last && high > level) {
      parts.push(`V${round(high)}`);
    }
    parts.push(`V${round(last)}`);
    level = last;
  }
  return parts.length === 0 ? '' : `${parts.join('')}H${round(end)}`;
}

function round(pixel) {
  return Math.round(pixel * 10) / 10;
}

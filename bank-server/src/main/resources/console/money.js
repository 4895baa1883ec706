// Amounts are decimal strings on the wire and BigInts of minor units inside. Never a Number: only
// a plot may ask for one, to know where to put a pixel.

import {locale} from './i18n.js';

/** '12.34' → {units: 1234n, scale: 2} */
export function parse(amount) {
  const [whole, fraction = ''] = amount.split('.');
  return {units: BigInt(whole + fraction), scale: fraction.length};
}

/** (1234n, 2) → '12.34' */
export function toDecimal(units, scale) {
  const sign = units < 0n ? '-' : '';
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const point = digits.length - scale;
  return sign + digits.slice(0, point) + (scale > 0 ? '.' + digits.slice(point) : '');
}

export function add(a, b) {
  return combine(a, b, (x, y) => x + y);
}

export function subtract(a, b) {
  return combine(a, b, (x, y) => x - y);
}

function combine(a, b, operation) {
  const scale = Math.max(parse(a).scale, parse(b).scale);
  return toDecimal(operation(unitsAt(a, scale), unitsAt(b, scale)), scale);
}

function unitsAt(amount, scale) {
  const parsed = parse(amount);
  return parsed.units * 10n ** BigInt(scale - parsed.scale);
}

/** For sorting: negative, zero or positive. */
export function compare(a, b) {
  const scale = Math.max(parse(a).scale, parse(b).scale);
  const difference = unitsAt(a, scale) - unitsAt(b, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function isNegative(amount) {
  return amount.startsWith('-') && parse(amount).units !== 0n;
}

export function isZero(amount) {
  return parse(amount).units === 0n;
}

export function negate(amount) {
  return toDecimal(-parse(amount).units, parse(amount).scale);
}

/** A Number for plots alone: it may be off by what no pixel shows. */
export function forPlot(amount) {
  return Number(amount);
}

const formats = new Map();

function format(options) {
  const key = locale() + JSON.stringify(options);
  if (!formats.has(key)) {
    formats.set(key, new Intl.NumberFormat(locale(), options));
  }
  return formats.get(key);
}

/** '1234.5' → '1,234.5': Intl takes decimal strings and loses no digit. */
export function formatAmount(amount, {signed = false} = {}) {
  const digits = parse(amount).scale;
  return format({
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay: signed ? 'exceptZero' : 'negative',
  }).format(amount);
}

/** '1,234.50', with as many decimals as the currency has. */
export function formatExample(currency) {
  const digits = currency === '' ? 2 : new Intl.NumberFormat('en', {style: 'currency', currency})
    .resolvedOptions().maximumFractionDigits;
  return format({minimumFractionDigits: digits, maximumFractionDigits: digits}).format(1234.5);
}

/** With the currency, as the locale writes it: 'US$ 1.234,50'. */
export function formatMoney(amount, currency, {signed = false} = {}) {
  const digits = parse(amount).scale;
  return format({
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay: signed ? 'exceptZero' : 'negative',
  }).format(amount);
}

/** Short, for axes: '1.2M'. */
export function formatShort(number) {
  return format({notation: 'compact', maximumFractionDigits: 1}).format(number);
}

/** The parts before and after the decimal point, so that a column can align by it. */
export function split(amount, options) {
  const digits = parse(amount).scale;
  const text = formatAmount(amount, options);
  return digits === 0 ? [text, ''] : [text.slice(0, -digits - 1), text.slice(-digits - 1)];
}

/**
 * What a person typed, as the API wants it: '1.234,56' in Portuguese and '1,234.56' in English are
 * both '1234.56'. Where only the other way of writing makes sense ('12,50' or '1.234,56' in English),
 * that is meant. What is neither is handed on as it is, for the API to refuse.
 */
export function fromInput(text) {
  const typed = text.trim().replace(/[\s\u00a0\u202f]/g, '');
  const comma = format({}).format(1.5).includes(',');
  return decimal(typed, comma ? ',' : '.') ?? decimal(typed, comma ? '.' : ',') ?? typed;
}

/** '1.234,5' by its decimal sign as '1234.5'; null if nobody writes so. */
function decimal(typed, point) {
  const group = point === ',' ? '.' : ',';
  const plain = new RegExp(`^\\d*(\\${point}\\d+)?$`);
  const grouped = new RegExp(`^\\d{1,3}(\\${group}\\d{3})+(\\${point}\\d*)?$`);
  return plain.test(typed) || grouped.test(typed)
    ? typed.replaceAll(group, '').replace(point, '.') : null;
}

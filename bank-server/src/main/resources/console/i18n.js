// Messages and the language they are in. Each page has a file of its own per language, so that a
// page can be written without touching another one's words.

export const LANGUAGES = ['en', 'pt-BR'];

const STORED = 'rastro.language';
const changes = new EventTarget();
const messages = new Map();
const wanted = new Set();

let language = initial();
document.documentElement.lang = language;

function initial() {
  const stored = localStorage.getItem(STORED);
  if (LANGUAGES.includes(stored)) {
    return stored;
  }
  const first = navigator.languages.find((tag) => /^(en|pt)\b/.test(tag)) ?? 'en';
  return first.startsWith('pt') ? 'pt-BR' : 'en';
}

export function currentLanguage() {
  return language;
}

/** The locale of numbers and dates: the browser's own where it speaks the chosen language. */
export function locale() {
  const mine = navigator.languages.find((tag) => tag.startsWith(language.slice(0, 2)));
  return language === 'en' ? (mine ?? 'en') : language;
}

/** Makes the messages of these files (such as "accounts") known to t(), in the present language. */
export async function loadMessages(...names) {
  names.forEach((name) => wanted.add(name));
  await Promise.all(names.filter((name) => !messages.has(`${language}/${name}`)).map(load));
}

async function load(name) {
  const file = `${language}/${name}`;
  const module = await import(`./i18n/${file}.js`);
  messages.set(file, module.default);
}

/** t('accounts.title'), t('accounts.count', {count: 3}): {count} is replaced, functions are called. */
export function t(key, values = {}) {
  const dot = key.indexOf('.');
  const message = messages.get(`${language}/${key.slice(0, dot)}`)?.[key.slice(dot + 1)];
  if (message === undefined) {
    return key;
  }
  return typeof message === 'function'
    ? message(values)
    : message.replace(/\{(\w+)\}/g, (hole, name) => values[name] ?? hole);
}

/** t(key), or what stands in for it where there is no such message. */
export function tOr(key, substitute, values = {}) {
  const text = t(key, values);
  return text === key ? substitute : text;
}

/** plural(3, {one: '# event', other: '# events'}): # is the number in the present locale. */
export function plural(count, forms) {
  const form = forms[new Intl.PluralRules(language).select(Number(count))] ?? forms.other;
  return form.replace('#', new Intl.NumberFormat(locale()).format(count));
}

export async function setLanguage(chosen) {
  language = chosen;
  localStorage.setItem(STORED, chosen);
  document.documentElement.lang = chosen;
  await loadMessages(...wanted);
  changes.dispatchEvent(new Event('change'));
}

export function onLanguage(listener) {
  changes.addEventListener('change', listener);
  return () => changes.removeEventListener('change', listener);
}

// Light, dark, or as the system says. theme.js has set the choice before the first paint.

const STORED = 'rastro.theme';
const changes = new EventTarget();
const system = matchMedia('(prefers-color-scheme: dark)');

export const THEMES = ['system', 'light', 'dark'];

export function theme() {
  return document.documentElement.dataset.theme;
}

export function setTheme(chosen) {
  document.documentElement.dataset.theme = chosen;
  localStorage.setItem(STORED, chosen);
  changes.dispatchEvent(new Event('change'));
}

/** Calls back when the colours change; the returned function ends it. */
export function onTheme(listener) {
  changes.addEventListener('change', listener);
  system.addEventListener('change', listener);
  return () => {
    changes.removeEventListener('change', listener);
    system.removeEventListener('change', listener);
  };
}

// The address bar is the state: a path says which page, the query says how it looks.

import {PAGES} from './registry.js';

const changes = new EventTarget();

/** {page, params, query} of the present address; page is undefined where there is none. */
export function route(location = window.location) {
  for (const page of PAGES) {
    const params = match(page.path, location.pathname);
    if (params) {
      return {page, params, query: Object.fromEntries(new URLSearchParams(location.search))};
    }
  }
  return {page: undefined, params: {}, query: {}};
}

function match(template, path) {
  const names = template.split('/');
  const values = path.split('/');
  if (names.length !== values.length) {
    return null;
  }
  const params = {};
  for (const [i, name] of names.entries()) {
    if (name.startsWith(':')) {
      params[name.slice(1)] = decoded(values[i]);
    } else if (name !== values[i]) {
      return null;
    }
  }
  return params;
}

/** What is not encoded as it should be stands for itself, and so for nothing that there is. */
function decoded(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** href('/accounts/:id', {id}, {q: 'x'}) → '/accounts/…?q=x' */
export function href(template, params = {}, query = {}) {
  const path = template.replace(/:(\w+)/g, (_, name) => encodeURIComponent(params[name]));
  const given = Object.entries(query).filter(([, value]) => value != null && value !== '');
  const text = new URLSearchParams(given).toString();
  return text === '' ? path : `${path}?${text}`;
}

/** Goes to another page, as a click on a link does. */
export function navigate(address, {replace = false} = {}) {
  history[replace ? 'replaceState' : 'pushState'](null, '', address);
  changes.dispatchEvent(new Event('change'));
}

/**
 * Changes some of the query and keeps the rest: null takes a parameter away. By default without a
 * new entry in the history, as typing into a filter should not need twenty steps back.
 */
export function setQuery(changed, {push = false} = {}) {
  const query = {...route().query, ...changed};
  navigate(href(location.pathname, {}, query), {replace: !push});
}

export function onRoute(listener) {
  changes.addEventListener('change', listener);
  return () => changes.removeEventListener('change', listener);
}

addEventListener('popstate', () => changes.dispatchEvent(new Event('change')));

// Links stay links: only a plain click on one of our pages is answered without loading.
document.addEventListener('click', (click) => {
  const link = click.composedPath().find((node) => node instanceof HTMLAnchorElement);
  const plain = !click.defaultPrevented && click.button === 0
    && !(click.metaKey || click.ctrlKey || click.shiftKey || click.altKey);
  if (!link || !plain || link.target || link.hasAttribute('download')
      || link.origin !== location.origin || !route(link).page) {
    return;
  }
  click.preventDefault();
  if (link.href !== location.href) {
    navigate(link.href);
    window.scrollTo(0, 0);
  }
});

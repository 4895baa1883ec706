// What stands where data should be: loading, empty, refused, unreachable, out of date.

import {html, nothing} from 'lit';
import {t, tOr} from '../i18n.js';
import {icon} from './icons.js';

/**
 * status(load, (data) => html`…`, {isEmpty, empty}): the data of a Load, or what is the matter.
 * While it is out of date, the last data stay, below a word about it.
 */
export function status(load, show, {isEmpty = () => false, empty = () => emptyState()} = {}) {
  if (load.data === undefined) {
    return load.error ? errorState(load) : loadingState();
  }
  return html`${load.stale ? staleNote(load) : nothing}${
    isEmpty(load.data) ? empty() : show(load.data)}`;
}

export function loadingState() {
  return html`<div class="state loading" role="status" data-state="loading">
    <span class="spinner" aria-hidden="true"></span><span>${t('shell.loading')}</span></div>`;
}

export function emptyState(title = t('shell.empty'), text = '', action = nothing) {
  return html`<div class="state" data-state="empty"><p class="state-title">${title}</p>${
    text ? html`<p>${text}</p>` : nothing}${action}</div>`;
}

/** Where the way goes on from what does not exist. */
const LISTS = {account_not_found: 'accounts', customer_not_found: 'customers',
  standing_order_not_found: 'standing-orders'};

function errorState(load) {
  return load.error.status === 404 ? goneState(load.error) : troubleState(load);
}

function goneState(error) {
  const list = LISTS[error.code] ?? '';
  return html`<div class="state" role="alert" data-state="error">
    ${icon('search')}
    <p class="state-title">${describe(error)}</p>
    <p>${t('shell.gone_text')}</p>
    <a class="button" href=${`/${list}`}>${t(`shell.to_${list || 'overview'}`)}</a>
  </div>`;
}

function troubleState(load) {
  return html`<div class="state" role="alert" data-state=${load.offline ? 'offline' : 'error'}>
    ${icon('warning')}
    <p class="state-title">${load.offline ? t('shell.unreachable') : t('shell.refused')}</p>
    <p>${describe(load.error)}</p>
    <button class="button" @click=${() => load.reload()}>${t('shell.try_again')}</button>
  </div>`;
}

function staleNote(load) {
  return html`<p class="stale-note" role="status" data-state="stale">
    ${icon('warning')} ${t('shell.stale')} ${describe(load.error)}</p>`;
}

/** An error in words of the present language where its code is known, else in the server's own. */
export function describe(error) {
  if (error.code) {
    return tOr(`shell.code_${error.code}`, error.detail ?? error.message, error.problem);
  }
  return error.status ? error.message : t('shell.no_answer');
}

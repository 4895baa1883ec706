// <rs-shortcuts>: what can be done by single keys anywhere, and a sheet that says so. Keys that are
// letters can be switched off there, for those who speak to their machine or press keys by mistake.

import {html} from 'lit';
import {RsElement} from '../element.js';
import {PAGES} from '../registry.js';
import {navigate} from '../router.js';
import {t} from '../i18n.js';
import './dialog.js';

const STORED = 'rastro.keys';
const PATIENCE = 1500;

/** The second key after g. */
const PLACES = {o: 'overview', a: 'accounts', c: 'customers', s: 'orders', e: 'events', n: 'analytics',
  t: 'audit', p: 'projections', d: 'store'};

class RsShortcuts extends RsElement {
  /** What opens the search. */
  static properties = {find: {attribute: false}, _on: {state: true}};

  _on = localStorage.getItem(STORED) !== 'off';
  #begun = 0;

  connectedCallback() {
    super.connectedCallback();
    const listener = (press) => this.#key(press);
    document.addEventListener('keydown', listener);
    this.whileConnected(() => document.removeEventListener('keydown', listener));
  }

  #key(press) {
    if ((press.ctrlKey || press.metaKey) && !press.altKey && press.key.toLowerCase() === 'k') {
      press.preventDefault();
      this.find();
    } else if (this._on && !press.ctrlKey && !press.metaKey && !press.altKey && !isTaken(press.target)) {
      this.#single(press);
    }
  }

  #single(press) {
    const begun = performance.now() - this.#begun < PATIENCE;
    this.#begun = 0;
    if (begun && press.key in PLACES) {
      press.preventDefault();
      navigate(PAGES.find((page) => page.name === PLACES[press.key]).path);
    } else if (press.key === 'g') {
      this.#begun = performance.now();
    } else if (press.key === '?') {
      press.preventDefault();
      this.show();
    } else if (press.key === '/') {
      press.preventDefault();
      (document.querySelector('main #search') ?? {focus: this.find}).focus();
    }
  }

  show() {
    this.querySelector('rs-dialog').show();
  }

  render() {
    return html`<rs-dialog .heading=${t('shell.keys')} .content=${() => html`
      <dl class="keys">
        ${row(['Ctrl', 'K'], t('shell.keys_search'))}
        ${row(['/'], t('shell.keys_here'))}
        ${Object.entries(PLACES).map(([key, name]) =>
          row(['g', key], t('shell.keys_go', {page: t(`shell.nav_${name}`)})))}
        ${row(['↑', '↓'], t('shell.keys_rows'))}
        ${row(['Enter'], t('shell.keys_open'))}
        ${row(['Esc'], t('shell.keys_close'))}
        ${row(['?'], t('shell.keys'))}
      </dl>
      <label class="check"><input type="checkbox" data-single-keys .checked=${this._on}
        @change=${(e) => this.#switch(e.target.checked)}> ${t('shell.keys_single')}</label>`}></rs-dialog>`;
  }

  #switch(on) {
    this._on = on;
    localStorage.setItem(STORED, on ? 'on' : 'off');
  }
}

customElements.define('rs-shortcuts', RsShortcuts);

/** Where keys are letters, or where a dialog has its own. */
function isTaken(target) {
  return target.closest?.('input:not([type=range]):not([type=checkbox]), textarea, select, [contenteditable]')
    || document.querySelector('dialog[open]');
}

function row(keys, what) {
  return html`<div><dt>${keys.map((key) => html`<kbd>${key}</kbd> `)}</dt><dd>${what}</dd></div>`;
}

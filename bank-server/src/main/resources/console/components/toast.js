// toast('Deposited'): a word that needs no answer, read out by screen readers, gone after a while.

import {html} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {RsElement} from '../element.js';

const SHOWN = 5_000;

let place;
let count = 0;

class RsToasts extends RsElement {
  static properties = {_toasts: {state: true}};

  _toasts = [];

  connectedCallback() {
    super.connectedCallback();
    place = this;
  }

  add(text, kind) {
    const toast = {id: ++count, text, kind};
    this._toasts = [...this._toasts, toast];
    setTimeout(() => (this._toasts = this._toasts.filter((other) => other !== toast)), SHOWN);
  }

  render() {
    return html`<div class="toasts" role="status" aria-live="polite">${repeat(this._toasts,
      (toast) => toast.id, (toast) => html`<p class=${`toast ${toast.kind}`}>${toast.text}</p>`)}
    </div>`;
  }
}

customElements.define('rs-toasts', RsToasts);

/** kind is 'good' or 'bad'. */
export function toast(text, kind = 'good') {
  place?.add(text, kind);
}

// <rs-dialog heading="…">: a modal dialog; the browser keeps the focus inside and gives it back.
// show() opens it, Escape and the cross close it, and it says rs-close then. Its content comes as
// .content=${() => html`…`}, so that it is in the page only while the dialog is open.

import {html, nothing} from 'lit';
import {RsElement} from '../element.js';
import {t} from '../i18n.js';
import {icon} from './icons.js';

class RsDialog extends RsElement {
  static properties = {
    heading: {},
    content: {attribute: false},
    /** 'center' or 'side'. */
    place: {},
    _open: {state: true},
  };

  place = 'center';
  content = () => nothing;
  _open = false;

  async show() {
    this._open = true;
    await this.updateComplete;
    const dialog = this.querySelector('dialog');
    if (!dialog.open) {
      dialog.showModal();
    }
  }

  close() {
    this.querySelector('dialog')?.close();
  }

  get open() {
    return this._open;
  }

  render() {
    return html`<dialog class=${this.place} aria-label=${this.heading ?? nothing}
        @close=${this.#closed} @click=${this.#outside}>
      ${this._open ? html`<div class="dialog-body">
        <header><h2>${this.heading}</h2>
          <button type="button" class="button quiet square" aria-label=${t('shell.close')}
            @click=${() => this.close()}>${icon('close')}</button></header>
        ${this.content()}</div>` : nothing}
    </dialog>`;
  }

  #closed() {
    this._open = false;
    this.dispatchEvent(new CustomEvent('rs-close', {bubbles: false}));
  }

  /** A click beside the dialog closes one at the side; a form in the middle is too dear for that. */
  #outside(click) {
    if (this.place === 'side' && click.target === click.currentTarget) {
      this.close();
    }
  }
}

customElements.define('rs-dialog', RsDialog);

// if (await confirm({heading, text, action, danger: true})) …: asks before doing harm.

import {html, nothing} from 'lit';
import {RsElement} from '../element.js';
import {t} from '../i18n.js';
import './dialog.js';

let place;

class RsConfirm extends RsElement {
  static properties = {_question: {state: true}};

  _question = {};
  #answer = () => {};

  connectedCallback() {
    super.connectedCallback();
    place = this;
  }

  async ask(question) {
    this._question = question;
    await this.updateComplete;
    const dialog = this.querySelector('rs-dialog');
    await dialog.show();
    this.querySelector('.button.quiet:not(.square)').focus();
    return new Promise((resolve) => (this.#answer = resolve));
  }

  render() {
    const {heading = '', text = '', action = '', danger = false} = this._question;
    return html`<rs-dialog .heading=${heading} @rs-close=${() => this.#answer(false)}
      .content=${() => html`<div class="form">
        ${text ? html`<p>${text}</p>` : nothing}
        <footer>
          <button type="button" class="button quiet" @click=${() => this.#say(false)}>${
            t('shell.cancel')}</button>
          <button type="button" class=${`button ${danger ? 'danger' : 'primary'}`}
            data-confirm @click=${() => this.#say(true)}>${action}</button>
        </footer></div>`}></rs-dialog>`;
  }

  #say(answer) {
    this.#answer(answer);
    this.querySelector('rs-dialog').close();
  }
}

customElements.define('rs-confirm', RsConfirm);

/** {heading, text, action, danger} → whether the person agreed. */
export function confirm(question) {
  return place.ask(question);
}

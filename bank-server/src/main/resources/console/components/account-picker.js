// <rs-account-picker .value .field=${attributes of rs-form} @rs-pick=${(e) => e.detail}>: a field
// that finds an account by its owner's name, or takes an id. Arrow keys choose, Enter takes.

import {html, nothing} from 'lit';
import {RsElement} from '../element.js';
import {get} from '../api.js';
import {t} from '../i18n.js';
import {shortId} from '../format.js';

const SHOWN = 8;
const PAUSE = 150;

class RsAccountPicker extends RsElement {
  static properties = {
    value: {},
    except: {},
    currency: {},
    field: {attribute: false},
    _text: {state: true},
    _found: {state: true},
    _active: {state: true},
  };

  field = {};
  _text = '';
  _found = [];
  _active = -1;
  #timer = 0;
  #asked = 0;

  render() {
    const {id, described, first, invalid, disabled, name} = this.field;
    const list = `${id}-list`;
    const open = this._found.length > 0;
    return html`<div class="picker">
      <input id=${id} type="text" role="combobox" autocomplete="off" data-field=${name}
        aria-expanded=${open} aria-controls=${list} aria-autocomplete="list"
        aria-activedescendant=${this._active >= 0 ? `${list}-${this._active}` : nothing}
        aria-invalid=${invalid ? 'true' : nothing} aria-describedby=${described || nothing}
        placeholder=${t('shell.pick_account')} .value=${this._text} ?disabled=${disabled} ?autofocus=${first}
        @input=${(e) => this.#typed(e.target.value)} @keydown=${this.#key}
        @blur=${() => setTimeout(() => (this._found = []), 150)}>
      <ul id=${list} role="listbox" ?hidden=${!open}>${this._found.map((account, i) => html`
        <li id=${`${list}-${i}`} role="option" aria-selected=${i === this._active}
            @pointerdown=${(e) => { e.preventDefault(); this.#take(account); }}>
          <span>${account.owner_name}</span>
          <span class="muted">${shortId(account.account_id)}</span>
          <rs-money .amount=${account.balance} .currency=${account.currency}></rs-money></li>`)}
      </ul></div>`;
  }

  #typed(text) {
    this._text = text;
    this.#send(text.trim());
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(text.trim()), PAUSE);
  }

  async #look(text) {
    const asked = ++this.#asked;
    if (text === '') {
      this._found = [];
      return;
    }
    try {
      const page = await get('/api/v1/accounts',
        {q: text, status: 'open', currency: this.currency, limit: SHOWN + 1});
      if (asked === this.#asked) {
        this._found = page.items.filter((account) => account.account_id !== this.except)
          .slice(0, SHOWN);
        this._active = -1;
      }
    } catch {
      this._found = []; // The id can still be typed.
    }
  }

  #key(press) {
    const steps = {ArrowDown: 1, ArrowUp: -1};
    if (press.key in steps && this._found.length > 0) {
      press.preventDefault();
      const count = this._found.length;
      this._active = (this._active + steps[press.key] + count) % count;
    } else if (press.key === 'Enter' && this._active >= 0 && this._found.length > 0) {
      press.preventDefault();
      this.#take(this._found[this._active]);
    } else if (press.key === 'Escape' && this._found.length > 0) {
      press.preventDefault();
      press.stopPropagation();
      this._found = [];
    }
  }

  #take(account) {
    this._text = `${account.owner_name} · ${shortId(account.account_id)}`;
    this._found = [];
    this.#send(account.account_id);
  }

  #send(value) {
    this.dispatchEvent(new CustomEvent('rs-pick', {detail: value}));
  }
}

customElements.define('rs-account-picker', RsAccountPicker);

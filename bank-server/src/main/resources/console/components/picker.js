// <rs-picker kind="account|customer" .field=${attributes of rs-form} @rs-pick=${(e) => e.detail}>: a
// field that finds an account or a customer by name. rs-pick: {id, text}; id is null for what was
// typed and not chosen. Only what can be used is offered: open accounts (in `currency`, if given;
// not `except`), active customers. What is left out is said. Arrow keys choose, Enter takes.

import {html, nothing} from 'lit';
import {RsElement} from '../element.js';
import {get} from '../api.js';
import {t} from '../i18n.js';
import {shortId} from '../format.js';
import './money.js';

const SHOWN = 8;
const PAUSE = 150;
const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/i;

const KINDS = {
  account: {path: '/api/v1/accounts', status: 'open', id: 'account_id', name: 'owner_name'},
  customer: {path: '/api/v1/customers', status: 'active', id: 'customer_id', name: 'name'},
};

class RsPicker extends RsElement {
  static properties = {
    kind: {},
    text: {},
    except: {},
    currency: {},
    field: {attribute: false},
    _found: {state: true},
    _active: {state: true},
    _said: {state: true},
  };

  kind = 'account';
  field = {};
  text = '';
  _found = [];
  _active = -1;
  _said = '';
  #timer = 0;
  #asked = 0;

  get #kind() {
    return KINDS[this.kind];
  }

  render() {
    const {id, described, first, invalid, disabled, name} = this.field;
    const list = `${id}-list`;
    const open = this._found.length > 0;
    return html`<div class="picker">
      <input id=${id} type="text" role="combobox" autocomplete="off" data-field=${name}
        aria-expanded=${open} aria-controls=${list} aria-autocomplete="list"
        aria-activedescendant=${this._active >= 0 ? `${list}-${this._active}` : nothing}
        aria-invalid=${invalid ? 'true' : nothing} aria-describedby=${described || nothing}
        placeholder=${t(`shell.pick_${this.kind}`)} .value=${this.text} ?disabled=${disabled}
        ?autofocus=${first} @input=${(e) => this.#typed(e.target.value)} @keydown=${this.#key}
        @blur=${() => setTimeout(() => (this._found = []), 150)}>
      <ul id=${list} role="listbox" aria-label=${t(`shell.pick_${this.kind}`)} ?hidden=${!open}>${
        this._found.map((item, i) => this.#option(item, `${list}-${i}`, i))}</ul>
      <p class="hint" role="status" data-picker-said ?hidden=${!this._said}>${this._said}</p></div>`;
  }

  #option(item, id, i) {
    const {external_id: external, currency, balance, address} = item;
    return html`<li id=${id} role="option" aria-selected=${i === this._active}
        @pointerdown=${(e) => { e.preventDefault(); this.#take(item); }}>
      <span>${item[this.#kind.name]}</span>
      <span class="muted">${external ?? address?.city ?? (this.#isNamesake(item) ? this.#shortId(item) : '')}
      </span>
      ${balance ? html`<rs-money .amount=${balance} .currency=${currency}></rs-money>` : nothing}</li>`;
  }

  /** Where a name does not tell them apart. */
  #isNamesake(item) {
    const {name} = this.#kind;
    return this._found.some((other) => other !== item && other[name] === item[name]);
  }

  #shortId(item) {
    return shortId(item[this.#kind.id]);
  }

  #typed(text) {
    this.text = text;
    this.#send({id: ID.test(text.trim()) ? text.trim() : null, text: text.trim()});
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(text.trim()), PAUSE);
  }

  async #look(text) {
    const asked = ++this.#asked;
    let result = {found: [], said: ''};
    if (text !== '' && !ID.test(text)) {
      try {
        result = await this.#find(text);
      } catch {
        // The id can still be typed.
      }
    }
    if (asked === this.#asked) {
      this._found = result.found;
      this._said = result.said;
      this._active = -1;
    }
  }

  async #find(text) {
    const {path, status, id} = this.#kind;
    const query = {status, currency: this.currency, limit: SHOWN + 2};
    let {items} = await get(path, {...query, q: text});
    if (items.length === 0) {
      ({items} = await get(path, {...query, external_id: text}));
    }
    const found = items.filter((item) => item[id] !== this.except);
    return {found: found.slice(0, SHOWN), said: await this.#sayOf(found.length, text)};
  }

  async #sayOf(count, text) {
    const {currency = ''} = this;
    if (count > SHOWN) {
      return t('shell.pick_more', {count: SHOWN});
    }
    if (count > 0) {
      return '';
    }
    const {items} = await get(this.#kind.path, {q: text, limit: 1000});
    const others = items.filter((item) => item[this.#kind.id] !== this.except).length;
    return t(`shell.pick_no_${this.kind}`, {currency, others});
  }

  #key(press) {
    const steps = {ArrowDown: 1, ArrowUp: -1};
    if (press.key in steps && this._found.length > 0) {
      press.preventDefault();
      const count = this._found.length;
      this._active = this._active < 0 && press.key === 'ArrowUp' ? count - 1
        : (this._active + steps[press.key] + count) % count;
    } else if (press.key === 'Enter' && this._active >= 0 && this._found.length > 0) {
      press.preventDefault();
      this.#take(this._found[this._active]);
    } else if (press.key === 'Escape' && this._found.length > 0) {
      press.preventDefault();
      press.stopPropagation();
      this._found = [];
    }
  }

  #take(item) {
    const text = item[this.#kind.name];
    this.text = item.external_id ? `${text} · ${item.external_id}` : text;
    this._found = [];
    this._said = '';
    clearTimeout(this.#timer);
    this.#asked++;
    this.#send({id: item[this.#kind.id], text, item});
  }

  #send(detail) {
    this.dispatchEvent(new CustomEvent('rs-pick', {detail}));
  }
}

customElements.define('rs-picker', RsPicker);

/** A field of rs-form whose value is the id of an account. */
export function accountField({name, label, required, hint, except, currency, picked = () => {}}) {
  return {name, label, required, hint, kind: 'custom', render: (value, set, field) => html`
    <rs-picker .except=${except} .currency=${currency} .field=${{...field, name}}
      @rs-pick=${({detail}) => { set(detail.id ?? detail.text); picked(detail.item ?? null); }}>
    </rs-picker>`};
}

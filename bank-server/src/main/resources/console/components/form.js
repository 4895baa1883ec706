// <rs-form>: fields for one command.
//
//   <rs-form .fields=${[{name: 'amount', label: t('…'), kind: 'amount', required: true}]}
//     submit-label="…" .send=${(body, key) => post('/api/v1/…', body, {key})}
//     @rs-done=${(e) => e.detail} @rs-cancel=${…}>
//
// kind: text (default), amount (in `currency`, if that is known), date, select (options: [{value,
// label}], or [{label, options}] for a group), or custom, with render(value, set, attributes). A refusal stands beside the field that it names by pointer, or
// that `places` (code → field name) says; else above the button. One key per intention: as long as
// nobody knows whether the command arrived, the fields stay as they are and the key stays, so
// that sending again does it once.

import {html, nothing} from 'lit';
import {live as liveValue} from 'lit/directives/live.js';
import {RsElement} from '../element.js';
import {newKey} from '../api.js';
import {t, tOr} from '../i18n.js';
import {formatExample, fromInput} from '../money.js';
import {describe} from './status.js';

const PLACES = {
  insufficient_funds: 'amount',
  invalid_amount: 'amount',
  balance_overflow: 'amount',
  currency_mismatch: 'currency',
  effective_date_in_future: 'effective_date',
  same_account: 'to_account_id',
  external_id_taken: 'external_id',
};

let forms = 0;

class RsForm extends RsElement {
  static properties = {
    fields: {attribute: false},
    send: {attribute: false},
    places: {attribute: false},
    submitLabel: {attribute: 'submit-label'},
    danger: {type: Boolean},
    values: {attribute: false},
    _errors: {state: true},
    _problem: {state: true},
    _busy: {state: true},
    _unknown: {state: true},
  };

  fields = [];
  places = {};
  values = {};
  _errors = {};
  _problem = '';
  _busy = false;

  /** Nobody knows whether the command arrived. */
  _unknown = false;

  #key = newKey();
  #id = `form-${++forms}`;

  firstUpdated() {
    this.values = Object.fromEntries(
      this.fields.map((field) => [field.name, this.values[field.name] ?? field.value ?? '']));
    this.#focus();
  }

  /** Fields that are elements of their own come a moment later. */
  async #focus() {
    await Promise.all([...this.querySelectorAll('rs-picker')].map((picker) => picker.updateComplete));
    this.querySelector('[data-field]:not([disabled])')?.focus();
  }

  render() {
    return html`<form class="form" novalidate @submit=${this.#submit}>
      ${this.fields.map((field, i) => this.#field(field, i === 0))}
      ${this._problem ? html`<p class="form-problem" role="alert">${this._problem}</p>` : nothing}
      <footer>
        <button type="button" class="button quiet" @click=${this.#cancel}>${
          t('shell.cancel')}</button>
        <button type="submit" class=${`button ${this.danger ? 'danger' : 'primary'}`}
          ?disabled=${this._busy}>${this._busy ? html`<span class="spinner"></span>` : nothing}
          ${this._unknown ? t('shell.send_again') : this.submitLabel}</button>
      </footer>
    </form>`;
  }

  #field(field, first) {
    const error = this._errors[field.name];
    const id = `${this.#id}-${field.name}`;
    const described = [error ? `${id}-error` : '', field.hint ? `${id}-hint` : ''].join(' ').trim();
    return html`<div class=${`field ${field.kind ?? 'text'} ${error ? 'wrong' : ''}`}>
      <label for=${id}>${field.label}${field.required ? nothing
        : html` <span class="optional">${t('shell.optional')}</span>`}</label>
      ${this.#input(field, {id, described, first, invalid: Boolean(error)})}
      ${error ? html`<p class="field-error" id=${`${id}-error`} role="alert"
        data-error=${field.name}>${error}</p>` : nothing}
      ${field.hint ? html`<p class="hint" id=${`${id}-hint`}>${field.hint}</p>` : nothing}
    </div>`;
  }

  #input(field, {id, described, first, invalid}) {
    const value = this.values[field.name] ?? '';
    const disabled = this._busy || this._unknown;
    const set = (text) => this.#set(field, text);
    if (field.kind === 'custom') {
      return field.render(value, set, {id, described, first, invalid, disabled});
    }
    if (field.kind === 'select') {
      return html`<select id=${id} data-field=${field.name} ?disabled=${disabled} ?autofocus=${first}
          aria-invalid=${invalid ? 'true' : nothing} aria-describedby=${described || nothing}
          @change=${(e) => set(e.target.value)}>${
            field.options.map((each) => choice(each, value))}</select>`;
    }
    return html`<input id=${id} data-field=${field.name} type=${field.kind === 'date' ? 'date' : 'text'}
      inputmode=${field.kind === 'amount' ? 'decimal' : nothing} autocomplete="off"
      maxlength=${field.max ?? nothing} .value=${liveValue(value)} ?disabled=${disabled} ?autofocus=${first}
      aria-required=${field.required ? 'true' : nothing} aria-invalid=${invalid ? 'true' : nothing}
      aria-describedby=${described || nothing} @input=${(e) => set(e.target.value)}>`;
  }

  #set(field, text) {
    this.values = {...this.values, [field.name]: text};
    if (this._errors[field.name]) {
      this._errors = {...this._errors, [field.name]: undefined};
    }
    this.dispatchEvent(new CustomEvent('rs-input', {detail: {name: field.name, value: text}}));
  }

  #cancel() {
    this.dispatchEvent(new CustomEvent('rs-cancel', {bubbles: true}));
  }

  async #submit(submit) {
    submit.preventDefault();
    if (this._busy || !this.#complete()) {
      return;
    }
    this._busy = true;
    this._problem = '';
    this._errors = {};
    try {
      const answer = await this.send(this.#body(), this.#key);
      this._unknown = false;
      this.#key = newKey();
      this.dispatchEvent(new CustomEvent('rs-done', {detail: answer, bubbles: true}));
    } catch (e) {
      this.#refused(e);
    } finally {
      this._busy = false;
    }
    await this.updateComplete;
    this.querySelector('[aria-invalid=true]')?.focus();
  }

  #complete() {
    const missing = this.fields.filter((field) => field.required && !this.values[field.name]?.trim());
    this._errors = Object.fromEntries(missing.map((field) => [field.name, t('shell.required')]));
    const first = missing[0];
    if (first) {
      this.querySelector(`[data-field="${first.name}"]`)?.focus();
    }
    return !first;
  }

  /** What was left empty is left out. */
  #body() {
    const given = this.fields
      .map((field) => [field, this.values[field.name]?.trim() ?? ''])
      .filter(([, value]) => value !== '');
    return Object.fromEntries(given.map(([field, value]) =>
      [field.name, field.kind === 'amount' ? fromInput(value) : value]));
  }

  /** How an amount is written in the currency of the field, or in the one that is chosen. */
  #exampleFor(name) {
    const field = this.fields.find((each) => each.name === name);
    const currency = field?.currency ?? this.values.currency ?? '';
    return {currency, example: formatExample(currency)};
  }

  #refused(error) {
    if (!error.status || error.status >= 500) {
      if (!error.status && error.name !== 'Error') {
        console.error(error);
      }
      this._unknown = true;
      this._problem = t('shell.outcome_unknown');
      return;
    }
    this._unknown = false;
    this.#key = newKey(); // A refusal is an answer: what is sent next is another intention.
    const names = new Set(this.fields.map((field) => field.name));
    const rest = [];
    for (const {pointer, code, detail} of error.errors) {
      const name = pointer.split('/')[1];
      const text = tOr(`shell.field_${code}`, detail, this.#exampleFor(name));
      names.has(name) ? this._errors = {...this._errors, [name]: text} : rest.push(text);
    }
    const place = {...PLACES, ...this.places}[error.code];
    if (error.errors.length === 0) {
      const said = error.code === 'invalid_amount'
        ? t('shell.field_invalid_amount', this.#exampleFor(place)) : describe(error);
      names.has(place) ? this._errors = {[place]: said} : rest.push(said);
    }
    this._problem = rest.join(' ');
  }
}

function choice({value, label, options}, chosen) {
  return options ? html`<optgroup label=${label}>${options.map((each) => choice(each, chosen))}</optgroup>`
    : html`<option value=${value} ?selected=${value === chosen}>${label}</option>`;
}

customElements.define('rs-form', RsForm);

// <rs-event-filters .query>: what of the log is looked for, as the address says it.

import {html, nothing} from 'lit';
import {RsElement} from '../element.js';
import {setQuery} from '../router.js';
import {TYPES, eventName} from '../events.js';
import {t} from '../i18n.js';

const TYPING = 350;

export const FILTERS = ['category', 'type', 'stream', 'correlation', 'actor', 'from', 'to', 'before'];

class RsEventFilters extends RsElement {
  static properties = {query: {attribute: false}, _unfolded: {state: true}};

  query = {};
  _unfolded = false;
  #typing = {};
  #timer = 0;

  connectedCallback() {
    super.connectedCallback();
    this.whileConnected(() => clearTimeout(this.#timer));
  }

  render() {
    const {category} = this.query;
    const types = [...new Set(category ? TYPES[category] ?? [] : Object.values(TYPES).flat())];
    return html`<div class=${`filters event-filters ${this._unfolded ? 'unfolded' : ''}`} role="search">
      ${this.#select('category', Object.keys(TYPES).map((name) => [name, t(`shell.category_${name}`)]))}
      ${this.#select('type', types.map((type) => [type, eventName(type)]))}
      <button type="button" class="link fold" aria-expanded=${this._unfolded}
        @click=${() => (this._unfolded = !this._unfolded)}>${t(this._unfolded
          ? 'events.fewer_filters' : 'events.more_filters')}</button>
      ${this.#input('stream', 'text', t('events.stream_hint'))}
      ${this.#input('correlation', 'text', t('events.correlation_hint'))}
      ${this.#input('actor', 'text', t('events.actor_hint'))}
      ${this.#input('before', 'number', t('events.before_hint'))}
      ${this.#input('from', 'date')}
      ${this.#input('to', 'date')}
      ${FILTERS.some((name) => this.query[name]) ? html`<button type="button" class="link" data-clear
        @click=${() => setQuery(Object.fromEntries(FILTERS.map((name) => [name, null])))}>${
          t('events.clear')}</button>` : nothing}
    </div>`;
  }

  #select(name, options) {
    return html`<div class="labelled"><label for=${`filter-${name}`}>${t(`events.${name}`)}</label>
      <select id=${`filter-${name}`} @change=${(e) => this.#choose(name, e.target.value)}>
        <option value="">${t(`events.any_${name}`)}</option>
        ${options.map(([value, label]) => html`<option value=${value}
          ?selected=${value === this.query[name]}>${label}</option>`)}</select></div>`;
  }

  /** A type belongs to a category: another one would show nothing. */
  #choose(name, value) {
    const stray = name === 'category' && value && !TYPES[value]?.includes(this.query.type);
    setQuery({[name]: value || null, ...(stray ? {type: null} : {})});
  }

  #input(name, type, placeholder = '') {
    return html`<div class=${`labelled filter-${name}`}><label for=${`filter-${name}`}>${
      t(`events.${name}`)}</label>
      <input id=${`filter-${name}`} type=${type} min=${type === 'number' ? '1' : nothing}
        autocomplete="off" spellcheck="false" placeholder=${placeholder || nothing}
        .value=${this.query[name] ?? ''} @input=${(e) => this.#typed(name, e.target.value)}></div>`;
  }

  #typed(name, value) {
    this.#typing = {...this.#typing, [name]: value.trim() || null};
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      setQuery(this.#typing);
      this.#typing = {};
    }, TYPING);
  }
}

customElements.define('rs-event-filters', RsEventFilters);

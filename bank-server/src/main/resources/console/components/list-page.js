// A page that lists one kind of thing: searched as one types, filtered, sorted, kept up to date,
// and all of that in the address. A subclass says what is listed:
//
//   name          of its messages: NAME.title, lead, search, count({shown, all, more}), none,
//                 none_text, no_match, no_match_text, and any_FILTER, FILTER for each filter
//   path, category   of the list in the API, and of the streams of what is listed
//   idOf(item), textsOf(item), orders, columns()
//   filters(items)   → [[name, [[value, label], …], (item, value) => boolean], …]
//   hrefOf(item), rowClass(item), actions(), dialogs(), changesAll(event)
//   aside(foundWithout)    beside the table; foundWithout(name) is what is found without a filter

import {html, nothing} from 'lit';
import {Load, RsElement} from '../element.js';
import {get, pages} from '../api.js';
import {live} from '../live.js';
import {navigate, setQuery} from '../router.js';
import {streamOf} from '../events.js';
import {matcher} from '../fold.js';
import {t} from '../i18n.js';
import {emptyState, status} from './status.js';
import {icon} from './icons.js';
import './table.js';

/** So many are kept here, to search as one types; of a larger bank the server searches the rest. */
const HELD_MAX = 10_000;

/** More changes at once than this are cheaper to load in one list. */
const SINGLY_MAX = 20;
const PAUSE = 250;

export class ListPage extends RsElement {
  static properties = {params: {attribute: false}, query: {attribute: false}};

  list = new Load(this, (signal) => this.#fetch(signal),
    {on: (event) => this.changesAll(event), wait: 3000});
  #changed = new Map();
  #timer = 0;

  connectedCallback() {
    super.connectedCallback();
    this.whileConnected(live.subscribe((events) => this.#hear(events)));
    this.whileConnected(() => clearTimeout(this.#timer));
  }

  willUpdate(changed) {
    const before = changed.get('query');
    if (before && this.list.data?.more && this.#asked(before) !== this.#asked(this.query)) {
      this.#later(() => this.list.reload());
    }
  }

  #asked(query) {
    return JSON.stringify(this.serverFilters(query));
  }

  /** What the server can look for where not everything is here. */
  serverFilters({q, status: chosen}) {
    return {q, status: chosen};
  }

  /** Whether an event of another category changes what is shown here. */
  changesAll() {
    return false;
  }

  rowClass() {
    return '';
  }

  filters() {
    return [];
  }

  actions() {
    return nothing;
  }

  aside() {
    return nothing;
  }

  dialogs() {
    return nothing;
  }

  async #fetch(signal) {
    const items = [];
    for await (const page of pages(this.path, {}, {signal})) {
      items.push(...page);
      if (items.length >= HELD_MAX) {
        return {items: await this.#withFound(items, signal), more: true};
      }
    }
    return {items, more: false};
  }

  async #withFound(items, signal) {
    const asked = this.serverFilters(this.query);
    if (!Object.values(asked).some(Boolean)) {
      return items;
    }
    const known = new Set(items.map((item) => this.idOf(item)));
    const found = await get(this.path, {...asked, limit: 1000}, {signal});
    return [...items, ...found.items.filter((item) => !known.has(this.idOf(item)))];
  }

  /** Only what changed is asked for again. */
  #hear(events) {
    for (const event of events) {
      const {category, id} = streamOf(event.stream);
      if (category === this.category) {
        this.#changed.set(id, event.position);
      }
    }
    if (this.#changed.size > 0) {
      this.#later(() => this.#refresh());
    }
  }

  #later(work) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(work, PAUSE);
  }

  async #refresh() {
    const changed = [...this.#changed];
    this.#changed.clear();
    if (changed.length > SINGLY_MAX || !this.list.data) {
      return this.list.reload();
    }
    try {
      const fresh = await Promise.all(changed.map(([id, position]) =>
        get(`${this.path}/${encodeURIComponent(id)}`, {min_position: position})));
      const byId = new Map(fresh.map((item) => [this.idOf(item), item]));
      const kept = this.list.data.items.map((item) => {
        const newer = byId.get(this.idOf(item));
        byId.delete(this.idOf(item));
        return newer ?? item;
      });
      this.list.data = {...this.list.data, items: [...kept, ...byId.values()]};
      this.requestUpdate();
    } catch {
      this.list.reload();
    }
  }

  say(key, values) {
    return t(`${this.name}.${key}`, values);
  }

  render() {
    return html`
      <div class="page-head">
        <div><h1>${this.say('title')}</h1><p>${this.say('lead')}</p></div>
        <div class="actions">${this.actions()}</div>
      </div>
      ${status(this.list, (data) => this.#show(data), {
        isEmpty: (data) => data.items.length === 0,
        empty: () => emptyState(this.say('none'), this.say('none_text')),
      })}
      ${this.dialogs()}`;
  }

  #show({items, more}) {
    const filters = this.filters(items);
    const found = items.filter(this.#fits(filters));
    const aside = this.aside((name) =>
      items.filter(this.#fits(filters.filter(([other]) => other !== name))));
    return html`${this.#bar(filters)}
      <p class="muted count" role="status">${this.say('count',
        {shown: found.length, all: items.length, more})}</p>
      <div class=${aside === nothing ? '' : 'grid'}>
        <div class=${`panel flush ${aside === nothing ? '' : 'span-9'}`}>${found.length === 0
          ? emptyState(this.say('no_match'), this.say('no_match_text'))
          : this.#table(found)}</div>${aside}</div>`;
  }

  #table(found) {
    return html`<rs-table label=${this.say('title')} .columns=${this.columns()}
      .rows=${this.#sorted(found)} .rowKey=${(item) => this.idOf(item)} .rowHeight=${48} openable
      .rowClass=${(item) => this.rowClass(item)} .sort=${this.#sort()} @rs-sort=${this.#sortBy}
      @rs-open=${(e) => navigate(this.hrefOf(e.detail.row))}></rs-table>`;
  }

  #bar(filters) {
    return html`<div class="filters" role="search">
      <div class="search">${icon('search')}
        <label class="visually-hidden" for="search">${this.say('search')}</label>
        <input id="search" type="search" placeholder=${this.say('search')} .value=${this.query.q ?? ''}
          @input=${(e) => setQuery({q: e.target.value || null})}></div>
      ${filters.map(([name, options]) => this.#select(name, options))}
    </div>`;
  }

  #select(name, options) {
    const chosen = this.query[name] ?? '';
    return html`<label class="visually-hidden" for=${`filter-${name}`}>${this.say(name)}</label>
      <select id=${`filter-${name}`} @change=${(e) => setQuery({[name]: e.target.value || null})}>
        <option value="" ?selected=${chosen === ''}>${this.say(`any_${name}`)}</option>
        ${options.map(([value, label]) => html`
          <option value=${value} ?selected=${value === chosen}>${label}</option>`)}</select>`;
  }

  #fits(filters) {
    const matches = matcher(this.query.q ?? '');
    const asked = filters.map(([name, , fits]) => [this.query[name], fits]).filter(([value]) => value);
    return (item) => asked.every(([value, fits]) => fits(item, value)) && matches(this.textsOf(item));
  }

  #sort() {
    const asked = this.query.sort ?? '';
    const key = asked.replace(/^-/, '');
    return key in this.orders ? {key, descending: asked.startsWith('-')} : null;
  }

  #sortBy({detail: {key, descending}}) {
    setQuery({sort: (descending ? '-' : '') + key});
  }

  #sorted(items) {
    const sort = this.#sort();
    if (!sort) {
      return items;
    }
    const order = this.orders[sort.key];
    return items.toSorted((a, b) => sort.descending ? order(b, a) : order(a, b));
  }
}

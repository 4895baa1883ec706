// The log, newest first, and its end as it grows. The address says what is looked for.

import {html, nothing} from 'lit';
import {Load, RsElement} from '../element.js';
import {get} from '../api.js';
import {live} from '../live.js';
import {href, setQuery} from '../router.js';
import {number} from '../format.js';
import {negate} from '../money.js';
import {TYPES, directionOf, eventName, isMoney, streamOf, whatFor, who} from '../events.js';
import {t} from '../i18n.js';
import {openEvent} from '../components/event-drawer.js';
import {icon} from '../components/icons.js';
import {emptyState, status} from '../components/status.js';
import '../components/table.js';
import '../components/time.js';

const PAGE = 200;

/** A tail that runs for hours keeps so many rows. */
const HELD_MAX = 2_000;
const TYPING = 350;

/** What comes within it is asked for at once, with names and amounts. */
const TAIL_PAUSE = 200;

const FILTERS = ['category', 'type', 'stream', 'correlation', 'actor', 'from', 'to', 'before'];

class RsPageEvents extends RsElement {
  static properties = {
    params: {attribute: false},
    query: {attribute: false},
    _paused: {state: true},
    _waiting: {state: true},
    _unfolded: {state: true},
  };

  _paused = false;
  _waiting = [];
  _unfolded = false;

  #log = new Load(this, (signal) => this.#fetch(signal), {manual: true});
  #asked = null;
  #scrolled = false;
  #older = false;
  #typing = {};
  #timer = 0;
  #heard = [];
  #tailing = 0;

  connectedCallback() {
    super.connectedCallback();
    this.whileConnected(live.subscribe((events, again) => this.#hear(events, again)));
    this.whileConnected(() => clearTimeout(this.#timer));
    this.whileConnected(() => clearTimeout(this.#tailing));
  }

  willUpdate(changed) {
    const asked = JSON.stringify(this.#filters());
    if (changed.has('query') && asked !== this.#asked) {
      this.#asked = asked;
      this._waiting = [];
      this.#log.restart();
    }
  }

  #filters() {
    return Object.fromEntries(FILTERS.map((name) => [name, this.query[name] ?? null]));
  }

  async #fetch(signal) {
    const page = await get('/api/v1/audit', {...this.#filters(), limit: PAGE}, {signal});
    this._waiting = [];
    return {entries: page.items, more: page.next_cursor !== null};
  }

  async #loadOlder() {
    const data = this.#log.data;
    if (this.#older || !data?.more) {
      return;
    }
    this.#older = true;
    try {
      const page = await get('/api/v1/audit',
        {...this.#filters(), limit: PAGE, before: data.entries.at(-1).position});
      if (this.#log.data) {
        const {entries} = this.#log.data;
        this.#log.data = {entries: [...entries, ...page.items], more: page.next_cursor !== null};
        this.requestUpdate();
      }
    } catch {
      // The next scroll asks again.
    } finally {
      this.#older = false;
    }
  }

  /** What has an end in the past has no tail. */
  get #hasTail() {
    return !this.query.to && !this.query.before;
  }

  #hear(events, again) {
    if (!this.#log.data || !this.#hasTail) {
      return;
    }
    if (again) {
      this.#log.reload();
      return;
    }
    this.#heard.push(...events.filter((event) => this.#wanted(event)).map((event) => event.position));
    if (this.#heard.length > 0) {
      this.#tailing ||= setTimeout(() => this.#catchUp(), TAIL_PAUSE);
    }
  }

  async #catchUp() {
    const heard = this.#heard;
    const asked = this.#asked;
    this.#heard = [];
    this.#tailing = 0;
    if (heard.length > PAGE && !this._paused && !this.#scrolled) {
      return this.#log.reload();
    }
    try {
      const page = await get('/api/v1/audit', {...this.#filters(), min_position: heard.at(-1),
        limit: Math.min(HELD_MAX / 2, heard.length)});
      if (asked === this.#asked && this.#log.data) {
        this.#flowIn(page.items);
      }
    } catch {
      this.#log.reload();
    }
  }

  #flowIn(entries) {
    const newest = this._waiting[0]?.position ?? this.#log.data.entries[0]?.position ?? 0;
    const fresh = entries.filter((entry) => entry.position > newest)
      .map((entry) => ({...entry, fresh: true}));
    if (fresh.length === 0) {
      return;
    }
    if (this._paused || this.#scrolled) {
      this._waiting = [...fresh, ...this._waiting].slice(0, HELD_MAX);
    } else {
      this.#show(fresh);
    }
  }

  #show(fresh) {
    const {entries, more} = this.#log.data;
    const all = [...fresh, ...entries];
    this.#log.data = {entries: all.slice(0, HELD_MAX), more: more || all.length > HELD_MAX};
    this.requestUpdate();
  }

  #wanted(event) {
    const {category, type, stream, correlation, actor, from} = this.query;
    return (!category || streamOf(event.stream).category === category)
      && (!type || event.type === type)
      && (!stream || event.stream === stream)
      && (!correlation || event.metadata.correlation_id === correlation.toLowerCase())
      && (!actor || event.metadata.actor === actor)
      && (!from || event.recorded_at >= from);
  }

  #goOn() {
    this._paused = false;
    this.#scrolled = false;
    this.querySelector('.table-scroll')?.scrollTo(0, 0);
    const waiting = this._waiting;
    this._waiting = [];
    if (waiting.length >= HELD_MAX) {
      this.#log.reload();
    } else if (waiting.length > 0) {
      this.#show(waiting);
    }
  }

  render() {
    return html`
      <div class="page-head">
        <div><h1>${t('events.title')}</h1><p>${t('events.lead')}</p></div>
        <div class="actions">${this.#tail()}</div>
      </div>
      ${this.#filterBar()}
      ${status(this.#log, (data) => this.#list(data), {
        isEmpty: (data) => data.entries.length === 0,
        empty: () => emptyState(t('events.none'), t('events.none_text')),
      })}`;
  }

  #tail() {
    if (!this.#hasTail) {
      return html`<span class="tag">${t('events.no_tail')}</span>`;
    }
    return html`${this._waiting.length === 0 ? nothing : html`
        <button type="button" class="button" data-waiting @click=${this.#goOn}>${icon('up')} ${
          t('events.waiting', {count: this._waiting.length})}</button>`}
      <button type="button" class="button" data-pause aria-pressed=${this._paused}
        @click=${() => this._paused ? this.#goOn() : (this._paused = true)}>${
          icon(this._paused ? 'play' : 'pause')} ${t(this._paused ? 'events.go_on' : 'events.pause')}
      </button>`;
  }

  #filterBar() {
    const {category} = this.query;
    const types = [...new Set(category ? TYPES[category] ?? [] : Object.values(TYPES).flat())];
    return html`<div class=${`filters event-filters ${this._unfolded ? 'unfolded' : ''}`} role="search">
      ${this.#select('category', Object.keys(TYPES).map((name) => [name, tOrName(name)]))}
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

  #list({entries, more}) {
    return html`<div class="panel flush">
      <rs-table label=${t('events.title')} .columns=${this.#columns()} .rows=${entries}
        .rowKey=${(entry) => entry.position} .rowHeight=${42} openable
        .rowClass=${(entry) => entry.fresh ? 'fresh' : ''}
        @rs-open=${(e) => openEvent(e.detail.row.position)}
        @scroll=${{handleEvent: (e) => this.#look(e.target), capture: true}}></rs-table></div>
      <p class="muted count" role="status">${t('events.count',
        {count: entries.length, more})}</p>`;
  }

  #look(scroller) {
    this.#scrolled = scroller.scrollTop > 60;
    if (!this.#scrolled && !this._paused && this._waiting.length > 0) {
      this.#goOn();
    }
    if (scroller.scrollTop + scroller.clientHeight > scroller.scrollHeight - 800) {
      this.#loadOlder();
    }
  }

  #columns() {
    return [
      {key: 'position', label: t('shell.position'), width: '5.8rem', wide: true, align: 'end',
        render: (entry) => html`<span class="muted">${number(entry.position)}</span>`},
      {key: 'type', label: t('events.type'), width: '10.8rem', narrow: '7.4rem',
        render: (entry) => html`<span title=${entry.type}>${eventName(entry.type)}</span>`},
      {key: 'who', label: t('shell.who'), render: (entry) => this.#who(entry)},
      {key: 'amount', label: t('shell.amount'), width: '8rem', narrow: '7.6rem', align: 'end',
        render: (entry) => isMoney(entry.amount) ? html`<rs-money signed .currency=${entry.amount.currency}
          .amount=${directionOf(entry) === 'out' ? negate(entry.amount.amount) : entry.amount.amount}>
          </rs-money>` : nothing},
      {key: 'reason', label: t('events.reason'), wide: true,
        render: (entry) => html`<span title=${whatFor(entry) || nothing}>${whatFor(entry)}</span>`},
      {key: 'time', label: t('shell.recorded'), width: '13rem', wide: true, align: 'end',
        render: (entry) => html`<span class="muted"><rs-time mode="short" .at=${entry.recorded_at}></rs-time></span>`},
      {key: 'correlation', label: t('shell.correlation'), width: '4.2rem', wide: true, hidden: true,
        render: (entry) => html`<a class="button quiet square small" title=${t('events.story')}
          aria-label=${t('events.story')} href=${href('/correlations/:id', {id: entry.correlation_id})}>
          ${icon('story')}</a>`},
    ];
  }

  #who(entry) {
    const {name, page} = who(entry);
    return page ? html`<a href=${page} title=${entry.stream}>${name}</a>`
      : html`<button type="button" class="link" title=${entry.stream}
          @click=${() => setQuery({stream: entry.stream}, {push: true})}>${name}</button>`;
  }
}

customElements.define('rs-page-events', RsPageEvents);

function tOrName(category) {
  return t(`shell.category_${category}`);
}

import {html, nothing} from 'lit';
import {Load, RsElement} from '../element.js';
import {get} from '../api.js';
import {TYPES, eventName, who} from '../events.js';
import {setQuery} from '../router.js';
import {saveCsv} from '../csv.js';
import {number} from '../format.js';
import {isZero} from '../money.js';
import {t} from '../i18n.js';
import {emptyState, status} from '../components/status.js';
import {icon} from '../components/icons.js';
import {openEvent} from '../components/event-drawer.js';
import '../components/table.js';

const PAGE = 200;
const PAUSE = 300;
const FILTERS = ['actor', 'type', 'stream', 'correlation', 'from', 'to'];
const COLUMNS = ['position', 'recorded_at', 'actor', 'type', 'stream', 'version', 'reason',
  'event_id', 'correlation_id', 'causation_id'];
const ALL_TYPES = [...new Set(Object.values(TYPES).flat())];

class RsPageAudit extends RsElement {
  static properties = {params: {attribute: false}, query: {attribute: false}};

  #pages = 1;
  #timer = 0;
  #trail = new Load(this, (signal) => this.#fetch(signal), {on: () => true, wait: 2000});
  #balance = new Load(this, (signal) => get('/api/v1/reports/trial-balance',
    {as_of: this.query.as_of, known_at: this.query.known_at}, {signal}),
    {on: () => !this.query.known_at, wait: 3000});

  connectedCallback() {
    super.connectedCallback();
    this.whileConnected(() => clearTimeout(this.#timer));
  }

  willUpdate(changed) {
    const before = changed.get('query');
    if (before && differs(before, this.query, FILTERS)) {
      this.#pages = 1;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#trail.reload(), PAUSE);
    }
    if (before && differs(before, this.query, ['as_of', 'known_at'])) {
      this.#balance.reload();
    }
  }

  async #fetch(signal) {
    const asked = Object.fromEntries(FILTERS.map((name) => [name, this.query[name]]));
    const items = [];
    let cursor = null;
    for (let page = 0; page < this.#pages && (page === 0 || cursor !== null); page++) {
      const found = await get('/api/v1/audit', {...asked, limit: PAGE, cursor}, {signal});
      items.push(...found.items);
      cursor = found.next_cursor;
    }
    return {items, more: cursor !== null};
  }

  render() {
    return html`
      <div class="page-head"><div><h1>${t('audit.title')}</h1><p>${t('audit.lead')}</p></div></div>
      ${this.#trialBalance()}
      <section aria-labelledby="trail">
        <div class="section-head"><h2 id="trail">${t('audit.trail')}</h2>
          <button type="button" class="button" data-export ?disabled=${!this.#trail.data?.items.length}
            @click=${() => this.#save()}>${icon('download')} ${t('audit.export')}</button></div>
        ${this.#filters()}
        ${status(this.#trail, (data) => this.#list(data), {
          isEmpty: (data) => data.items.length === 0,
          empty: () => this.#filtered()
            ? emptyState(t('audit.no_match'), t('audit.no_match_text'))
            : emptyState(t('audit.none'), t('audit.none_text')),
        })}
      </section>`;
  }

  #trialBalance() {
    const {as_of: asOf = '', known_at: knownAt = ''} = this.query;
    return html`<section class="panel trial" aria-labelledby="trial-balance">
      <header><h2 id="trial-balance">${t('audit.trial_balance')}</h2></header>
      <div class="filters">
        <label class="labelled"><span>${t('audit.as_of')}</span><input type="date" id="as-of"
          .value=${asOf.slice(0, 10)} @change=${(e) => setQuery({as_of: e.target.value || null},
            {push: true})}></label>
        <label class="labelled"><span>${t('audit.known_at')}</span><input type="datetime-local"
          id="known-at" step="1" .value=${localOf(knownAt)} @change=${(e) =>
            setQuery({known_at: instantOf(e.target.value)}, {push: true})}></label>
        ${asOf || knownAt ? html`<button type="button" class="button quiet" data-now
          @click=${() => setQuery({as_of: null, known_at: null})}>${t('audit.now')}</button>` : nothing}
      </div>
      ${status(this.#balance, (report) => this.#balances(report), {
        isEmpty: (report) => report.items.length === 0,
        empty: () => emptyState(t('audit.no_movements'), t('audit.no_movements_text')),
      })}</section>`;
  }

  #balances({items, as_of: asOf, known_at: knownAt}) {
    const money = (row, name, label) => html`<td class="end" data-label=${t(`audit.${label}`)}><rs-money bare .amount=${row[name]}
      .currency=${row.currency}></rs-money></td>`;
    return html`<div class="scrolling"><table class="ledger" data-trial-balance>
        <caption class="visually-hidden">${t('audit.trial_balance')}</caption>
        <thead><tr><th scope="col">${t('audit.currency')}</th>
          <th scope="col" class="end">${t('audit.accounts_hold')}</th>
          <th scope="col" class="end">${t('audit.outside_world')}</th>
          <th scope="col" class="end">${t('audit.sum')}</th>
          <th scope="col"><span class="visually-hidden">${t('audit.verdict')}</span></th></tr></thead>
        <tbody>${items.map((row) => html`<tr data-currency=${row.currency}>
          <th scope="row">${row.currency} <small>${t('audit.account_count',
            {count: row.account_count})}</small></th>
          ${money(row, 'accounts', 'accounts_hold')}${money(row, 'outside_world', 'outside_world')}
          ${money(row, 'sum', 'sum')}
          <td>${isZero(row.sum)
            ? html`<span class="tag good" data-balanced>${icon('check')} ${t('audit.balanced')}</span>`
            : html`<span class="tag bad">${icon('warning')} ${t('audit.unbalanced')}</span>`}</td>
        </tr>`)}</tbody></table></div>
      <p class="muted said">${asOf === null ? t('audit.said_all')
          : html`${t('audit.said_as_of')} <rs-time .at=${asOf}></rs-time>.`}
        ${typeof knownAt === 'number' ? t('audit.said_position', {position: number(knownAt)})
          : html`${t('audit.said_known_at')} <rs-time .at=${knownAt}></rs-time>.`}</p>`;
  }

  #filtered() {
    return FILTERS.some((name) => this.query[name]);
  }

  #filters() {
    const input = (name, type = 'text', list = null) => html`<label class="labelled">
      <span>${t(`audit.${name}`)}</span>
      <input id=${`filter-${name}`} type=${type} .value=${this.query[name] ?? ''} autocomplete="off"
        list=${list ?? nothing} @input=${(e) => setQuery({[name]: e.target.value.trim() || null})}>
      </label>`;
    return html`<div class="filters audit-filters" role="search">
      ${input('actor')}${input('type', 'text', 'types')}${input('stream')}${input('correlation')}
      ${input('from', 'date')}${input('to', 'date')}
      <datalist id="types">${ALL_TYPES.map((type) =>
        html`<option value=${type}>${eventName(type)}</option>`)}</datalist>
      ${this.#filtered() ? html`<button type="button" class="button quiet" data-clear
        @click=${() => setQuery(Object.fromEntries(FILTERS.map((name) => [name, null])))}>${
          t('audit.clear')}</button>` : nothing}
    </div>`;
  }

  #list({items, more}) {
    return html`<div class="panel list"><rs-table openable label=${t('audit.trail')}
        .columns=${this.#columns()} .rows=${items} .rowKey=${(entry) => entry.position}
        .rowHeight=${48} @rs-open=${(e) => openEvent(e.detail.row.position)}></rs-table></div>
      <p class="more"><span class="muted" data-count>${t('audit.count',
          {count: items.length, more})}</span>
        ${more ? html`<button type="button" class="button" data-more
          ?disabled=${this.#trail.loading} @click=${() => this.#older()}>${t('audit.older')}</button>`
          : nothing}</p>`;
  }

  #older() {
    this.#pages++;
    this.#trail.reload();
  }

  #columns() {
    return [
      {key: 'recorded', label: t('audit.recorded'), width: '14.5rem', wide: true,
        render: (entry) => html`<rs-time .at=${entry.recorded_at}></rs-time>`},
      {key: 'type', label: t('audit.type'), render: (entry) => html`<button type="button"
        class="link" tabindex="-1" title=${entry.type} @click=${() => openEvent(entry.position)}>${
          eventName(entry.type)}</button>
        <span class="below muted"><rs-time .at=${entry.recorded_at}></rs-time></span>`},
      {key: 'actor', label: t('audit.actor'), width: '7.5rem', render: (entry) => entry.actor},
      {key: 'stream', label: t('shell.who'), wide: true, width: '14rem', render: streamLink},
      {key: 'reason', label: t('audit.reason'), width: '13%', wide: true,
        render: (entry) => entry.reason ?? ''},
      {key: 'position', label: t('audit.position'), width: '5.5rem', align: 'end',
        render: (entry) => number(entry.position)},
    ];
  }

  #save() {
    saveCsv('audit', COLUMNS.map((name) => [name, (entry) => entry[name]]), this.#trail.data.items);
  }
}

function differs(before, after, names) {
  return names.some((name) => before[name] !== after[name]);
}

function streamLink(entry) {
  const {name, page} = who(entry);
  return page ? html`<a tabindex="-1" title=${entry.stream} href=${page}>${name}</a>`
    : html`<span title=${entry.stream}>${name}</span>`;
}

/** What a field of local time shows for an instant, and the other way round. */
function localOf(instant) {
  if (!/T/.test(instant)) {
    return '';
  }
  const at = new Date(instant);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

function instantOf(local) {
  return local === '' ? null : new Date(local).toISOString();
}

customElements.define('rs-page-audit', RsPageAudit);

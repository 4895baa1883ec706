// <rs-search>: finds accounts, customers, transactions, events and pages from anywhere. show()
// opens it; arrow keys choose, Enter goes there. Names are looked for by the server; transactions
// among the newest of the log; a number is the position of an event, an id whatever it names.

import {html, nothing} from 'lit';
import {RsElement} from '../element.js';
import {get} from '../api.js';
import {PAGES} from '../registry.js';
import {href, navigate, route} from '../router.js';
import {dateTime, number} from '../format.js';
import {formatMoney} from '../money.js';
import {eventName, isMoney, whatFor, who} from '../events.js';
import {fold, matcher} from '../fold.js';
import {t} from '../i18n.js';
import {icon} from './icons.js';
import './dialog.js';

const PAUSE = 150;
const SHOWN = 5;
const NEWEST = 1000;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const STREAMS = {account: '/accounts/:id', customer: '/customers/:id',
  standing_order: '/standing-orders/:id'};

class RsSearch extends RsElement {
  static properties = {_text: {state: true}, _found: {state: true}, _active: {state: true},
    _busy: {state: true}};

  _text = '';
  _found = [];
  _active = 0;
  _busy = false;
  #timer = 0;
  #asked = 0;
  #newest = null;

  async show() {
    this._text = '';
    this._found = [];
    this.#newest = null;
    await this.updateComplete;
    await this.querySelector('rs-dialog').show();
    this.querySelector('input').focus();
  }

  render() {
    return html`<rs-dialog .heading=${t('shell.search')} .content=${() => this.#content()}></rs-dialog>`;
  }

  #content() {
    const open = this._found.length > 0;
    return html`<div class="search finder">${icon('search')}
        <input id="find" type="text" role="combobox" autocomplete="off" spellcheck="false"
          aria-label=${t('shell.search')} aria-expanded=${open} aria-controls="found"
          aria-activedescendant=${open ? `found-${this._active}` : nothing}
          placeholder=${t('shell.search_hint')} .value=${this._text}
          @input=${(e) => this.#typed(e.target.value)} @keydown=${(press) => this.#key(press)}></div>
      <ul id="found" role="listbox" aria-label=${t('shell.search_results')} class="found" ?hidden=${!open}>
        ${this._found.map((item, i) => this.#item(item, i))}</ul>
      <p class="hint" role="status">${this.#said(open)}</p>`;
  }

  #said(open) {
    if (this._text.trim() === '') {
      return t('shell.search_says');
    }
    return this._busy ? t('shell.loading') : open ? nothing : t('shell.search_none');
  }

  #item({kind, label, detail}, i) {
    return html`<li id=${`found-${i}`} role="option" aria-selected=${i === this._active}
        data-found=${kind} @click=${() => this.#go(i)}>
      <span class="found-kind">${t(`shell.found_${kind}`)}</span>
      <span class="found-label">${label}</span> <span class="muted">${detail}</span></li>`;
  }

  #typed(text) {
    this._text = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(text.trim()), PAUSE);
  }

  async #look(text) {
    const asked = ++this.#asked;
    this._busy = true;
    const found = text === '' ? [] : await this.#find(text);
    if (asked === this.#asked) {
      this._found = found;
      this._active = 0;
      this._busy = false;
    }
  }

  async #find(text) {
    const ways = ID.test(text) ? [ofId(text)]
      : [ofPosition(text), accounts(text), customers(text), this.#transactions(text), pagesOf(text)];
    const found = await Promise.allSettled(ways);
    return found.flatMap((way) => way.status === 'fulfilled' ? way.value : []);
  }

  async #transactions(text) {
    this.#newest ??= get('/api/v1/audit', {limit: NEWEST}).then((page) => page.items);
    const fits = matcher(text);
    return (await this.#newest).filter((entry) => isMoney(entry.amount) && fits(textsOf(entry)))
      .slice(0, SHOWN).map((entry) => eventItem('transaction', entry));
  }

  #key(press) {
    const steps = {ArrowDown: 1, ArrowUp: -1};
    const count = this._found.length;
    if (press.key in steps && count > 0) {
      press.preventDefault();
      this._active = (this._active + steps[press.key] + count) % count;
    } else if (press.key === 'Enter' && count > 0) {
      press.preventDefault();
      this.#go(this._active);
    }
  }

  #go(i) {
    const {address} = this._found[i];
    this.querySelector('rs-dialog').close();
    navigate(address);
  }
}

customElements.define('rs-search', RsSearch);

function textsOf(entry) {
  return [whatFor(entry), entry.name, entry.amount.amount,
    formatMoney(entry.amount.amount, entry.amount.currency)];
}

/** On the page that is shown, as a row of any list would open it. */
function eventItem(kind, entry) {
  const {page, query} = route();
  const money = isMoney(entry.amount) ? formatMoney(entry.amount.amount, entry.amount.currency) : '';
  return {kind, label: [eventName(entry.type), money, who(entry).name].filter(Boolean).join(' · '),
    detail: [whatFor(entry), dateTime(entry.recorded_at)].filter(Boolean).join(' · '),
    address: href(page ? location.pathname : '/events', {}, {...query, event: entry.position})};
}

async function accounts(q) {
  const {items} = await get('/api/v1/accounts', {q, limit: SHOWN});
  const own = items.length > 0 ? items
    : (await get('/api/v1/accounts', {external_id: q, limit: SHOWN})).items;
  return own.map((account) => ({kind: 'account', label: account.owner_name,
    detail: [formatMoney(account.balance, account.currency), account.external_id].filter(Boolean).join(' · '),
    address: href('/accounts/:id', {id: account.account_id})}));
}

async function customers(q) {
  const {items} = await get('/api/v1/customers', {q, limit: SHOWN});
  return items.map((customer) => ({kind: 'customer', label: customer.name,
    detail: [customer.address.city, customer.external_id].filter(Boolean).join(' · '),
    address: href('/customers/:id', {id: customer.customer_id})}));
}

async function ofPosition(text) {
  const position = /^\d{1,15}$/.test(text) ? Number(text) : 0;
  if (position === 0) {
    return [];
  }
  const {items} = await get('/api/v1/audit', {before: position + 1, limit: 1});
  return items.filter((entry) => entry.position === position)
    .map((entry) => ({...eventItem('event', entry), label: `${number(position)} · ${eventName(entry.type)}`}));
}

async function ofId(id) {
  const streams = Object.entries(STREAMS).map(async ([category, template]) => {
    const {items} = await get('/api/v1/audit', {stream: `${category}-${id}`, limit: 1});
    return items.map((entry) => ({kind: category, label: who(entry).name, detail: id,
      address: href(template, {id})}));
  });
  const story = get('/api/v1/audit', {correlation: id, limit: 1}).then(({items}) =>
    items.map((entry) => ({kind: 'correlation', label: eventName(entry.type), detail: id,
      address: href('/correlations/:id', {id})})));
  return (await Promise.all([...streams, story])).flat();
}

function pagesOf(text) {
  return PAGES.filter((page) => page.group && fold(t(`shell.nav_${page.name}`)).includes(fold(text)))
    .map((page) => ({kind: 'page', label: t(`shell.nav_${page.name}`), detail: '',
      address: page.path}));
}

import {html, nothing} from 'lit';
import {Load, RsElement} from '../element.js';
import {get, pages, post} from '../api.js';
import {live} from '../live.js';
import {href, navigate, setQuery} from '../router.js';
import {compareText, number, shortId} from '../format.js';
import {compare} from '../money.js';
import {streamOf} from '../events.js';
import {t} from '../i18n.js';
import {emptyState, status} from '../components/status.js';
import {icon} from '../components/icons.js';
import {toast} from '../components/toast.js';
import '../components/account-actions.js';
import '../components/dialog.js';
import '../components/form.js';
import '../components/sparkline.js';
import '../components/table.js';

/** So many are kept here, to search as one types; of a larger bank the server searches the rest. */
const HELD_MAX = 10_000;

/** More changes at once than this are cheaper to load in one list. */
const SINGLY_MAX = 20;
const PAUSE = 250;

const ORDERS = {
  owner: (a, b) => compareText(a.owner_name, b.owner_name),
  balance: (a, b) => compareText(a.currency, b.currency) || compare(a.balance, b.balance),
  status: (a, b) => compareText(a.status, b.status),
  transactions: (a, b) => a.transaction_count - b.transaction_count,
  updated: (a, b) => a.updated_at < b.updated_at ? -1 : 1,
};

class RsPageAccounts extends RsElement {
  static properties = {params: {attribute: false}, query: {attribute: false}};

  #accounts = new Load(this, (signal) => this.#fetch(signal));
  #changed = new Map();
  #timer = 0;

  connectedCallback() {
    super.connectedCallback();
    this.whileConnected(live.subscribe((events) => this.#hear(events)));
    this.whileConnected(() => clearTimeout(this.#timer));
  }

  willUpdate(changed) {
    const before = changed.get('query');
    if (before && this.#accounts.data?.more && before.q !== this.query.q) {
      this.#later(() => this.#accounts.reload());
    }
  }

  async #fetch(signal) {
    const found = [];
    for await (const page of pages('/api/v1/accounts', {}, {signal})) {
      found.push(...page);
      if (found.length >= HELD_MAX) {
        const query = {q: this.query.q, limit: 1000};
        const rest = this.query.q ? await get('/api/v1/accounts', query, {signal}) : {items: []};
        const known = new Set(found.map((account) => account.account_id));
        found.push(...rest.items.filter((account) => !known.has(account.account_id)));
        return {accounts: found, more: true};
      }
    }
    return {accounts: found, more: false};
  }

  /** Only what changed is asked for again. */
  #hear(events) {
    for (const event of events) {
      const {category, id} = streamOf(event.stream);
      if (category === 'account') {
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
    if (changed.length > SINGLY_MAX || !this.#accounts.data) {
      return this.#accounts.reload();
    }
    try {
      const fresh = await Promise.all(changed.map(([id, position]) =>
        get(`/api/v1/accounts/${encodeURIComponent(id)}`, {min_position: position})));
      const byId = new Map(fresh.map((account) => [account.account_id, account]));
      const kept = this.#accounts.data.accounts.map((account) => {
        const newer = byId.get(account.account_id);
        byId.delete(account.account_id);
        return newer ?? account;
      });
      this.#accounts.data = {...this.#accounts.data, accounts: [...kept, ...byId.values()]};
      this.requestUpdate();
    } catch {
      this.#accounts.reload();
    }
  }

  render() {
    return html`
      <div class="page-head">
        <div><h1>${t('accounts.title')}</h1><p>${t('accounts.lead')}</p></div>
        <div class="actions"><button type="button" class="button primary" data-open-account
          @click=${() => this.querySelector('#opening').show()}>${icon('plus')} ${
            t('accounts.open')}</button></div>
      </div>
      ${status(this.#accounts, (data) => this.#list(data), {
        isEmpty: (data) => data.accounts.length === 0,
        empty: () => emptyState(t('accounts.none'), t('accounts.none_text')),
      })}
      <rs-dialog id="opening" .heading=${t('accounts.open')} .content=${() => this.#opening()}>
      </rs-dialog>
      <rs-account-actions></rs-account-actions>`;
  }

  updated() {
    if (this.query.open === 'new' && !this.querySelector('#opening').open) {
      setQuery({open: null});
      this.querySelector('#opening').show();
    }
  }

  #list({accounts, more}) {
    const shown = this.#sorted(accounts.filter(this.#filter()));
    const currencies = [...new Set(accounts.map((account) => account.currency))].sort();
    return html`${this.#filters(currencies)}
      <p class="muted count" role="status">${t('accounts.count',
        {shown: shown.length, all: accounts.length, more})}</p>
      <div class="panel flush">${shown.length === 0
        ? emptyState(t('accounts.no_match'), t('accounts.no_match_text'))
        : html`<rs-table label=${t('accounts.title')} .columns=${this.#columns()} .rows=${shown}
            .rowKey=${(account) => account.account_id} .rowHeight=${48} openable
            .rowClass=${(account) => account.status === 'closed' ? 'dim' : ''}
            .sort=${this.#sort()} @rs-sort=${this.#sortBy}
            @rs-open=${(e) => navigate(href('/accounts/:id', {id: e.detail.row.account_id}))}>
          </rs-table>`}</div>`;
  }

  #filters(currencies) {
    const {q = '', status: chosen = '', currency = ''} = this.query;
    const select = (name, value, options) => html`
      <label class="visually-hidden" for=${`filter-${name}`}>${t(`accounts.${name}`)}</label>
      <select id=${`filter-${name}`} @change=${(e) => setQuery({[name]: e.target.value || null})}>
        <option value="">${t(`accounts.any_${name}`)}</option>
        ${options.map(([option, label]) => html`
          <option value=${option} ?selected=${option === value}>${label}</option>`)}</select>`;
    return html`<div class="filters" role="search">
      <div class="search">${icon('search')}
        <label class="visually-hidden" for="search">${t('accounts.search')}</label>
        <input id="search" type="search" placeholder=${t('accounts.search')} .value=${q}
          @input=${(e) => setQuery({q: e.target.value || null})}></div>
      ${select('status', chosen,
        ['open', 'closed'].map((name) => [name, t(`shell.status_${name}`)]))}
      ${currencies.length > 1
        ? select('currency', currency, currencies.map((code) => [code, code])) : nothing}
    </div>`;
  }

  #filter() {
    const {q = '', status: chosen, currency} = this.query;
    const words = q.toLowerCase().split(/\s+/).filter(Boolean);
    return (account) => (!chosen || account.status === chosen)
      && (!currency || account.currency === currency)
      && words.every((word) => account.owner_name.toLowerCase().includes(word)
        || account.account_id.includes(word)
        || (account.external_id ?? '').toLowerCase().includes(word));
  }

  #sort() {
    const asked = this.query.sort ?? '';
    const key = asked.replace(/^-/, '');
    return key in ORDERS ? {key, descending: asked.startsWith('-')} : null;
  }

  #sortBy({detail: {key, descending}}) {
    setQuery({sort: (descending ? '-' : '') + key});
  }

  #sorted(accounts) {
    const sort = this.#sort();
    if (!sort) {
      return accounts;
    }
    const order = ORDERS[sort.key];
    return accounts.sort((a, b) => sort.descending ? order(b, a) : order(a, b));
  }

  #columns() {
    return [
      {key: 'owner', label: t('accounts.owner'), sortable: true, render: (account) => html`
        <a class="owner" href=${href('/accounts/:id', {id: account.account_id})} tabindex="-1">${
          account.owner_name}</a>
        <span class="muted small owner-id">${account.external_id ?? shortId(account.account_id)}</span>`},
      {key: 'balance', label: t('accounts.balance'), sortable: true, align: 'end', width: '12rem', narrow: '9.6rem',
        render: (account) => html`<rs-money aligned .amount=${account.balance}
          .currency=${account.currency}></rs-money>`},
      {key: 'history', label: t('accounts.history'), width: '9.5rem', wide: true,
        render: (account) => html`<rs-sparkline account-id=${account.account_id}
          version=${account.version}></rs-sparkline>`},
      {key: 'status', label: t('accounts.status'), sortable: true, width: '7.5rem', wide: true,
        render: (account) => html`<span class=${`tag ${account.status === 'open' ? 'good' : ''}`}>${
          t(`shell.status_${account.status}`)}</span>`},
      {key: 'transactions', label: t('accounts.transactions'), sortable: true, align: 'end',
        width: '8.5rem', wide: true, render: (account) => number(account.transaction_count)},
      {key: 'updated', label: t('accounts.updated'), sortable: true, width: '9rem', wide: true,
        render: (account) => html`<rs-time mode="relative" .at=${account.updated_at}></rs-time>`},
      {key: 'do', label: t('accounts.act'), width: '4.6rem', narrow: '3.4rem', align: 'end',
        hidden: true, render: (account) => account.status === 'open'
          ? html`<button type="button" class="button quiet square" data-do
              aria-label=${t('accounts.act_on', {owner: account.owner_name})}
              title=${t('accounts.act')} @click=${() => this.#act(account)}>${icon('move')}</button>`
          : nothing},
    ];
  }

  #act(account) {
    this.querySelector('rs-account-actions').start(account, 'deposit');
  }

  #opening() {
    const close = () => this.querySelector('#opening').close();
    return html`<rs-form data-form="open" submit-label=${t('accounts.open')} .fields=${[
        {name: 'owner_name', label: t('accounts.owner'), required: true, max: 200},
        {name: 'currency', label: t('accounts.currency'), max: 3, hint: t('accounts.currency_hint')},
        {name: 'initial_deposit', kind: 'amount', label: t('accounts.initial_deposit')},
        {name: 'overdraft_limit', kind: 'amount', label: t('accounts.overdraft_limit')},
        {name: 'external_id', label: t('accounts.external_id'), max: 100,
          hint: t('accounts.external_id_hint')},
      ]} .send=${(body, key) => post('/api/v1/accounts',
        {...body, currency: body.currency?.toUpperCase()}, {key})}
      @rs-done=${() => { close(); toast(t('accounts.opened')); }} @rs-cancel=${close}></rs-form>`;
  }
}

customElements.define('rs-page-accounts', RsPageAccounts);

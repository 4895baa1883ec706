// <rs-statement account currency .knownAt=${position} .asOf=${day} balance>: the entries that make
// up a balance, as the server adds them up for the same moment; as a file, too.

import {html, nothing} from 'lit';
import {Load, RsElement} from '../element.js';
import {get} from '../api.js';
import {saveCsv} from '../csv.js';
import {href} from '../router.js';
import {t} from '../i18n.js';
import {dayOf} from './film.js';
import {icon} from '../components/icons.js';
import {emptyState, status} from '../components/status.js';
import '../components/money.js';
import '../components/table.js';
import '../components/time.js';

const PAUSE = 200;

/** As in the transactions of the API; what was taken out has a sign. */
const COLUMNS = [
  ...['transaction_id', 'kind', 'change', 'currency', 'running_total', 'description']
    .map((name) => [name, (item) => item[name]]),
  ['counterparty_account_id', (item) => item.counterparty?.account_id],
  ['counterparty_owner_name', (item) => item.counterparty?.owner_name],
  ...['effective_date', 'recorded_at', 'version', 'position'].map((name) => [name, (item) => item[name]]),
];

class RsStatement extends RsElement {
  static properties = {
    account: {},
    currency: {},
    knownAt: {type: Number},
    asOf: {attribute: false},
    balance: {},
    _oldestFirst: {state: true},
  };

  _oldestFirst = false;
  #sum = new Load(this, (signal) => this.#fetch(signal), {manual: true});
  #timer = 0;

  connectedCallback() {
    super.connectedCallback();
    this.whileConnected(() => clearTimeout(this.#timer));
  }

  willUpdate(changed) {
    if (['account', 'knownAt', 'asOf'].some((name) => changed.has(name))) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#sum.reload(), this.#sum.data ? PAUSE : 0);
    }
  }

  async #fetch(signal) {
    const asked = this.#asked();
    const path = `/api/v1/accounts/${encodeURIComponent(this.account)}/explain`;
    const query = {known_at: this.knownAt, as_of: this.asOf, limit: 1000};
    let page = await get(path, query, {signal});
    const items = [...page.items];
    while (page.next_cursor !== null) {
      page = await get(path, {...query, cursor: page.next_cursor}, {signal});
      items.push(...page.items);
    }
    return {...page, items, asked};
  }

  #asked() {
    return `${this.knownAt} ${this.asOf}`;
  }

  render() {
    return html`<header><h2>${t('account.statement')}</h2>
        <button type="button" class="button" data-export ?disabled=${!this.#sum.data?.items.length}
          @click=${() => this.#save()}>${icon('download')} ${t('account.export')}</button></header>
      ${status(this.#sum, (sum) => this.#table(sum), {
        isEmpty: (sum) => sum.items.length === 0,
        empty: () => emptyState(t('account.no_entries'), t('account.no_entries_text')),
      })}`;
  }

  #table(sum) {
    const rows = this._oldestFirst ? sum.items : sum.items.toReversed();
    return html`
      <rs-table label=${t('account.statement')} .columns=${this.#columns()} .rows=${rows}
        .rowKey=${(item) => item.version} .rowHeight=${40}
        .sort=${{key: 'day', descending: !this._oldestFirst}}
        @rs-sort=${() => (this._oldestFirst = !this._oldestFirst)}></rs-table>
      <p class="statement-sum" role="status" data-explained=${sum.balance}>
        <span>${t('account.sum_of', {count: sum.items.length})}</span>
        <rs-money .amount=${sum.balance} .currency=${this.currency}></rs-money>
        ${this.#verdict(sum)}</p>`;
  }

  /** While the next sum is on its way, the one that is shown belongs to another moment. */
  #verdict(sum) {
    if (sum.asked !== this.#asked()) {
      return html`<span class="spinner"></span>`;
    }
    return sum.balance === this.balance
      ? html`<span class="tag good">${icon('check')} ${t('account.sum_agrees')}</span>`
      : html`<span class="tag bad">${t('account.sum_differs')}</span>`;
  }

  #columns() {
    return [
      {key: 'day', label: t('account.takes_effect'), width: '8.6rem', narrow: '6.6rem', sortable: true,
        render: (item) => html`<rs-time .at=${item.effective_date}></rs-time>`},
      {key: 'what', label: t('account.what'),
        render: (item) => html`<span title=${item.description || nothing}>${
          item.description || t(`account.kind_${item.kind}`)}</span>`},
      {key: 'counterparty', label: t('account.counterparty'), width: '13rem', wide: true,
        render: (item) => item.counterparty ? this.#counterparty(item.counterparty) : nothing},
      {key: 'recorded', label: t('shell.recorded'), width: '9.5rem', wide: true,
        render: (item) => dayOf(item.recorded_at) === item.effective_date ? nothing
          : html`<span class="late-note">◆ <rs-time .at=${dayOf(item.recorded_at)}></rs-time></span>`},
      {key: 'change', label: t('account.change'), width: '8rem', narrow: '7rem', align: 'end',
        render: (item) => html`<rs-money signed bare .amount=${item.change}
          .currency=${this.currency} .position=${item.position}></rs-money>`},
      {key: 'total', label: t('account.total'), width: '8.5rem', align: 'end', wide: true,
        render: (item) => html`<rs-money bare .amount=${item.running_total}
          .currency=${this.currency}></rs-money>`},
    ];
  }

  #counterparty({account_id: id, owner_name: name}) {
    return html`<a href=${href('/accounts/:id', {id})}>${name ?? id}</a>`;
  }

  #save() {
    const {items} = this.#sum.data;
    saveCsv(`statement-${this.account}`, COLUMNS,
      items.map((item) => ({...item, currency: this.currency})));
  }
}

customElements.define('rs-statement', RsStatement);

// <rs-explain account currency .knownAt=${position} .asOf=${day} balance>: the sum that a balance
// is, as the server adds it up.

import {html, nothing} from 'lit';
import {Load, RsElement} from '../element.js';
import {get} from '../api.js';
import {href} from '../router.js';
import {number} from '../format.js';
import {t} from '../i18n.js';
import {dayOf} from './film.js';
import {icon} from '../components/icons.js';
import {status} from '../components/status.js';
import '../components/money.js';
import '../components/table.js';
import '../components/time.js';

const PAUSE = 200;

class RsExplain extends RsElement {
  static properties = {
    account: {},
    currency: {},
    knownAt: {type: Number},
    asOf: {attribute: false},
    balance: {},
  };

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
    const path = `/api/v1/accounts/${encodeURIComponent(this.account)}/explain`;
    const query = {known_at: this.knownAt, as_of: this.asOf, limit: 1000};
    let page = await get(path, query, {signal});
    const items = [...page.items];
    while (page.next_cursor !== null) {
      page = await get(path, {...query, cursor: page.next_cursor}, {signal});
      items.push(...page.items);
    }
    return {...page, items, asked: this.#asked()};
  }

  #asked() {
    return `${this.knownAt} ${this.asOf}`;
  }

  render() {
    return status(this.#sum, (sum) => html`
      <rs-table label=${t('account.explain')} .columns=${this.#columns()} .rows=${sum.items}
        .rowKey=${(item) => item.version} .rowHeight=${40}></rs-table>
      <p class="explain-sum" role="status" data-explained=${sum.balance}>
        <span>${t('account.sum_of', {count: sum.items.length})}</span>
        <rs-money .amount=${sum.balance} .currency=${this.currency}></rs-money>
        ${this.#verdict(sum)}</p>`, {isEmpty: (sum) => sum.items.length === 0});
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
      {key: 'day', label: t('account.takes_effect'), width: '9.5rem', narrow: '6.2rem',
        render: (item) => html`<rs-time .at=${item.effective_date}></rs-time>`},
      {key: 'what', label: t('account.what'),
        render: (item) => html`${item.description || t(`account.kind_${item.kind}`)}
          ${item.counterparty ? this.#counterparty(item.counterparty) : nothing}`},
      {key: 'recorded', label: t('shell.recorded'), width: '11rem', wide: true,
        render: (item) => dayOf(item.recorded_at) === item.effective_date ? nothing
          : html`<span class="late-note">◆ <rs-time .at=${dayOf(item.recorded_at)}></rs-time></span>`},
      {key: 'position', label: t('shell.position'), width: '7rem', align: 'end', wide: true,
        render: (item) => html`<span class="muted">${number(item.position)}</span>`},
      {key: 'change', label: t('account.change'), width: '9rem', narrow: '6.8rem', align: 'end',
        render: (item) => html`<rs-money signed bare .amount=${item.change}
          .currency=${this.currency} .position=${item.position}></rs-money>`},
      {key: 'total', label: t('account.total'), width: '9rem', align: 'end', wide: true,
        render: (item) => html`<rs-money bare .amount=${item.running_total}
          .currency=${this.currency}></rs-money>`},
    ];
  }

  #counterparty({account_id: id, owner_name: name}) {
    return html`<a class="counterparty" href=${href('/accounts/:id', {id})}>${name ?? id}</a>`;
  }
}

customElements.define('rs-explain', RsExplain);

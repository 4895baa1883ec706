// <rs-account-orders .account=${account}>: the standing orders that an account pays or is paid by,
// and the form for another one.

import {html, nothing} from 'lit';
import {Load, RsElement} from '../element.js';
import {pages} from '../api.js';
import {href} from '../router.js';
import {t} from '../i18n.js';
import {icon} from '../components/icons.js';
import {ORDERS, orderStatus} from '../components/order-forms.js';
import {emptyState, status} from '../components/status.js';
import {toast} from '../components/toast.js';
import '../components/dialog.js';
import '../components/money.js';
import '../components/time.js';

class RsAccountOrders extends RsElement {
  static properties = {account: {attribute: false}, past: {type: Boolean}};

  #orders = new Load(this, (signal) => this.#fetch(signal),
    {on: (event) => event.stream.startsWith('standing_order-')});

  async #fetch(signal) {
    const found = [];
    for await (const page of pages(ORDERS, {account_id: this.account.account_id}, {signal})) {
      found.push(...page);
    }
    return found.toSorted((a, b) => (a.status !== 'active') - (b.status !== 'active'));
  }

  render() {
    const dialog = () => this.querySelector('rs-dialog');
    return html`<header><h2>${t('account.orders')}</h2>
        ${this.account.status === 'open' && !this.past ? html`<button type="button" class="button" data-schedule
          @click=${() => dialog().show()}>${icon('plus')} ${t('shell.order_schedule')}</button>` : nothing}
      </header>
      ${status(this.#orders, (orders) => html`<ul class="lines">${
        orders.map((order) => this.#line(order))}</ul>`, {
        isEmpty: (orders) => orders.length === 0,
        empty: () => emptyState(t('account.no_orders'), t('account.no_orders_text')),
      })}
      <rs-dialog .heading=${t('shell.order_schedule')} .content=${() => html`<rs-schedule-order
        .from=${this.account} @rs-done=${() => this.#scheduled()} @rs-cancel=${() => dialog().close()}>
        </rs-schedule-order>`}></rs-dialog>`;
  }

  #scheduled() {
    this.querySelector('rs-dialog').close();
    toast(t('shell.order_scheduled'));
    this.#orders.reload();
  }

  #line(order) {
    const pays = order.from_account_id === this.account.account_id;
    const other = pays ? order.to_owner_name ?? order.to_account_id
      : order.from_owner_name ?? order.from_account_id;
    return html`<li data-order=${order.standing_order_id}>
      <a href=${href('/standing-orders/:id', {id: order.standing_order_id})}>${
        order.description || t(pays ? 'account.order_to' : 'account.order_from', {name: other})}</a>
      <span class="muted">${order.description
        ? t(pays ? 'account.order_to' : 'account.order_from', {name: other}) : nothing}</span>
      <span class="muted">${t(`shell.order_${order.interval}`)}${order.next
        ? html` · <rs-time .at=${order.next.on}></rs-time>` : nothing}</span>
      ${orderStatus(order)}
      <rs-money signed .amount=${pays ? `-${order.amount}` : order.amount} .currency=${order.currency}>
      </rs-money></li>`;
  }
}

customElements.define('rs-account-orders', RsAccountOrders);

import {html, nothing} from 'lit';
import {href, navigate} from '../router.js';
import {compareText} from '../format.js';
import {compare} from '../money.js';
import {t} from '../i18n.js';
import {icon} from '../components/icons.js';
import {ListPage} from '../components/list-page.js';
import {INTERVALS, ORDERS, orderStatus} from '../components/order-forms.js';
import {toast} from '../components/toast.js';
import '../components/dialog.js';
import '../components/money.js';
import '../components/time.js';

const SORTS = {
  from: (a, b) => compareText(a.from_owner_name ?? '', b.from_owner_name ?? ''),
  to: (a, b) => compareText(a.to_owner_name ?? '', b.to_owner_name ?? ''),
  amount: (a, b) => compareText(a.currency, b.currency) || compare(a.amount, b.amount),
  next: (a, b) => (a.next?.on ?? '9') < (b.next?.on ?? '9') ? -1 : 1,
};

class RsPageOrders extends ListPage {
  name = 'orders';
  path = ORDERS;
  category = 'standing_order';
  orders = SORTS;

  idOf(order) {
    return order.standing_order_id;
  }

  hrefOf(order) {
    return href('/standing-orders/:id', {id: order.standing_order_id});
  }

  textsOf(order) {
    return [order.from_owner_name, order.to_owner_name, order.description, order.standing_order_id];
  }

  rowClass(order) {
    return order.status === 'active' ? '' : 'dim';
  }

  serverFilters({status}) {
    return {status};
  }

  filters() {
    return [
      ['status', ['active', 'completed', 'cancelled'].map((name) =>
        [name, t(`shell.order_status_${name}`)]), (order, value) => order.status === value],
      ['interval', INTERVALS.map((name) => [name, t(`shell.order_${name}`)]),
        (order, value) => order.interval === value],
    ];
  }

  actions() {
    return html`<button type="button" class="button primary" data-schedule
      @click=${() => this.#dialog.show()}>${icon('plus')} ${t('orders.schedule')}</button>`;
  }

  dialogs() {
    return html`<rs-dialog .heading=${t('orders.schedule')} .content=${() => html`<rs-schedule-order
      @rs-done=${(e) => this.#scheduled(e.detail)} @rs-cancel=${() => this.#dialog.close()}>
      </rs-schedule-order>`}></rs-dialog>`;
  }

  get #dialog() {
    return this.querySelector('rs-dialog');
  }

  #scheduled(answer) {
    this.#dialog.close();
    toast(t('shell.order_scheduled'));
    navigate(this.hrefOf(answer));
  }

  columns() {
    return orderColumns((order) => this.hrefOf(order));
  }
}

function orderColumns(hrefOf) {
  return [
    {key: 'from', label: t('shell.from_account'), sortable: true, render: (order) => html`
      <a class="owner" href=${hrefOf(order)} tabindex="-1">${
        order.from_owner_name ?? order.from_account_id}</a>`},
    {key: 'to', label: t('shell.to_account'), sortable: true, wide: true,
      render: (order) => order.to_owner_name ?? order.to_account_id},
    {key: 'description', label: t('shell.description'), wide: true,
      render: (order) => html`<span title=${order.description || nothing}>${order.description}</span>`},
    {key: 'amount', label: t('shell.amount'), sortable: true, align: 'end', width: '9.4rem',
      narrow: '6.8rem', render: (order) => html`<rs-money aligned .amount=${order.amount}
        .currency=${order.currency}></rs-money>`},
    {key: 'interval', label: t('shell.order_interval'), width: '8.4rem', wide: true,
      render: (order) => t(`shell.order_${order.interval}`)},
    {key: 'next', label: t('shell.order_next'), sortable: true, width: '8.5rem', narrow: '8.8rem',
      render: (order) => order.next ? html`<rs-time .at=${order.next.on}></rs-time>` : nothing},
    {key: 'status', label: t('orders.status'), width: '7rem', wide: true, render: orderStatus},
  ];
}

customElements.define('rs-page-orders', RsPageOrders);

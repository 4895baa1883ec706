// One standing order: its terms, what is due next, and how its payments went.

import {html, nothing} from 'lit';
import {Load, RsElement} from '../element.js';
import {get, pages} from '../api.js';
import {href} from '../router.js';
import {date, number} from '../format.js';
import {t, tOr} from '../i18n.js';
import {status} from '../components/status.js';
import {openEvent} from '../components/event-drawer.js';
import {ORDERS, cancelOrderForm, orderStatus} from '../components/order-forms.js';
import {toast} from '../components/toast.js';
import '../components/copy.js';
import '../components/dialog.js';
import '../components/money.js';
import '../components/time.js';

class RsPageOrder extends RsElement {
  static properties = {params: {attribute: false}, query: {attribute: false}};

  #order = new Load(this, (signal) => this.#fetch(signal),
    {on: (event) => event.stream === `standing_order-${this.params.id}`, wait: 150});

  async #fetch(signal) {
    const path = `${ORDERS}/${encodeURIComponent(this.params.id)}`;
    const order = await get(path, {}, {signal});
    const events = [];
    for await (const page of pages(`${path}/events`, {}, {signal})) {
      events.push(...page);
    }
    return {order, events: events.toReversed()};
  }

  render() {
    return html`<nav class="crumbs" aria-label=${t('shell.way')}>
        <a href="/standing-orders">${t('order.all')}</a></nav>
      ${this.#order.data ? nothing
        : html`<div class="page-head"><h1>${t('order.title')}</h1></div>`}
      ${status(this.#order, (data) => this.#show(data))}`;
  }

  #show({order, events}) {
    return html`
      <div class="page-head">
        <div><h1>${order.description || t('order.title')} ${orderStatus(order)}</h1>
          <p>${t('order.said', {interval: t(`shell.order_${order.interval}`)})}</p></div>
        ${order.status === 'active' ? html`<div class="actions"><button type="button" class="button"
          data-cancel @click=${() => this.#dialog.show()}>${t('shell.order_cancel')}</button></div>`
          : nothing}
      </div>
      <div class="grid">
        <div class="span-7 stack">${this.#history(events)}</div>
        <div class="span-5">${this.#terms(order)}</div>
      </div>
      <rs-dialog .heading=${t('order.cancel_heading')} .content=${() => cancelOrderForm(order, {
        done: () => this.#cancelled(), cancel: () => this.#dialog.close()})}></rs-dialog>`;
  }

  get #dialog() {
    return this.querySelector('rs-dialog');
  }

  #cancelled() {
    this.#dialog.close();
    toast(t('order.cancelled'));
    this.#order.reload();
  }

  #terms(order) {
    const fact = (name, value) => value ? html`<div><dt>${t(`shell.${name}`)}</dt>
      <dd data-fact=${name}>${value}</dd></div>` : nothing;
    const day = (at) => at ? html`<rs-time .at=${at}></rs-time>` : nothing;
    return html`<section class="panel" aria-labelledby="terms">
      <header><h2 id="terms">${t('order.terms')}</h2></header>
      <dl class="facts">
        ${fact('amount', html`<rs-money .amount=${order.amount} .currency=${order.currency}></rs-money>`)}
        ${fact('from_account', accountLink(order.from_account_id, order.from_owner_name))}
        ${fact('to_account', accountLink(order.to_account_id, order.to_owner_name))}
        ${fact('order_interval', t(`shell.order_${order.interval}`))}
        ${fact('order_first_date', day(order.first_date))}
        ${fact('order_last_date', order.last_date ? day(order.last_date) : t('order.no_last_date'))}
        ${fact('order_next', order.next ? this.#next(order.next) : t('order.no_next'))}
        ${fact('order_executions', number(order.executions))}
        ${fact('order_failures', number(order.failures))}
        ${order.last_failure ? fact('order_last_failure', reasonOf(order.last_failure)) : nothing}
        ${order.cancel_reason ? fact('reason', order.cancel_reason) : nothing}
        ${fact('order_id', html`<code>${order.standing_order_id}</code><rs-copy
          .value=${order.standing_order_id}></rs-copy>`)}
      </dl></section>`;
  }

  #next({on, attempt, due_date: due}) {
    return html`<rs-time .at=${on}></rs-time>${attempt > 1
      ? html` <span class="muted">${t('order.attempt', {attempt, due: date(due)})}</span>` : nothing}`;
  }

  #history(events) {
    return html`<section class="panel" aria-labelledby="history">
      <header><h2 id="history">${t('order.history')}</h2>
        <span class="muted">${t('order.events', {count: events.length})}</span></header>
      <ol class="timeline">${events.map((event) => html`<li>
        <button type="button" class="link" data-event=${event.type}
          @click=${() => openEvent(event.position)}>${t(`shell.type_${event.type}`)}</button>
        <span class="muted"><rs-time .at=${event.recorded_at}></rs-time></span>
        ${what(event)}</li>`)}</ol></section>`;
  }
}

customElements.define('rs-page-order', RsPageOrder);

function accountLink(id, name) {
  return html`<a href=${href('/accounts/:id', {id})}>${name ?? id}</a>`;
}

/** A code of the API, in words where they are known. */
function reasonOf(code) {
  return tOr(`shell.code_${code}`, code);
}

function what({type, data}) {
  switch (type) {
    case 'StandingOrderExecuted':
      return html`<p>${t('order.paid', {due: date(data.due_date)})}</p>`;
    case 'StandingOrderExecutionFailed':
      return html`<p>${t('order.failed', {due: date(data.due_date), attempt: data.attempt})}
        ${reasonOf(data.reason)}</p>`;
    case 'StandingOrderCancelled':
      return data.reason ? html`<p>“${reasonOf(data.reason)}”</p>` : nothing;
    default:
      return nothing;
  }
}

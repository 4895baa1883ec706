// The forms of standing orders.
//
//   <rs-schedule-order [.from=${account}] @rs-done=${(e) => e.detail} @rs-cancel>
//   cancelOrderForm(order, {done, cancel})

import {html} from 'lit';
import {RsElement} from '../element.js';
import {post} from '../api.js';
import {t} from '../i18n.js';
import {accountField} from './picker.js';
import './form.js';

export const ORDERS = '/api/v1/standing-orders';
export const INTERVALS = ['monthly', 'weekly', 'yearly'];

const PLACES = {account_not_found: 'to_account_id', account_closed: 'to_account_id',
  currency_mismatch: 'to_account_id', invalid_schedule: 'last_date'};

class RsScheduleOrder extends RsElement {
  static properties = {from: {attribute: false}, _payer: {state: true}};

  from = null;
  _payer = null;

  render() {
    return html`<rs-form data-form="schedule" submit-label=${t('shell.order_schedule')}
      .fields=${this.#fields()} .places=${PLACES} .send=${(body, key) => this.#send(body, key)}></rs-form>`;
  }

  #fields() {
    const payer = this.from ?? this._payer;
    const currency = payer?.currency;
    const from = accountField({name: 'from_account_id', label: t('shell.from_account'), required: true,
      picked: (account) => (this._payer = account)});
    const rest = [
      accountField({name: 'to_account_id', label: t('shell.to_account'), required: true,
        except: payer?.account_id, currency}),
      {name: 'amount', kind: 'amount', required: true, currency,
        label: currency ? t('shell.amount_in', {currency}) : t('shell.amount')},
      {name: 'description', label: t('shell.description'), max: 500},
      {name: 'first_date', kind: 'date', label: t('shell.order_first_date'), required: true},
      {name: 'interval', kind: 'select', label: t('shell.order_interval'), required: true,
        value: INTERVALS[0], options: INTERVALS.map((name) =>
          ({value: name, label: t(`shell.order_${name}`)}))},
      {name: 'last_date', kind: 'date', label: t('shell.order_last_date'),
        hint: t('shell.order_last_date_hint')},
    ];
    return this.from ? rest : [from, ...rest];
  }

  #send(body, key) {
    return post(ORDERS, this.from ? {...body, from_account_id: this.from.account_id} : body, {key});
  }
}

customElements.define('rs-schedule-order', RsScheduleOrder);

export function cancelOrderForm({standing_order_id: id}, {done, cancel}) {
  const fields = [{name: 'reason', label: t('shell.reason'), max: 500}];
  return html`<p class="hint before-form">${t('shell.order_cancel_text')}</p>
    <rs-form danger data-form="cancel" submit-label=${t('shell.order_cancel')} .fields=${fields}
      .send=${(body, key) => post(`${ORDERS}/${encodeURIComponent(id)}/cancel`, body, {key})}
      .places=${{standing_order_ended: 'reason'}} @rs-done=${done} @rs-cancel=${cancel}></rs-form>`;
}

/** How an order stands, as a tag. */
export function orderStatus({status: name}) {
  return html`<span class=${`tag ${name === 'active' ? 'good' : ''}`} data-status=${name}>${
    t(`shell.order_status_${name}`)}</span>`;
}

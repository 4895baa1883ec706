// <rs-account-actions>: the forms that change one account, in a dialog on any page.
// start(account, 'deposit' | 'withdraw' | 'transfer' | 'close') opens it.

import {html} from 'lit';
import {keyed} from 'lit/directives/keyed.js';
import {RsElement} from '../element.js';
import {post} from '../api.js';
import {formatMoney} from '../money.js';
import {t} from '../i18n.js';
import {accountField} from './picker.js';
import {toast} from './toast.js';
import './dialog.js';
import './form.js';

export const ACTIONS = ['deposit', 'withdraw', 'transfer', 'close'];

class RsAccountActions extends RsElement {
  static properties = {_account: {state: true}, _action: {state: true}};

  async start(account, action) {
    this._account = account;
    this._action = action;
    await this.updateComplete;
    await this.querySelector('rs-dialog').show();
  }

  render() {
    return html`<rs-dialog .heading=${this._account?.owner_name ?? ''}
      .content=${() => this.#content()}></rs-dialog>`;
  }

  #content() {
    const account = this._account;
    return html`
      <p class="account-now"><span class="muted">${t('shell.available')}</span>
        <rs-money .amount=${account.available} .currency=${account.currency}></rs-money></p>
      <div class="choices" role="group" aria-label=${t('shell.actions')}>${ACTIONS.map((action) => html`
        <button type="button" aria-pressed=${action === this._action} data-action=${action}
          @click=${() => (this._action = action)}>${t(`shell.do_${action}`)}</button>`)}</div>
      ${keyed(this._action, this.#form(this._action))}`;
  }

  #form(action) {
    return html`<rs-form data-form=${action} .fields=${this.#fields(action)}
      submit-label=${t(`shell.do_${action}`)} ?danger=${action === 'close'}
      .places=${PLACES[action]} .send=${(body, key) => this.#send(action, body, key)}
      @rs-done=${(done) => this.#done(action, done.detail)}
      @rs-cancel=${() => this.querySelector('rs-dialog').close()}></rs-form>`;
  }

  #fields(action) {
    const currency = this._account.currency;
    const amount = {name: 'amount', kind: 'amount', required: true, currency,
      label: t('shell.amount_in', {currency})};
    const rest = [
      {name: 'description', label: t('shell.description'), max: 500},
      {name: 'effective_date', kind: 'date', label: t('shell.effective_date'),
        hint: t('shell.effective_date_hint')},
    ];
    switch (action) {
      case 'transfer':
        return [this.#picker('to_account_id', t('shell.to_account'), true), amount, ...rest];
      case 'close':
        return [this.#picker('sweep_to', t('shell.sweep_to'), false, t('shell.sweep_to_hint')),
          {name: 'reason', label: t('shell.reason'), max: 500}];
      default:
        return [amount, ...rest];
    }
  }

  #picker(name, label, required, hint) {
    const {account_id: except, currency} = this._account;
    return accountField({name, label, required, hint, except, currency});
  }

  #send(action, body, key) {
    const id = encodeURIComponent(this._account.account_id);
    return post(`/api/v1/accounts/${id}/${action}`, body, {key});
  }

  #done(action, answer) {
    this.querySelector('rs-dialog').close();
    const balance = answer.balance ?? answer.from?.balance;
    toast(action === 'close' ? t('shell.done_close') : t('shell.done_money',
      {balance: formatMoney(balance ?? '0.00', this._account.currency)}));
    this.dispatchEvent(new CustomEvent('rs-changed', {detail: answer, bubbles: true}));
  }
}

const PLACES = {
  deposit: {},
  withdraw: {},
  transfer: {account_not_found: 'to_account_id', account_closed: 'to_account_id',
    currency_mismatch: 'to_account_id'},
  close: {balance_not_zero: 'sweep_to', account_not_found: 'sweep_to', same_account: 'sweep_to',
    currency_mismatch: 'sweep_to'},
};

customElements.define('rs-account-actions', RsAccountActions);

// <rs-open-account [.customer=${customer}] @rs-cancel>: the form that opens an account, and leads to
// it. The owner is a customer that is chosen by name, or anybody; the currency one of the bank's, or
// any other.

import {html} from 'lit';
import {Load, RsElement} from '../element.js';
import {get, post} from '../api.js';
import {locale, t} from '../i18n.js';
import {href, navigate} from '../router.js';
import {toast} from './toast.js';
import './form.js';
import './picker.js';

const PLACES = {customer_not_found: 'owner_name', customer_archived: 'owner_name'};

class RsOpenAccount extends RsElement {
  static properties = {customer: {attribute: false}};

  customer = null;
  #chosen = null;
  #currencies = new Load(this, async (signal) => {
    const {items} = await get('/api/v1/analytics/summary', {}, {signal});
    return items.map((each) => each.currency);
  });

  render() {
    return html`<rs-form data-form="open" submit-label=${t('shell.open_account')}
      .fields=${this.#fields()} .places=${PLACES} .send=${(body, key) => this.#send(body, key)}
      @rs-done=${(done) => this.#done(done.detail)}></rs-form>`;
  }

  #fields() {
    const fields = [
      {name: 'currency', label: t('shell.currency'), kind: 'select', options: this.#options()},
      {name: 'initial_deposit', kind: 'amount', label: t('shell.initial_deposit')},
      {name: 'overdraft_limit', kind: 'amount', label: t('shell.overdraft_limit')},
      {name: 'external_id', label: t('shell.external_id'), max: 100,
        hint: t('shell.external_id_hint')},
    ];
    return this.customer ? fields : [this.#owner(), ...fields];
  }

  #owner() {
    return {name: 'owner_name', label: t('shell.owner'), required: true, kind: 'custom',
      hint: t('shell.owner_hint'), render: (value, set, field) => html`<rs-picker kind="customer"
        .field=${{...field, name: 'owner_name'}} @rs-pick=${({detail}) => {
          this.#chosen = detail.id;
          set(detail.text);
        }}></rs-picker>`};
  }

  #options() {
    const names = new Intl.DisplayNames(locale(), {type: 'currency'});
    const option = (code) => ({value: code, label: `${code} – ${names.of(code)}`});
    const used = this.#currencies.data ?? [];
    const others = Intl.supportedValuesOf('currency').filter((code) => !used.includes(code));
    return [{value: '', label: t('shell.currency_own')},
      ...(used.length > 0 ? [{label: t('shell.currencies_used'), options: used.map(option)}] : []),
      {label: t('shell.currencies_other'), options: others.map(option)}];
  }

  #send({owner_name: owner, ...body}, key) {
    const customer = this.customer?.customer_id ?? this.#chosen;
    return post('/api/v1/accounts',
      customer ? {...body, customer_id: customer} : {...body, owner_name: owner}, {key});
  }

  #done(answer) {
    this.dispatchEvent(new CustomEvent('rs-cancel', {bubbles: true}));
    toast(t('shell.account_opened'));
    navigate(href('/accounts/:id', {id: answer.account_id}));
  }
}

customElements.define('rs-open-account', RsOpenAccount);

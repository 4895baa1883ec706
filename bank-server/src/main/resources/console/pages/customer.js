import {html, nothing} from 'lit';
import {Load, RsElement} from '../element.js';
import {get, pages} from '../api.js';
import {href} from '../router.js';
import {number} from '../format.js';
import {loadMessages, t, tOr} from '../i18n.js';
import {emptyState, status} from '../components/status.js';
import {icon} from '../components/icons.js';
import {addressForm, archiveForm} from '../components/customer-forms.js';
import {openEvent} from '../components/event-drawer.js';
import {toast} from '../components/toast.js';
import '../components/copy.js';
import '../components/dialog.js';
import '../components/money.js';
import '../components/open-account.js';
import '../components/time.js';

class RsPageCustomer extends RsElement {
  static properties = {params: {attribute: false}, query: {attribute: false}};

  #customer = new Load(this, (signal) => this.#fetch(signal),
    {on: (event) => event.stream === `customer-${this.params.id}`, wait: 150});
  #accounts = new Load(this, (signal) => all('/api/v1/accounts',
    {customer_id: this.params.id}, signal), {on: (event) => this.#isOfAccount(event)});

  async #fetch(signal) {
    const path = `/api/v1/customers/${encodeURIComponent(this.params.id)}`;
    const [customer, events] = await Promise.all([
      get(path, {}, {signal}), all(`${path}/events`, {}, signal), loadMessages('customers')]);
    return {customer, events: events.toReversed()};
  }

  #isOfAccount(event) {
    return event.data.customer_id === this.params.id
      || (this.#accounts.data ?? []).some(({account_id: id}) => event.stream === `account-${id}`);
  }

  render() {
    return html`<nav class="crumbs" aria-label=${t('customer.way')}>
        <a href="/customers">${t('customer.all')}</a></nav>
      ${this.#customer.data ? nothing
        : html`<div class="page-head"><h1>${t('customer.title')}</h1></div>`}
      ${status(this.#customer, (data) => this.#show(data))}`;
  }

  updated() {
    if (this.#customer.data) {
      document.title = `${this.#customer.data.customer.name} · Rastro`;
    }
  }

  #show({customer, events}) {
    const archived = customer.status === 'archived';
    const {city, country} = customer.address;
    return html`
      <div class="page-head">
        <div><h1 data-customer-name>${customer.name}
          <span class=${`tag ${archived ? '' : 'good'}`} data-status>${
            t(`customer.status_${customer.status}`)}</span></h1>
          <p>${[city, country].filter(Boolean).join(', ')}</p></div>
        <div class="actions">
          <button type="button" class="button primary" data-open-account ?disabled=${archived}
            @click=${() => this.#dialog('open').show()}>${t('shell.open_account')}</button>
          <button type="button" class="button" data-change-address
            @click=${() => this.#dialog('address').show()}>${t('customer.change_address')}</button>
          <button type="button" class="button" data-archive ?disabled=${archived}
            @click=${() => this.#dialog('archive').show()}>${t('customer.archive')}</button>
        </div>
      </div>
      <div class="grid">
        <div class="span-7 stack">${this.#accountList()}${this.#history(events)}</div>
        <div class="span-5">${this.#details(customer)}</div>
      </div>
      ${this.#forms(customer)}`;
  }

  #dialog(name) {
    return this.querySelector(`rs-dialog[data-dialog=${name}]`);
  }

  #forms(customer) {
    const on = (name, said) => ({
      done: () => { this.#dialog(name).close(); toast(said); this.#customer.reload(); },
      cancel: () => this.#dialog(name).close(),
    });
    return html`<rs-dialog data-dialog="open" .heading=${t('shell.open_account')} .content=${() => html`
        <rs-open-account .customer=${customer} @rs-cancel=${() => this.#dialog('open').close()}>
        </rs-open-account>`}></rs-dialog>
      <rs-dialog data-dialog="address" .heading=${t('customer.change_address')}
        .content=${() => addressForm(customer, on('address', t('customer.moved')))}></rs-dialog>
      <rs-dialog data-dialog="archive" .heading=${t('customer.archive_heading', {name: customer.name})}
        .content=${() => archiveForm(customer, on('archive', t('customer.archived')))}></rs-dialog>`;
  }

  #details(customer) {
    const {street, postal_code: code, city, country} = customer.address;
    const fact = (name, value) => value
      ? html`<div><dt>${t(`customer.${name}`)}</dt><dd>${value}</dd></div>` : nothing;
    return html`<section class="panel" aria-labelledby="details">
      <header><h2 id="details">${t('customer.details')}</h2></header>
      <dl class="facts flat">
        ${fact('street', street)}
        ${fact('city', html`<a href=${href('/customers', {}, {city})}>${city}</a>`)}
        ${fact('postal_code', code)}${fact('country', country)}
        ${fact('external_id', customer.external_id)}
        ${fact('id', html`<code>${customer.customer_id}</code><rs-copy
          .value=${customer.customer_id}></rs-copy>`)}
        ${fact('registered_at', html`<rs-time .at=${customer.registered_at}></rs-time>`)}
        ${fact('updated_at', html`<rs-time .at=${customer.updated_at}></rs-time>`)}
        ${fact('version', number(customer.version))}
      </dl>
      <a href=${href('/audit', {}, {stream: `customer-${customer.customer_id}`})}>${
        t('customer.in_audit')}</a>
    </section>`;
  }

  #accountList() {
    return html`<section class="panel" aria-labelledby="accounts">
      <header><h2 id="accounts">${t('customer.accounts')}</h2>
        <span class="muted">${number(this.#accounts.data?.length ?? 0)}</span></header>
      ${status(this.#accounts, (accounts) => html`<ul class="lines">${accounts.map(accountLine)}</ul>`, {
        isEmpty: (accounts) => accounts.length === 0,
        empty: () => emptyState(t('customer.no_accounts'), t('customer.no_accounts_text')),
      })}</section>`;
  }

  #history(events) {
    return html`<section class="panel" aria-labelledby="history">
      <header><h2 id="history">${t('customer.history')}</h2>
        <span class="muted">${t('customer.events', {count: events.length})}</span></header>
      <ol class="timeline">${events.map((event) => html`<li>
        <button type="button" class="link" data-event=${event.type}
          @click=${() => openEvent(event.position)}>${
            tOr(`customer.event_${event.type}`, event.type)}</button>
        <span class="muted"><rs-time .at=${event.recorded_at}></rs-time> · ${
          t('customer.by', {actor: event.metadata.actor})}</span>
        ${what(event, this.#accounts.data ?? [])}</li>`)}</ol></section>`;
  }
}

async function all(path, query, signal) {
  const found = [];
  for await (const page of pages(path, query, {signal})) {
    found.push(...page);
  }
  return found;
}

function accountLine(account) {
  return html`<li>
    <a href=${href('/accounts/:id', {id: account.account_id})}>${nameOf(account)}</a>
    ${account.status === 'closed' ? html`<span class="tag">${t('shell.status_closed')}</span>` : nothing}
    <rs-money .amount=${account.balance} .currency=${account.currency}></rs-money></li>`;
}

/** All have the same owner, mostly; so what tells them apart comes with it. */
function nameOf({account_id: id, owner_name: owner, external_id: external, currency}) {
  return owner ? `${owner} · ${external ?? currency}` : id;
}

/** What an event changed, in words. */
function what({type, data}, accounts) {
  switch (type) {
    case 'CustomerRegistered':
      return html`<p>${data.name}, ${address(data.address)}</p>`;
    case 'CustomerAddressChanged':
      return html`<p><span class="before">${address(data.from)}</span> ${icon('arrow')}
        ${address(data.to)}</p>`;
    case 'CustomerAccountOpened':
    case 'CustomerAccountClosed':
      return html`<p><a href=${href('/accounts/:id', {id: data.account_id})}>${
        nameOf(accounts.find(({account_id: id}) => id === data.account_id) ?? data)}</a></p>`;
    default:
      return data.reason ? html`<p>“${data.reason}”</p>` : nothing;
  }
}

function address({street, postal_code: code, city, country}) {
  return [street, [code, city].filter(Boolean).join(' '), country].filter(Boolean).join(', ');
}

customElements.define('rs-page-customer', RsPageCustomer);

import {html, nothing} from 'lit';
import {href, navigate, setQuery} from '../router.js';
import {compareText, number} from '../format.js';
import {compare} from '../money.js';
import {t} from '../i18n.js';
import {icon} from '../components/icons.js';
import {registerForm} from '../components/customer-forms.js';
import {ListPage} from '../components/list-page.js';
import {toast} from '../components/toast.js';
import '../components/dialog.js';
import '../components/money.js';

const ORDERS = {
  name: (a, b) => compareText(a.name, b.name),
  city: (a, b) => compareText(a.address.city, b.address.city) || compareText(a.name, b.name),
  accounts: (a, b) => a.accounts.open - b.accounts.open,
  balance: (a, b) => compareHoldings(a.accounts.balances, b.accounts.balances),
  status: (a, b) => compareText(a.status, b.status),
};

/** By the first of their currencies: amounts of different ones have no order. */
function compareHoldings([a], [b]) {
  return !a || !b ? Number(Boolean(a)) - Number(Boolean(b))
    : compareText(a.currency, b.currency) || compare(a.amount, b.amount);
}

class RsPageCustomers extends ListPage {
  name = 'customers';
  path = '/api/v1/customers';
  category = 'customer';
  orders = ORDERS;

  /** What customers hold; the events of accounts name no customer. */
  changesAll(event) {
    return event.stream.startsWith('account-');
  }

  idOf(customer) {
    return customer.customer_id;
  }

  hrefOf(customer) {
    return href('/customers/:id', {id: customer.customer_id});
  }

  textsOf(customer) {
    return [customer.name, customer.customer_id, customer.external_id];
  }

  rowClass(customer) {
    return customer.status === 'archived' ? 'dim' : '';
  }

  serverFilters({q, city, status}) {
    return {q, city, status};
  }

  filters(customers) {
    const cities = new Set(customers.map((each) => each.address.city));
    if (this.query.city) {
      cities.add(this.query.city);
    }
    return [
      ['city', [...cities].sort(compareText).map((name) => [name, name]),
        (customer, value) => customer.address.city === value],
      ['status', ['active', 'archived'].map((name) => [name, t(`customers.status_${name}`)]),
        (customer, value) => customer.status === value]];
  }

  actions() {
    return html`<button type="button" class="button primary" data-register
      @click=${() => this.#dialog.show()}>${icon('plus')} ${t('customers.register')}</button>`;
  }

  dialogs() {
    return html`<rs-dialog .heading=${t('customers.register')} .content=${() => registerForm({
      done: (e) => this.#registered(e.detail), cancel: () => this.#dialog.close(),
    })}></rs-dialog>`;
  }

  get #dialog() {
    return this.querySelector('rs-dialog');
  }

  #registered(answer) {
    this.#dialog.close();
    toast(t('customers.registered'));
    navigate(href('/customers/:id', {id: answer.customer_id}));
  }

  columns() {
    return [
      {key: 'name', label: t('customers.name'), sortable: true, render: (customer) => html`
        <a class="owner" href=${this.hrefOf(customer)} tabindex="-1">${customer.name}</a>
        <span class="muted small owner-id">${customer.external_id}</span>`},
      {key: 'city', label: t('customers.city'), sortable: true, width: '15%', wide: true,
        render: (customer) => customer.address.city},
      {key: 'accounts', label: t('customers.accounts'), sortable: true, align: 'end', width: '6.2rem',
        wide: true, render: (customer) => number(customer.accounts.open)},
      {key: 'balance', label: t('customers.balance'), sortable: true, align: 'end', width: '11.6rem',
        narrow: '9.6rem', render: (customer) => holdings(customer.accounts.balances)},
      {key: 'status', label: t('customers.status'), sortable: true, width: '6.6rem', wide: true,
        render: (customer) => html`<span class=${`tag ${customer.status === 'active' ? 'good' : ''}`}>${
          t(`customers.status_${customer.status}`)}</span>`},
    ];
  }

  aside(foundWithout) {
    const counts = new Map();
    foundWithout('city').forEach(({address: {city}}) => counts.set(city, (counts.get(city) ?? 0) + 1));
    const cities = [...counts].sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]));
    const most = cities[0]?.[1] ?? 1;
    return html`<section class="panel span-3 wide cities" aria-labelledby="cities">
      <header><h2 id="cities">${t('customers.by_city')}</h2>
        <span class="muted">${t('customers.cities', {count: cities.length})}</span></header>
      <ol class="bars">${cities.map(([city, count]) => html`<li>
        <button type="button" data-city=${city} aria-pressed=${this.query.city === city}
          @click=${() => setQuery({city: this.query.city === city ? null : city})}>
          <span class="bar-label">${city}</span><span class="bar-value">${number(count)}</span>
          <span class="bar-line"><i .style=${`width:${100 * count / most}%`}></i></span>
        </button></li>`)}</ol>
      ${cities.length === 0 ? html`<p class="muted">${t('customers.no_match')}</p>` : nothing}
    </section>`;
  }
}

/** One currency in full; of several all are named. */
function holdings(balances) {
  return html`<span class="holdings" title=${balances.length > 1
    ? balances.map(({amount, currency}) => `${amount} ${currency}`).join(', ') : nothing}>${
    balances.slice(0, 2).map(({amount, currency}) => html`<rs-money aligned .amount=${amount}
      .currency=${currency}></rs-money>`)}${
    balances.length > 2 ? html`<span class="muted small">+${number(balances.length - 2)}</span>` : nothing}
    </span>`;
}

customElements.define('rs-page-customers', RsPageCustomers);

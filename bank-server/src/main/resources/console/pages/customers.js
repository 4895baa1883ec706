import {html, nothing} from 'lit';
import {Load, RsElement} from '../element.js';
import {pages} from '../api.js';
import {href, navigate, setQuery} from '../router.js';
import {compareText, number, shortId} from '../format.js';
import {t} from '../i18n.js';
import {emptyState, status} from '../components/status.js';
import {icon} from '../components/icons.js';
import {registerForm} from '../components/customer-forms.js';
import {toast} from '../components/toast.js';
import '../components/dialog.js';
import '../components/table.js';

/** So many are kept here, to search as one types; of a larger bank the server searches the rest. */
const HELD_MAX = 10_000;
const PAUSE = 250;

const ORDERS = {
  name: (a, b) => compareText(a.name, b.name),
  city: (a, b) => compareText(a.address.city, b.address.city) || compareText(a.name, b.name),
  status: (a, b) => compareText(a.status, b.status),
  registered: (a, b) => a.registered_at < b.registered_at ? -1 : 1,
};

class RsPageCustomers extends RsElement {
  static properties = {params: {attribute: false}, query: {attribute: false}};

  #customers = new Load(this, (signal) => this.#fetch(signal),
    {on: (event) => event.stream.startsWith('customer-')});
  #timer = 0;

  connectedCallback() {
    super.connectedCallback();
    this.whileConnected(() => clearTimeout(this.#timer));
  }

  willUpdate(changed) {
    if (changed.get('query') && this.#customers.data?.more) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#customers.reload(), PAUSE);
    }
  }

  async #fetch(signal) {
    const {q, city, status: chosen} = this.query;
    const query = this.#customers?.data?.more ? {q, city, status: chosen} : {};
    const customers = [];
    for await (const page of pages('/api/v1/customers', query, {signal})) {
      customers.push(...page);
      if (customers.length >= HELD_MAX) {
        return {customers, more: true};
      }
    }
    return {customers, more: Boolean(this.#customers?.data?.more)};
  }

  render() {
    return html`
      <div class="page-head">
        <div><h1>${t('customers.title')}</h1><p>${t('customers.lead')}</p></div>
        <div class="actions"><button type="button" class="button primary" data-register
          @click=${() => this.#dialog.show()}>${icon('plus')} ${t('customers.register')}</button></div>
      </div>
      ${status(this.#customers, (data) => this.#show(data), {
        isEmpty: (data) => data.customers.length === 0 && !data.more,
        empty: () => emptyState(t('customers.none'), t('customers.none_text')),
      })}
      <rs-dialog .heading=${t('customers.register')} .content=${() => registerForm({
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

  #show({customers, more}) {
    const {city} = this.query;
    const found = customers.filter(this.#fits());
    const shown = this.#sorted(city ? found.filter((each) => each.address.city === city) : found);
    return html`${this.#filters(customers)}
      <p class="muted count" role="status">${t('customers.count',
        {shown: shown.length, all: customers.length, more})}</p>
      <div class="grid">
        <div class="panel list span-8">${shown.length === 0
          ? emptyState(t('customers.no_match'), t('customers.no_match_text'))
          : html`<rs-table openable label=${t('customers.title')} .columns=${this.#columns()}
              .rows=${shown} .rowKey=${(each) => each.customer_id} .rowHeight=${48}
              .rowClass=${(each) => each.status === 'archived' ? 'dim' : ''}
              .sort=${this.#sort()} @rs-sort=${this.#sortBy} @rs-open=${(e) =>
                navigate(href('/customers/:id', {id: e.detail.row.customer_id}))}></rs-table>`}</div>
        ${this.#cities(found)}
      </div>`;
  }

  #filters(customers) {
    const {q = '', status: chosen = '', city = ''} = this.query;
    const cities = new Set(customers.map((each) => each.address.city));
    if (city) {
      cities.add(city);
    }
    return html`<div class="filters" role="search">
      <div class="search">${icon('search')}
        <label class="visually-hidden" for="search">${t('customers.search')}</label>
        <input id="search" type="search" placeholder=${t('customers.search')} .value=${q}
          @input=${(e) => setQuery({q: e.target.value || null})}></div>
      ${this.#select('city', city, [...cities].sort(compareText).map((name) => [name, name]))}
      ${this.#select('status', chosen,
        ['active', 'archived'].map((name) => [name, t(`customers.status_${name}`)]))}
    </div>`;
  }

  #select(name, value, options) {
    return html`<label class="visually-hidden" for=${`filter-${name}`}>${t(`customers.${name}`)}</label>
      <select id=${`filter-${name}`} @change=${(e) => setQuery({[name]: e.target.value || null})}>
        <option value="" ?selected=${value === ''}>${t(`customers.any_${name}`)}</option>
        ${options.map(([option, label]) => html`<option value=${option}
          ?selected=${option === value}>${label}</option>`)}</select>`;
  }

  #fits() {
    const {q = '', status: chosen} = this.query;
    const words = q.toLowerCase().split(/\s+/).filter(Boolean);
    return (customer) => (!chosen || customer.status === chosen)
      && words.every((word) => customer.name.toLowerCase().includes(word)
        || customer.customer_id.includes(word)
        || (customer.external_id ?? '').toLowerCase().includes(word));
  }

  #sort() {
    const asked = this.query.sort ?? '';
    const key = asked.replace(/^-/, '');
    return key in ORDERS ? {key, descending: asked.startsWith('-')} : null;
  }

  #sortBy({detail: {key, descending}}) {
    setQuery({sort: (descending ? '-' : '') + key});
  }

  #sorted(customers) {
    const sort = this.#sort();
    if (!sort) {
      return customers;
    }
    const order = ORDERS[sort.key];
    return customers.toSorted((a, b) => sort.descending ? order(b, a) : order(a, b));
  }

  #columns() {
    return [
      {key: 'name', label: t('customers.name'), sortable: true, render: (customer) => html`
        <a class="owner" href=${href('/customers/:id', {id: customer.customer_id})}
          tabindex="-1">${customer.name}</a>
        <span class="beside">${customer.external_id ?? shortId(customer.customer_id)}</span>`},
      {key: 'city', label: t('customers.city'), sortable: true, width: '22%', narrow: '40%',
        render: (customer) => customer.address.city},
      {key: 'status', label: t('customers.status'), sortable: true, width: '8rem', wide: true,
        render: (customer) => customerStatus(customer)},
      {key: 'registered', label: t('customers.registered_at'), sortable: true, width: '9.5rem',
        wide: true, render: (customer) =>
          html`<rs-time mode="relative" .at=${customer.registered_at}></rs-time>`},
    ];
  }

  #cities(customers) {
    const counts = new Map();
    customers.forEach(({address: {city}}) => counts.set(city, (counts.get(city) ?? 0) + 1));
    const cities = [...counts].sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]));
    const most = cities[0]?.[1] ?? 1;
    return html`<section class="panel span-4 wide cities" aria-labelledby="cities">
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

function customerStatus({status: name}) {
  return html`<span class=${`tag ${name === 'active' ? 'good' : ''}`}>${
    t(`customers.status_${name}`)}</span>`;
}

customElements.define('rs-page-customers', RsPageCustomers);

import {html, nothing} from 'lit';
import {href, setQuery} from '../router.js';
import {compareText, number} from '../format.js';
import {compare} from '../money.js';
import {t} from '../i18n.js';
import {icon} from '../components/icons.js';
import {ListPage} from '../components/list-page.js';
import '../components/account-actions.js';
import '../components/dialog.js';
import '../components/money.js';
import '../components/open-account.js';
import '../components/sparkline.js';
import '../components/time.js';

const ORDERS = {
  owner: (a, b) => compareText(a.owner_name, b.owner_name),
  balance: (a, b) => compareText(a.currency, b.currency) || compare(a.balance, b.balance),
  status: (a, b) => compareText(a.status, b.status),
  transactions: (a, b) => a.transaction_count - b.transaction_count,
  updated: (a, b) => a.updated_at < b.updated_at ? -1 : 1,
};

class RsPageAccounts extends ListPage {
  name = 'accounts';
  path = '/api/v1/accounts';
  category = 'account';
  orders = ORDERS;

  idOf(account) {
    return account.account_id;
  }

  hrefOf(account) {
    return href('/accounts/:id', {id: account.account_id});
  }

  textsOf(account) {
    return [account.owner_name, account.account_id, account.external_id];
  }

  rowClass(account) {
    return account.status === 'closed' ? 'dim' : '';
  }

  serverFilters({q, status, currency}) {
    return {q, status, currency};
  }

  filters(accounts) {
    const currencies = [...new Set(accounts.map((account) => account.currency))].sort();
    const statuses = ['open', 'closed'].map((name) => [name, t(`shell.status_${name}`)]);
    const all = [['status', statuses, (account, value) => account.status === value],
      ['currency', currencies.map((code) => [code, code]),
        (account, value) => account.currency === value]];
    return currencies.length > 1 ? all : all.slice(0, 1);
  }

  actions() {
    return html`<button type="button" class="button primary" data-open-account
      @click=${() => this.querySelector('#opening').show()}>${icon('plus')} ${
        t('accounts.open')}</button>`;
  }

  dialogs() {
    const close = () => this.querySelector('#opening').close();
    return html`<rs-dialog id="opening" .heading=${t('accounts.open')} .content=${() => html`
        <rs-open-account @rs-cancel=${close}></rs-open-account>`}></rs-dialog>
      <rs-account-actions></rs-account-actions>`;
  }

  updated() {
    if (this.query.open === 'new' && !this.querySelector('#opening').open) {
      setQuery({open: null});
      this.querySelector('#opening').show();
    }
  }

  columns() {
    return [
      {key: 'owner', label: t('accounts.owner'), sortable: true, render: (account) => html`
        <a class="owner" href=${this.hrefOf(account)} tabindex="-1">${account.owner_name}</a>
        <span class="muted small owner-id">${account.external_id}</span>`},
      {key: 'balance', label: t('accounts.balance'), sortable: true, align: 'end', width: '12rem',
        narrow: '9.6rem', render: (account) => html`<rs-money aligned .amount=${account.balance}
          .currency=${account.currency}></rs-money>`},
      {key: 'history', label: t('accounts.history'), width: '9.5rem', wide: true,
        render: (account) => html`<rs-sparkline account-id=${account.account_id}
          version=${account.version}></rs-sparkline>`},
      {key: 'status', label: t('accounts.status'), sortable: true, width: '7.5rem', wide: true,
        render: (account) => html`<span class=${`tag ${account.status === 'open' ? 'good' : ''}`}>${
          t(`shell.status_${account.status}`)}</span>`},
      {key: 'transactions', label: t('accounts.transactions'), sortable: true, align: 'end',
        width: '8.5rem', wide: true, render: (account) => number(account.transaction_count)},
      {key: 'updated', label: t('accounts.updated'), sortable: true, width: '10rem', wide: true,
        render: (account) => html`<rs-time mode="relative" .at=${account.updated_at}></rs-time>`},
      {key: 'do', label: t('accounts.act'), width: '4.6rem', narrow: '3.4rem', align: 'end',
        hidden: true, render: (account) => this.#button(account)},
    ];
  }

  #button(account) {
    return account.status !== 'open' ? nothing : html`<button type="button"
      class="button quiet square" data-do title=${t('accounts.act')}
      aria-label=${t('accounts.act_on', {owner: account.owner_name})} @click=${() =>
        this.querySelector('rs-account-actions').start(account, 'deposit')}>${icon('move')}</button>`;
  }
}

customElements.define('rs-page-accounts', RsPageAccounts);

import {html, nothing} from 'lit';
import {Load, RsElement} from '../element.js';
import {get, pages} from '../api.js';
import {href, setQuery} from '../router.js';
import {saveCsv} from '../csv.js';
import {STEPS, bucketsOf, capOf, endOf, moving, startOf, stepFor, totalOf} from '../flows.js';
import {number} from '../format.js';
import {locale, t} from '../i18n.js';
import {forPlot, formatMoney} from '../money.js';
import {emptyState, status} from '../components/status.js';
import {distributionOption, flowsOption} from '../components/analytics-plots.js';
import '../components/chart.js';
import {icon} from '../components/icons.js';

const PAUSE = 300;
const COLUMNS = ['from', 'to', 'currency', 'deposit_count', 'deposits', 'withdrawal_count',
  'withdrawals', 'transfer_count', 'transfers', 'net_flow', 'accounts_opened', 'accounts_closed',
  'closing_balance', 'open_accounts'];

class RsPageAnalytics extends RsElement {
  static properties = {params: {attribute: false}, query: {attribute: false}};

  #figures = new Load(this, (signal) => this.#fetch(signal), {on: movesMoney, wait: 3000});
  #timer = 0;
  #zooming = false;
  #drawn = {};

  connectedCallback() {
    super.connectedCallback();
    this.whileConnected(() => clearTimeout(this.#timer));
  }

  willUpdate(changed) {
    const before = changed.get('query');
    if (before && before.currency !== this.query.currency) {
      this.#figures.reload();
    }
  }

  async #fetch(signal) {
    const {items: summaries} = await get('/api/v1/analytics/summary', {}, {signal});
    const currencies = summaries.map((each) => each.currency);
    const summary = summaries.find((each) => each.currency === this.query.currency)
      ?? summaries.toSorted((a, b) => b.accounts.open - a.accounts.open)[0];
    const days = [];
    if (summary) {
      const query = {currency: summary.currency};
      for await (const page of pages('/api/v1/analytics/daily', query, {signal})) {
        days.push(...page);
      }
    }
    return {currencies, summary, days: moving(days)};
  }

  render() {
    return html`
      <div class="page-head"><div><h1>${t('analytics.title')}</h1><p>${t('analytics.lead')}</p></div>
        ${this.#currencies()}</div>
      ${status(this.#figures, (data) => this.#show(data), {
        isEmpty: (data) => data.currencies.length === 0,
        empty: () => emptyState(t('analytics.none'), t('analytics.none_text'),
          html`<a class="button" href="/">${t('analytics.begin')}</a>`),
      })}`;
  }

  #currencies() {
    const {currencies = [], summary} = this.#figures.data ?? {};
    return currencies.length < 2 ? nothing : html`<div class="actions">
      <label class="visually-hidden" for="currency">${t('analytics.currency')}</label>
      <select id="currency" @change=${(e) => setQuery({currency: e.target.value, from: null, to: null},
        {push: true})}>${currencies.map((code) => html`<option value=${code}
          ?selected=${code === summary.currency}>${code}</option>`)}</select></div>`;
  }

  #show({summary, days}) {
    const {step, buckets, first, last} = this.#view();
    const total = totalOf(buckets.slice(first, last + 1));
    return html`<div class="grid">
      ${days.length === 0 ? nothing : html`
        <section class="panel span-12" aria-labelledby="flows">
          <header><h2 id="flows">${t('analytics.flows')}</h2>${this.#steps(step)}
            <button type="button" class="button" data-export="flows"
              @click=${() => this.#saveFlows()}>${icon('download')} ${t('analytics.export')}</button>
          </header>
          ${this.#range(buckets, first, last, step)}
          ${this.#totals(total, summary.currency)}
          ${isCut(buckets) ? html`<p class="muted said">${t('analytics.cut')}</p>` : nothing}
          <rs-chart data-chart="flows" height="430" label=${this.#said(total, summary.currency)}
            .option=${this.#flows(buckets, summary.currency, step)} @rs-chart-zoom=${() => this.#zoomed()}>
          </rs-chart>
        </section>`}
      <section class="panel span-6" aria-labelledby="distribution">
        <header><h2 id="distribution">${t('analytics.distribution')}</h2>
          <button type="button" class="button" data-export="distribution"
            @click=${() => saveDistribution(summary)}>${icon('download')} ${t('analytics.export')}</button>
        </header>
        <rs-chart data-chart="distribution" height="405" label=${t('analytics.distribution_label',
          {accounts: number(summary.accounts.open), balance: formatMoney(summary.balance, summary.currency)})}
          .option=${this.#distribution(summary)}></rs-chart>
      </section>
      <section class="panel span-6" aria-labelledby="largest">
        <header><h2 id="largest">${t('analytics.largest')}</h2>
          <button type="button" class="button" data-export="largest"
            @click=${() => saveLargest(summary)}>${icon('download')} ${t('analytics.export')}</button>
        </header>${largest(summary)}</section>
    </div>`;
  }

  /** What the address says about the range, in steps of the plot. */
  #view() {
    const days = this.#figures.data.days;
    const step = STEPS.includes(this.query.by) ? this.query.by : stepFor(days);
    const others = this.#drawn.days !== days || this.#drawn.step !== step;
    if (others && !this.#zooming) { // What is drawn anew would end a drag.
      this.#drawn = {...this.#drawn, flows: null, days, step, buckets: bucketsOf(days, step)};
    }
    const {buckets} = this.#drawn;
    const {from, to} = this.query;
    const begin = from && isDate(from) ? startOf(from, step) : '';
    const first = Math.max(0, buckets.findIndex((bucket) => bucket.date >= begin));
    const last = to && isDate(to) ? buckets.findLastIndex((bucket) => bucket.date <= to)
      : buckets.length - 1;
    return {step, buckets, first, last: Math.max(first, last)};
  }

  #steps(step) {
    return html`<div class="segments" role="group" aria-label=${t('analytics.step')}>${STEPS.map(
      (name) => html`<button type="button" class="segment" data-step=${name}
        aria-pressed=${step === name} @click=${() => setQuery({by: name})}>${
          t(`analytics.by_${name}`)}</button>`)}</div>`;
  }

  #range(buckets, first, last, step) {
    const input = (name, value) => html`<label class="labelled"><span>${t(`analytics.${name}`)}</span>
      <input type="date" id=${`range-${name}`} .value=${value} min=${buckets[0].date}
        max=${endOf(buckets.at(-1).date, step)}
        @change=${(e) => setQuery({[name]: e.target.value || null})}></label>`;
    return html`<div class="filters">
      ${input('from', this.query.from ?? buckets[first].date)}
      ${input('to', this.query.to ?? endOf(buckets[last].date, step))}
      ${this.query.from || this.query.to ? html`<button type="button" class="button quiet" data-all
        @click=${() => setQuery({from: null, to: null})}>${t('analytics.all')}</button>` : nothing}
    </div>`;
  }

  #totals(total, currency) {
    const figure = (name, amount, signed = false) => html`<div><dt>${t(`analytics.${name}`)}</dt>
      <dd data-total=${name}><rs-money .amount=${amount} .currency=${currency} ?signed=${signed}>
      </rs-money></dd></div>`;
    return html`<dl class="measures">
      ${figure('deposits', total.deposits)}${figure('withdrawals', total.withdrawals)}
      ${figure('net_flow', total.net_flow, true)}${figure('closing_balance', total.closing_balance)}
      ${figure('transfers', total.transfers)}
    </dl>`;
  }

  #said(total, currency) {
    return t('analytics.flows_label', {deposits: formatMoney(total.deposits, currency),
      withdrawals: formatMoney(total.withdrawals, currency),
      balance: formatMoney(total.closing_balance, currency)});
  }

  /** The same function as long as the same is to be drawn: a new one would end a drag. */
  #flows(buckets, currency, step) {
    const language = locale();
    if (this.#drawn.flows && this.#drawn.language === language) {
      return this.#drawn.flows;
    }
    this.#drawn.language = language;
    return this.#drawn.flows = (theme) => {
      const {first, last} = this.#view();
      return flowsOption({buckets, currency, step, first, last}, theme);
    };
  }

  #distribution(summary) {
    const key = summary.currency + locale() + JSON.stringify(summary.distribution);
    if (this.#drawn.distributionKey !== key) {
      this.#drawn.distributionKey = key;
      this.#drawn.distribution = (theme) => distributionOption(summary, theme);
    }
    return this.#drawn.distribution;
  }

  #zoomed() {
    clearTimeout(this.#timer);
    this.#zooming = true;
    this.#timer = setTimeout(() => {
      this.#zooming = false;
      const {step, buckets} = this.#drawn;
      const [zoom] = this.querySelector('[data-chart=flows]')?.chart?.getOption().dataZoom ?? [];
      if (!zoom) {
        return;
      }
      const [first, last] = [zoom.startValue, zoom.endValue];
      setQuery({
        from: first === 0 ? null : buckets[first].date,
        to: last === buckets.length - 1 ? null : endOf(buckets[last].date, step),
      });
    }, PAUSE);
  }

  /** The address has the last word: it may have changed by a field or by going back. */
  updated() {
    const chart = this.querySelector('[data-chart=flows]')?.chart;
    const [zoom] = chart?.getOption()?.dataZoom ?? [];
    if (!zoom || this.#zooming || !this.#figures.data?.days.length) {
      return;
    }
    const {first, last} = this.#view();
    if (zoom.startValue !== first || zoom.endValue !== last) {
      chart.setOption({dataZoom: chart.getOption().dataZoom.map(() =>
        ({startValue: first, endValue: last}))});
    }
  }

  #saveFlows() {
    const {step, buckets, first, last} = this.#view();
    const value = {from: (row) => row.date, to: (row) => endOf(row.date, step)};
    saveCsv(`flows-${buckets[first].date}-${endOf(buckets[last].date, step)}`,
      COLUMNS.map((name) => [name, value[name] ?? ((row) => row[name])]), buckets.slice(first, last + 1));
  }
}

function movesMoney({type}) {
  return /^(Money|Transfer|Account)/.test(type);
}

function isCut(buckets) {
  return capOf(buckets.flatMap(({deposits, withdrawals}) => [forPlot(deposits), forPlot(withdrawals)]))
    !== null;
}

function isDate(text) {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
}

function largest({largest_accounts: accounts, currency}) {
  if (accounts.length === 0) {
    return emptyState(t('analytics.no_accounts'));
  }
  const most = Math.max(1, forPlot(accounts[0].balance));
  return html`<ol class="bars" data-largest>${accounts.map((account) => html`<li>
    <a href=${href('/accounts/:id', {id: account.account_id})}>
      <span class="bar-label">${account.owner_name}</span>
      <span class="bar-value"><rs-money .amount=${account.balance} .currency=${currency}></rs-money></span>
      <span class="bar-line"><i .style=${`width:${
        Math.max(0, 100 * forPlot(account.balance) / most)}%`}></i></span></a></li>`)}</ol>`;
}

function saveDistribution({distribution, currency}) {
  saveCsv('distribution', [['currency', () => currency], ['from', (range) => range.from],
    ['below', (range) => range.below], ['accounts', (range) => range.accounts],
    ['balance', (range) => range.balance]], distribution);
}

function saveLargest({largest_accounts: accounts, currency}) {
  saveCsv('largest-accounts', [['account_id', (account) => account.account_id],
    ['owner_name', (account) => account.owner_name], ['currency', () => currency],
    ['balance', (account) => account.balance]], accounts);
}

customElements.define('rs-page-analytics', RsPageAnalytics);

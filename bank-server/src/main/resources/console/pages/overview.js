import {html, nothing} from 'lit';
import {Load, RsElement} from '../element.js';
import {get, pages} from '../api.js';
import {capOf, cutBars} from '../flows.js';
import {setQuery} from '../router.js';
import {date, number} from '../format.js';
import {add, forPlot, formatMoney, formatShort, isZero} from '../money.js';
import {t} from '../i18n.js';
import {axis, tooltip} from '../components/chart.js';
import {sparkline} from '../components/sparkline.js';
import {status} from '../components/status.js';
import '../components/first-steps.js';
import '../components/newest-events.js';
import '../components/projection-gauges.js';
import '../components/pulse.js';

const DAYS = 92;
const DAY = 24 * 60 * 60 * 1000;

class RsPageOverview extends RsElement {
  static properties = {params: {attribute: false}, query: {attribute: false}};

  #summary = new Load(this, (signal) => summary(signal), {on: () => true});
  #days = new Load(this, (signal) => newestDays(signal), {on: () => true, wait: 5000});

  render() {
    return status(this.#summary, (data) => data.empty
      ? html`<div class="page-head"><h1>${t('overview.welcome')}</h1></div>
          <rs-first-steps></rs-first-steps>`
      : this.#overview(data.currencies));
  }

  #overview(currencies) {
    const chosen = currencies.find((one) => one.currency === this.query.currency)
      ?? currencies.toSorted((a, b) => b.accounts.open - a.accounts.open)[0];
    return html`
      <div class="page-head">
        <div><h1>${t('overview.title')}</h1><p>${t('overview.lead')}</p></div>
      </div>
      <div class="grid">
        <section class="span-8 overview-main">
          ${this.#balances(currencies, chosen)}
          ${status(this.#days, (days) => this.#flows(ofCurrency(days, chosen), chosen.currency))}
        </section>
        <section class="span-4 overview-side">
          <rs-pulse></rs-pulse>
          <rs-projection-gauges></rs-projection-gauges>
          ${this.#opened(ofCurrency(this.#days.data ?? [], chosen))}
        </section>
        <section class="span-12 panel"><rs-newest-events></rs-newest-events></section>
      </div>`;
  }

  #balances(currencies, chosen) {
    const trend = (this.#days.data ?? [])
      .filter((day) => day.currency === chosen.currency).slice(-DAYS)
      .map((day) => forPlot(day.closing_balance));
    return html`<div class="panel balances">
      <h2 class="visually-hidden">${t('overview.balances')}</h2>
      ${currencies.map((one) => html`
      <button type="button" class="balance" aria-pressed=${one === chosen}
          data-currency=${one.currency} ?disabled=${currencies.length === 1}
          @click=${() => setQuery({currency: one.currency})}>
        <span class="figure-label">${t('overview.total', {currency: one.currency})}</span>
        <span class="figure"><rs-money .amount=${one.balance} .currency=${one.currency}></rs-money></span>
        <span class="muted">${t('overview.accounts', one.accounts)}</span>
      </button>`)}
      ${trend.length > 1 ? html`<div class="trend">${sparkline(trend, t('overview.trend'), {wide: true})}</div>`
        : nothing}</div>`;
  }

  #flows(days, currency) {
    if (days.length === 0) {
      return nothing;
    }
    const range = rangeOf(days);
    const sum = (name) => formatMoney(days.map((day) => day[name]).reduce(add), currency);
    return html`
      <div class="panel"><header><h2>${t('overview.flows')}</h2><span class="muted">${range}</span>
        </header>
        <p class="sums"><span class="series-in">${t('overview.sum_in', {amount: sum('deposits')})}</span>
          <span class="series-out">${t('overview.sum_out', {amount: sum('withdrawals')})}</span></p>
        <rs-chart height="400" label=${t('overview.flows_label', {range})}
          .option=${(theme) => flowOption(days, currency, theme)}></rs-chart></div>`;
  }

  #opened(days) {
    if (days.length === 0) {
      return nothing;
    }
    const opened = days.reduce((sum, day) => sum + day.accounts_opened, 0);
    return html`<div class="panel"><header><h2>${t('overview.opened')}</h2>
        <span class="muted">${t('overview.opened_sum', {count: opened})}</span></header>
      ${opened === 0 ? html`<p class="muted">${t('overview.opened_none')}</p>`
        : html`<rs-chart height="110" label=${t('overview.opened_label',
            {range: rangeOf(days), count: opened})}
          .option=${(theme) => openedOption(days, theme)}></rs-chart>`}</div>`;
  }
}

customElements.define('rs-page-overview', RsPageOverview);

function ofCurrency(days, {currency}) {
  return filled(days.filter((day) => day.currency === currency));
}

function rangeOf(days) {
  return t('overview.range', {from: date(days[0].date), to: date(days.at(-1).date)});
}

async function summary(signal) {
  const {items: currencies} = await get('/api/v1/analytics/summary', {}, {signal});
  return {currencies, empty: currencies.length === 0};
}

/** The last quarter in which money moved: that of an imported bank may be long ago. */
async function newestDays(signal) {
  const from = new Date(Date.now() - DAYS * DAY).toISOString().slice(0, 10);
  const found = await everything(signal, {from});
  return found.some(moved) ? found : everything(signal, {});
}

function moved(day) {
  return !isZero(day.deposits) || !isZero(day.withdrawals) || day.transfer_count > 0;
}

async function everything(signal, query) {
  const days = [];
  for await (const page of pages('/api/v1/analytics/daily', query, {signal})) {
    days.push(...page);
  }
  return days;
}

const NOTHING = {deposits: '0', withdrawals: '0', accounts_opened: 0};

/** One row for each calendar day of the quarter that ends with the last one. */
function filled(days) {
  if (days.length === 0) {
    return [];
  }
  const known = new Map(days.map((day) => [day.date, day]));
  const last = Date.parse((days.findLast(moved) ?? days.at(-1)).date);
  const first = Math.max(Date.parse(days[0].date), last - (DAYS - 1) * DAY);
  const length = Math.max(14, (last - first) / DAY + 1);
  return Array.from({length}, (_, i) => {
    const name = new Date(last - (length - 1 - i) * DAY).toISOString().slice(0, 10);
    return known.get(name) ?? {...NOTHING, date: name};
  });
}

function flowOption(days, currency, theme) {
  const deposits = days.map((day) => forPlot(day.deposits));
  const withdrawals = days.map((day) => -forPlot(day.withdrawals));
  const cap = capOf([...deposits, ...withdrawals]);
  const bars = (name, color, values) => ({
    name, type: 'bar', stack: 'flow', barCategoryGap: '28%', data: values,
    itemStyle: {color, borderRadius: 1},
  });
  return {
    grid: {left: 4, right: 4, top: 10, bottom: 4, containLabel: true},
    tooltip: {...tooltip(theme), formatter: ([bar]) => {
      const day = days[bar.dataIndex];
      return [date(day.date), `${t('overview.in')}  ${formatMoney(day.deposits, currency)}`,
        `${t('overview.out')}  ${formatMoney(day.withdrawals, currency)}`].join('\n');
    }},
    xAxis: dayAxis(days, theme),
    yAxis: axis({type: 'value', axisLabel: {formatter: formatShort}}, theme),
    series: [
      bars(t('overview.in'), theme.series[0], cutBars(deposits, cap, formatShort, theme.ink)),
      bars(t('overview.out'), theme.series[1], cutBars(withdrawals, cap, formatShort, theme.ink)),
    ],
  };
}

function openedOption(days, theme) {
  return {
    grid: {left: 4, right: 4, top: 8, bottom: 4, containLabel: true},
    tooltip: {...tooltip(theme), formatter: ([bar]) => {
      const day = days[bar.dataIndex];
      return `${date(day.date)}\n${t('overview.opened_sum', {count: day.accounts_opened})}`;
    }},
    xAxis: dayAxis(days, theme),
    yAxis: axis({type: 'value', minInterval: 1, splitNumber: 2,
      axisLabel: {formatter: (value) => number(value)}}, theme),
    series: [{type: 'bar', barCategoryGap: '28%', data: days.map((day) => day.accounts_opened),
      itemStyle: {color: theme.series[3], borderRadius: 1}}],
  };
}

function dayAxis(days, theme) {
  return axis({type: 'category', data: days.map((day) => day.date),
    axisLabel: {alignMinLabel: 'left', alignMaxLabel: 'right',
      formatter: (day) => date(day, {day: 'numeric', month: 'short'})}}, theme);
}
